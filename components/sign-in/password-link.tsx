'use client'

import { useEffect, useState } from 'react'
import type { PasswordLinkUse } from '@/lib/contract/accounts-input'
import type { Result } from '@/lib/result'
import { unreachable } from '../ui/confirm'
import { ErrorNotice } from '../ui/notice'
import { ChoosePassword } from './choose-password'

type PasswordLinkProps = {
  look: (token: string) => Promise<Result<{ username: string | null }>>
  choose: (given: PasswordLinkUse) => Promise<Result<null>>
}

/**
 * Where a link to choose a password leads. Its secret stands after the `#`, which is sent to no server by itself, and it
 * leaves the address bar at once.
 */
export function PasswordLink({ look, choose }: PasswordLinkProps) {
  const [looked, setLooked] = useState<{ token: string; found: Result<{ username: string | null }> }>()
  useEffect(() => {
    const token = location.hash.slice(1)
    if (token === '') return
    history.replaceState(null, '', location.pathname)
    look(token).then(
      (found) => setLooked({ token, found }),
      (cause: unknown) => setLooked({ token, found: { ok: false, error: unreachable(cause) } }),
    )
  }, [look])

  if (!looked) return <p role="status">Looking at the link</p>
  const { token, found } = looked
  if (!found.ok) return <ErrorNotice error={found.error} />
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
