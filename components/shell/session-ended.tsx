'use client'

import { usePathname, useRouter } from 'next/navigation'
import { useId, useRef, useState, type FormEvent } from 'react'
import type { ConsoleError } from '@/lib/result'
import { useAccount } from '../console/console-context'
import { useRetryLive } from '../live/live-provider'
import { noAnswer } from '../sign-in/no-answer'
import { pathAfter } from '../sign-in/path-after'
import type { SignIn } from '../sign-in/sign-in-form'
import { SignInThrough, type BeginThrough } from '../sign-in/sign-in-through'
import { Button } from '../ui/button'
import { buttonClass } from '../ui/button-class'
import { Dialog } from '../ui/dialog'
import { TextInput } from '../ui/field'
import { ErrorNotice } from '../ui/notice'
import { tooMany, useSecondsLeft } from '../ui/use-seconds-left'

export type SessionEndedProps = { open: boolean; signIn: SignIn; beginThrough: BeginThrough }

/** The session has ended: what was on the screen is hidden, and one can come back to the same place. */
export function SessionEnded({ open, signIn, beginThrough }: SessionEndedProps) {
  const account = useAccount()
  const router = useRouter()
  const path = usePathname() ?? '/'
  const retry = useRetryLive()
  const id = useId()
  const input = useRef<HTMLInputElement>(null)
  const [error, setError] = useState<ConsoleError>()
  const [busy, setBusy] = useState(false)
  const isTooSoon = useSecondsLeft(error) > 0

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    if (busy || isTooSoon) return
    setBusy(true)
    setError(undefined)
    try {
      const result = await signIn({ username: account.name, password: input.current?.value ?? '' })
      if (result.ok && result.value.at === 'second-step') location.assign(pathAfter(result.value, path))
      else if (result.ok) {
        retry()
        router.refresh()
      } else {
        setError(result.error)
        input.current?.select()
      }
    } catch (cause) {
      setError(noAnswer(cause, 'What you typed stays here. Try again.'))
    } finally {
      setBusy(false)
    }
  }

  return (
    <Dialog
      alert
      open={open}
      // There is nothing behind it to go back to.
      onOpenChange={() => {}}
      width="narrow"
      title="Your session has ended"
      description="It was not used for too long, or it was ended elsewhere. The data is hidden. Running tasks go on; questions keep waiting."
      initialFocus={() => input.current}
      footer={
        <>
          <a href={`/sign-in?next=${encodeURIComponent(path)}`} className={buttonClass({ tone: 'quiet' })}>
            Sign in another way
          </a>
          {account.through === undefined && (
            <Button
              type="submit"
              form={`${id}-form`}
              tone="solid"
              disabledReason={busy ? 'Signing in' : isTooSoon ? tooMany : undefined}
              reasonIsVisible
            >
              {busy ? 'Signing in' : 'Sign in'}
            </Button>
          )}
        </>
      }
    >
      {account.through !== undefined ? (
        <SignInThrough provider={account.through} begin={beginThrough} next={path} />
      ) : (
        <form id={`${id}-form`} onSubmit={(event) => void submit(event)} className="grid gap-3">
          {error && <ErrorNotice error={error} />}
          {/* For password managers; who comes back is known. */}
          <input type="text" name="username" autoComplete="username" value={account.name} readOnly hidden />
          <label htmlFor={id} className="-mb-2 text-xs text-ink-2">
            Password for {account.name}
          </label>
          <TextInput id={id} ref={input} name="password" type="password" autoComplete="current-password" required />
        </form>
      )}
    </Dialog>
  )
}
