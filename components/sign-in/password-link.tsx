'use client'

import { useEffect, useState } from 'react'
import type { PasswordLinkUse } from '@/lib/contract/accounts-input'
import type { SignInStage } from '@/lib/contract/factors-input'
import type { ConsoleError, Result } from '@/lib/result'
import { ErrorNotice } from '../ui/notice'
import { ChoosePassword } from './choose-password'
import { noAnswer } from './no-answer'

type PasswordLinkProps = {
  look: (token: string) => Promise<Result<{ username: string | null }>>
  choose: (given: PasswordLinkUse) => Promise<Result<SignInStage>>
}

/**
 * Where a link to choose a password leads. Its secret stands after the `#`, which is sent to no server by itself, and it
 * leaves the address bar at once.
 */
export function PasswordLink({ look, choose }: PasswordLinkProps) {
  const [looked, setLooked] = useState<{ token: string; found: Result<{ username: string | null }> }>()
  useEffect(() => {
    const token = location.hash.slice(1)
    if (token !== '') history.replaceState(null, '', location.pathname)
    const looking = token === '' ? Promise.resolve({ ok: false, error: noLink } as const) : look(token)
    looking.then(
      (found) => setLooked({ token, found }),
      (cause: unknown) =>
        setLooked({
          token,
          found: { ok: false, error: noAnswer(cause, 'Open the link once more as you were given it.') },
        }),
    )
  }, [look])

  if (!looked) return <p role="status">Looking at the link</p>
  const { token, found } = looked
  if (!found.ok)
    return (
      <>
        <ErrorNotice error={found.error} />
        <ToSignIn />
      </>
    )
  const username = found.value.username ?? undefined
  return (
    <>
      <p className="mb-4 text-sm text-ink-2">
        {username === undefined ? (
          'You become the first administrator of this console. What you do is recorded under the name that you choose.'
        ) : (
          <>
            For the account <strong className="font-semibold text-ink">{username}</strong>. What you do is recorded
            under this name.
          </>
        )}
      </p>
      <ChoosePassword
        username={username}
        next="/"
        send={({ username: chosen, password }) =>
          choose({ token, password, ...(username === undefined ? { username: chosen } : {}) })
        }
      />
    </>
  )
}

/** The secret leaves the address as soon as it is read, so that a page which is loaded again has none. */
const noLink: ConsoleError = {
  blame: 'ours',
  code: 'no-link',
  sentence: 'This address has no link in it.',
  wayOut: 'Open the link once more as you were given it: to look at it does not use it up.',
}

const ToSignIn = () => (
  <p className="mt-4 text-sm text-ink-2">
    Who has a password already can{' '}
    <a href="/sign-in" className="link">
      sign in
    </a>
    .
  </p>
)
