'use client'

import { useState, type FormEvent, type ReactNode } from 'react'
import type { SignInStage } from '@/lib/contract/factors-input'
import type { ConsoleError, Result } from '@/lib/result'
import { Button } from '../ui/button'
import { ErrorNotice, Notice } from '../ui/notice'
import { tooMany, useSecondsLeft } from '../ui/use-seconds-left'
import { noAnswer } from './no-answer'
import { pathAfter } from './path-after'

type DoorFormProps = {
  verb: string
  /** The verb while it is being done. */
  doing: string
  /** What was entered, by name. */
  send: (entered: (name: string) => string) => Promise<Result<SignInStage | null>>
  /** Where to go once it has worked: a path of this site. */
  next: string
  onRefused?: (error: ConsoleError) => void
  children: ReactNode
  /** Below the button: another way in. */
  instead?: ReactNode
}

/** A form in front of the console. What was typed stays when it did not work. */
export function DoorForm({ verb, doing, send, next, onRefused, children, instead }: DoorFormProps) {
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<ConsoleError>()
  const isTooSoon = useSecondsLeft(error) > 0

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    if (busy || isTooSoon) return
    const form = new FormData(event.currentTarget)
    setBusy(true)
    setError(undefined)
    try {
      const result = await send((name) => {
        const value = form.get(name)
        return typeof value === 'string' ? value : ''
      })
      if (result.ok) {
        // A whole new page: nothing of an earlier session stays in memory.
        location.assign(pathAfter(result.value, next))
        return
      }
      setError(result.error)
      onRefused?.(result.error)
    } catch (cause) {
      setError(noAnswer(cause, 'What you typed stays here. Try again.'))
    }
    setBusy(false)
  }

  return (
    // Sent before this page is ready, what was typed must not become part of an address.
    <form
      method="post"
      onSubmit={(event) => void submit(event)}
      // Failures are counted for each account: under another name it need not be too soon.
      onChange={({ target }) => isUserName(target) && isTooSoon && setError(undefined)}
      className="grid gap-4"
    >
      {error && <DoorError error={error} />}
      {children}
      <Button
        type="submit"
        tone="solid"
        size="large"
        className="w-full"
        disabledReason={busy ? doing : isTooSoon ? tooMany : undefined}
        reasonIsVisible
      >
        {busy ? doing : verb}
      </Button>
      {instead}
    </form>
  )
}

const isUserName = (target: EventTarget) => target instanceof HTMLInputElement && target.name === 'username'

function DoorError({ error }: { error: ConsoleError }) {
  if (error.waitMs !== undefined) return <ErrorNotice error={error} />
  // Nothing is wrong with what was typed: it has to be sent again later.
  const isBusy = error.code === 'sign-in-busy'
  return (
    <Notice
      tone={isBusy ? 'wait' : 'fail'}
      glyph={isBusy ? 'stale' : error.blame === 'wire' ? 'noContact' : 'failed'}
      role="alert"
    >
      <strong className="font-semibold">{error.sentence}</strong> {error.wayOut}
    </Notice>
  )
}
