'use client'

import { createContext, use, useCallback, useRef, useState, type ReactNode } from 'react'
import type { ConsoleError, Result } from '@/lib/result'
import { Button } from './button'
import { Dialog } from './dialog'
import { ErrorNotice } from './notice'

export type Confirmation = {
  title: string
  /** What is lost and what is kept, with object and size. */
  effect: ReactNode
  /** What the button does, such as "Power off". Never "OK". */
  verb: string
  tone: 'plain' | 'destructive'
  /** The way out, such as "Keep waiting". */
  keep?: string
  /** The dialog stays open until it is through, and shows what went wrong. */
  run: () => Promise<Result<unknown>>
}

type Ask = (confirmation: Confirmation) => void

const ConfirmContext = createContext<Ask | undefined>(undefined)

/** Asks before something that cannot be taken back. */
export function useConfirm(): Ask {
  const ask = use(ConfirmContext)
  if (!ask) throw new Error('useConfirm needs a ConfirmProvider above it')
  return ask
}

/** Holds the one confirm dialog of the console. */
export function ConfirmProvider({ children }: { children: ReactNode }) {
  const [shown, setShown] = useState<Confirmation>()
  const [open, setOpen] = useState(false)
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<ConsoleError>()
  const keepRef = useRef<HTMLButtonElement>(null)

  const ask = useCallback<Ask>((confirmation) => {
    setError(undefined)
    setShown(confirmation)
    setOpen(true)
  }, [])

  const go = async () => {
    if (!shown || busy) return
    setBusy(true)
    setError(undefined)
    try {
      const result = await shown.run()
      if (result.ok) setOpen(false)
      else setError(result.error)
    } catch (cause) {
      setError(unreachable(cause))
    } finally {
      setBusy(false)
    }
  }

  return (
    <ConfirmContext value={ask}>
      {children}
      <Dialog
        alert
        width="narrow"
        open={open}
        onOpenChange={(next) => !busy && setOpen(next)}
        title={shown?.title ?? ''}
        description={shown?.effect}
        initialFocus={() => keepRef.current}
        footer={
          <>
            <Button
              ref={keepRef}
              onClick={() => setOpen(false)}
              disabledReason={busy ? 'Sent; wait for the reply.' : undefined}
            >
              {shown?.keep ?? 'Cancel'}
            </Button>
            <Button
              tone={shown?.tone === 'destructive' ? 'danger-solid' : 'solid'}
              onClick={() => void go()}
              disabledReason={busy ? 'Sent; wait for the reply.' : undefined}
            >
              {shown?.verb}
            </Button>
          </>
        }
      >
        {error && <ErrorNotice error={error} />}
      </Dialog>
    </ConfirmContext>
  )
}

/** A call to the server that never came back: the request itself threw in the browser. */
export function unreachable(cause: unknown): ConsoleError {
  return {
    blame: 'wire',
    code: 'console-unreachable',
    sentence: 'Andon did not answer. Nothing tells whether the request arrived.',
    wayOut: 'Look at the board before trying again.',
    ...(cause instanceof Error ? { raw: cause.message } : {}),
  }
}
