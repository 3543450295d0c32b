'use client'

import { useEffect, useId, useRef, useState, type FormEvent, type ReactNode } from 'react'
import type { ConsoleError, Result } from '@/lib/result'
import { withoutUndefined } from '@/lib/without-undefined'
import { Button } from './button'
import { unreachable } from './confirm'
import { Dialog } from './dialog'
import { ErrorNotice } from './notice'
import { tooMany, useSecondsLeft } from './use-seconds-left'

type FormDialogProps = {
  title: string
  description?: ReactNode
  /** What the button does, such as "Rename". */
  verb: string
  /** Sends what was entered; undefined when it is not fit to be sent (say so in place). */
  send: () => Promise<Result<unknown>> | undefined
  onClose: () => void
  width?: 'narrow' | 'normal' | 'wide'
  children: ReactNode
}

/**
 * A dialog with a form. What is typed stays until the server has taken it; an error is shown inside. When it is not fit to be
 * sent, the first field that is wrong gets the focus: on a phone it may have been scrolled away.
 */
export function FormDialog({ title, description, verb, send, onClose, width = 'normal', children }: FormDialogProps) {
  const formId = useId()
  const form = useRef<HTMLFormElement>(null)
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<ConsoleError>()
  const [refusals, setRefusals] = useState(0)
  const isTooSoon = useSecondsLeft(error) > 0
  const wait = busy ? 'Sent; wait for the reply.' : undefined

  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (busy || isTooSoon) return
    const sending = send()
    if (!sending) return setRefusals((before) => before + 1)
    setBusy(true)
    setError(undefined)
    try {
      const reply = await sending
      if (reply.ok) return onClose()
      setError(reply.error)
    } catch (cause) {
      setError(unreachable(cause))
    }
    setBusy(false)
  }

  useEffect(() => {
    if (refusals > 0) form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus()
  }, [refusals])

  return (
    <Dialog
      open
      onOpenChange={(open) => !open && !busy && onClose()}
      title={title}
      width={width}
      initialFocus={() => form.current?.querySelector<HTMLElement>('input:not([hidden]), textarea, select') ?? null}
      {...withoutUndefined({ description })}
      footer={
        <>
          <Button onClick={onClose} disabledReason={wait}>
            Cancel
          </Button>
          <Button type="submit" form={formId} tone="solid" disabledReason={wait ?? (isTooSoon ? tooMany : undefined)}>
            {verb}
          </Button>
        </>
      }
    >
      <form ref={form} id={formId} className="grid gap-3" onSubmit={(event) => void submit(event)} noValidate>
        {children}
        {error && <ErrorNotice error={error} />}
      </form>
    </Dialog>
  )
}
