'use client'

import { useEffect, useState } from 'react'
import type { BeginThrough as Beginning } from '@/lib/contract/accounts-input'
import type { ConsoleError, Result } from '@/lib/result'
import { Icon } from '../glyphs/icon'
import { Button } from '../ui/button'
import { ErrorNotice } from '../ui/notice'
import { noAnswer } from './no-answer'

export type BeginThrough = (given: Beginning) => Promise<Result<{ url: string }>>

type SignInThroughProps = {
  /** What the provider is called. */
  provider: string
  begin: BeginThrough
  /** A path of this site. */
  next: string
  /** The provider asks who it is, also whom it knows already. */
  asks?: boolean
}

/** Goes to the identity provider, which sends the browser back. */
export function SignInThrough({ provider, begin, next, asks = false }: SignInThroughProps) {
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<ConsoleError>()
  // A browser may bring this page back as it was when somebody turns round at the provider.
  useEffect(() => {
    const shown = () => setBusy(false)
    addEventListener('pageshow', shown)
    return () => removeEventListener('pageshow', shown)
  }, [])
  const go = async () => {
    if (busy) return
    setBusy(true)
    setError(undefined)
    try {
      const begun = await begin({ next, ...(asks && { asks }) })
      if (begun.ok) return location.assign(begun.value.url)
      setError(begun.error)
    } catch (cause) {
      setError(noAnswer(cause))
    }
    setBusy(false)
  }
  return (
    // A press before the scripts of this page are there is not lost: React keeps what a form with an action sends.
    <form
      action={() => void go()}
      onSubmit={(event) => {
        event.preventDefault()
        void go()
      }}
      className="grid gap-3"
    >
      {error && <ErrorNotice error={error} />}
      <Button
        type="submit"
        size="large"
        className="h-auto! min-h-10 w-full py-2 text-center wrap-anywhere whitespace-normal!"
        disabledReason={busy ? `Going to ${provider}` : undefined}
        reasonIsVisible
      >
        <Icon name="user" />
        {busy ? `Going to ${provider}` : `Sign in with ${provider}`}
      </Button>
    </form>
  )
}
