'use client'

import { startAuthentication } from '@simplewebauthn/browser'
import { useState, type MouseEvent } from 'react'
import type { PasskeyBegun, UsedPasskey } from '@/lib/contract/factors-input'
import type { ConsoleError, Result } from '@/lib/result'
import { passkeyFailure, useWhyNoPasskeys } from '../factors/passkeys-here'
import { Button } from '../ui/button'
import { ErrorNotice } from '../ui/notice'
import { tooMany, useSecondsLeft } from '../ui/use-seconds-left'
import { noAnswer } from './no-answer'

export type PasskeyCalls = {
  begin: () => Promise<Result<PasskeyBegun['options']>>
  finish: (given: { passkey: UsedPasskey; endOthers: boolean }) => Promise<Result<null>>
}

type PasskeyButtonProps = { calls: PasskeyCalls; next: string; tone?: 'plain' | 'solid' }

/** Signs in with a passkey alone. In a form, its tick to end other sessions counts for this too. */
export function PasskeyButton({ calls, next, tone = 'plain' }: PasskeyButtonProps) {
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<ConsoleError>()
  const why = useWhyNoPasskeys()
  const isTooSoon = useSecondsLeft(error) > 0

  const signIn = async (endOthers: boolean) => {
    setBusy(true)
    setError(undefined)
    const failed = await trySignIn(calls, endOthers)
    // A whole new page: nothing of an earlier session stays in memory.
    if (failed === undefined) return location.assign(next)
    setError(failed)
    setBusy(false)
  }
  const press = ({ currentTarget: { form } }: MouseEvent<HTMLButtonElement>) =>
    void signIn(form !== null && new FormData(form).has('endOthers'))

  return (
    <div className="grid gap-2">
      <Button
        tone={tone}
        size="large"
        className="w-full"
        disabledReason={busy ? 'Signing in' : isTooSoon ? tooMany : why}
        reasonIsVisible
        onClick={press}
      >
        Sign in with a passkey
      </Button>
      {why !== undefined && (
        <p className="text-xs text-ink-2" aria-hidden="true">
          {why}
        </p>
      )}
      {error && <ErrorNotice error={error} />}
    </div>
  )
}

/** @returns why it did not work. */
async function trySignIn({ begin, finish }: PasskeyCalls, endOthers: boolean): Promise<ConsoleError | undefined> {
  try {
    const begun = await begin()
    if (!begun.ok) return begun.error
    const passkey = await startAuthentication({ optionsJSON: begun.value }).catch(passkeyFailure)
    if ('sentence' in passkey) return passkey
    const finished = await finish({ passkey: sentPart(passkey), endOthers })
    return finished.ok ? undefined : finished.error
  } catch (cause) {
    return noAnswer(cause)
  }
}

/** Extensions are not asked for, and what some browsers add to them is no plain value that could be sent. */
const sentPart = ({ id, rawId, response }: Awaited<ReturnType<typeof startAuthentication>>): UsedPasskey => ({
  id,
  rawId,
  type: 'public-key',
  response,
})
