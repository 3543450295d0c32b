'use client'

import { useState } from 'react'
import { browserWords } from '@/lib/accounts/browser-words'
import type { AuthenticatorKey } from '@/lib/contract/factors-input'
import type { ConsoleError } from '@/lib/result'
import { actionsBy, type Calls } from '../console/console-context'
import { signOutOf } from '../console/sign-out'
import { ConfirmAuthenticator, RecoveryCodesShown } from '../factors/authenticator-forms'
import { AddPasskey } from '../factors/passkey-forms'
import { useWhyNoPasskeys } from '../factors/passkeys-here'
import { useProof } from '../factors/proof'
import { Button } from '../ui/button'
import { ErrorNotice } from '../ui/notice'

type SetUpFactorProps = {
  username: string
  change: Calls['change']
  signOut: Calls['signOut']
  next: string
}

type Opened =
  | { what: 'confirm'; begun: AuthenticatorKey }
  | { what: 'codes'; codes: readonly string[] }
  | { what: 'add' }

/** For somebody who must have a second factor and has none: one of the two is set up, then the console opens. */
export function SetUpFactor({ username, change, signOut, next }: SetUpFactorProps) {
  const actions = callsBy(change)
  const proof = useProof(username, actions.proveAgain)
  const noPasskeys = useWhyNoPasskeys()
  const [opened, setOpened] = useState<Opened>()
  const [error, setError] = useState<ConsoleError>()
  const goOn = () => location.assign(next)

  const begin = () =>
    proof.proven(async () => {
      setError(undefined)
      const begun = await actions.beginAuthenticator()
      if (begun.ok) setOpened({ what: 'confirm', begun: begun.value })
      else setError(begun.error)
    })
  const shown = proof.error ?? error

  return (
    <>
      <p className="mb-4 text-sm text-ink-2">
        This console asks for more than a password. Set up one of these, then you go on. You can add the other one
        later, under Settings, Accounts.
      </p>
      {shown && <ErrorNotice error={shown} className="mb-4" />}
      <ul className="grid gap-3">
        <li className="panel grid gap-2 p-4 text-sm">
          <p>
            <strong className="block font-semibold">Authenticator app</strong>
            <span className="text-ink-2">A code from your phone with each sign-in, beside the password.</span>
          </p>
          <Button tone="solid" onClick={() => void begin()}>
            Set up an authenticator app
          </Button>
        </li>
        <li className="panel grid gap-2 p-4 text-sm">
          <p>
            <strong className="block font-semibold">Passkey</strong>
            <span className="text-ink-2">A finger, a PIN or a security key, in the place of password and code.</span>
          </p>
          <Button
            disabledReason={noPasskeys}
            reasonIsVisible
            onClick={() => void proof.proven(() => setOpened({ what: 'add' }))}
          >
            Add a passkey
          </Button>
          {noPasskeys !== undefined && (
            <p className="text-xs text-ink-2" aria-hidden="true">
              {noPasskeys}
            </p>
          )}
        </li>
      </ul>
      <p className="mt-5 border-t border-line pt-4">
        <Button tone="quiet" className="-ml-3" onClick={() => void signOutOf({ signOut })}>
          Sign out
        </Button>
      </p>
      {proof.dialog}
      {opened?.what === 'confirm' && (
        <ConfirmAuthenticator
          begun={opened.begun}
          confirm={(code) => actions.confirmAuthenticator(code)}
          onClose={() => setOpened((present) => (present?.what === 'codes' ? present : undefined))}
          onCodes={(codes) => setOpened({ what: 'codes', codes })}
        />
      )}
      {opened?.what === 'codes' && <RecoveryCodesShown codes={opened.codes} onStored={goOn} />}
      {opened?.what === 'add' && (
        <AddPasskey
          calls={actions}
          suggested={browserWords(navigator.userAgent)}
          onClose={() => setOpened(undefined)}
          onDone={goOn}
        />
      )}
    </>
  )
}

/** What may be called before there is a second factor. */
const callsBy = (change: Calls['change']) =>
  actionsBy({
    reads: [],
    readUrl: '',
    screenUrl: '',
    changes: ['proveAgain', 'beginAuthenticator', 'confirmAuthenticator', 'beginPasskey', 'addPasskey'],
    change,
    signOut: nowhere,
    changePassword: nowhere,
    joinIdentity: nowhere,
  })

const nowhere = () => Promise.reject(new Error('not offered here'))
