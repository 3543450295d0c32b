'use client'

import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { browserWords } from '@/lib/accounts/browser-words'
import { recoveryCodeCount } from '@/lib/accounts/second-factor'
import type { AuthenticatorKey, OwnFactors as OwnFactorsRead, PasskeyRow } from '@/lib/contract/factors-input'
import { formatAgo, formatSince } from '@/lib/format/clock'
import { formatCount } from '@/lib/format/quantity'
import type { ConsoleError } from '@/lib/result'
import { useAccount, useConsoleActions } from '../console/console-context'
import { useServerNow } from '../live/live-provider'
import { Button } from '../ui/button'
import { useConfirm } from '../ui/confirm'
import { ErrorNotice } from '../ui/notice'
import { ListSkeleton } from '../ui/placeholders'
import { Said } from '../ui/said'
import { SectionHead } from '../ui/sections'
import { ConfirmAuthenticator, RecoveryCodesShown, TurnOffAuthenticator } from './authenticator-forms'
import { AddPasskey, RenamePasskey } from './passkey-forms'
import { useWhyNoPasskeys } from './passkeys-here'
import { useProof } from './proof'

const ownKey = ['own-factors']

type Opened =
  | { what: 'confirm'; begun: AuthenticatorKey }
  | { what: 'codes'; codes: readonly string[] }
  | { what: 'turn-off' | 'add' }
  | { what: 'rename'; passkey: PasskeyRow }

/** One's own second factors: an authenticator app, and passkeys. */
export function OwnFactors() {
  const { name: username } = useAccount()
  const actions = useConsoleActions()
  const queries = useQueryClient()
  const confirm = useConfirm()
  const proof = useProof(username, actions.proveAgain)
  const noPasskeys = useWhyNoPasskeys()
  const [opened, setOpened] = useState<Opened>()
  const [error, setError] = useState<ConsoleError>()
  const read = useQuery({ queryKey: ownKey, queryFn: () => actions.readOwnFactors() })
  const own = read.data?.ok ? read.data.value : undefined
  const close = () => setOpened(undefined)
  const done = () => Promise.all([ownKey, ['factor-rules']].map((queryKey) => queries.invalidateQueries({ queryKey })))
  const showCodes = (codes: readonly string[]) => setOpened({ what: 'codes', codes })
  /** What was shown by the form that is just closing stays when something else has been opened since. */
  const closeForm = () => setOpened((present) => (present?.what === 'codes' ? present : undefined))

  const begin = () =>
    proof.proven(async () => {
      setError(undefined)
      const begun = await actions.beginAuthenticator()
      if (begun.ok) setOpened({ what: 'confirm', begun: begun.value })
      else setError(begun.error)
    })
  const renew = () =>
    proof.proven(() =>
      confirm({
        title: 'Make new recovery codes?',
        effect: `You get ${recoveryCodeCount} new ones. Those of before are good for nothing then.`,
        verb: 'Make new ones',
        tone: 'plain',
        run: async () => {
          const result = await actions.renewRecoveryCodes()
          if (result.ok) showCodes(result.value.recoveryCodes)
          return result
        },
      }),
    )
  const remove = (passkey: PasskeyRow) =>
    proof.proven(() =>
      confirm({
        title: `Remove the passkey ${passkey.name}?`,
        effect: 'It signs nobody in any more. The device may go on offering it: remove it there too.',
        verb: 'Remove',
        tone: 'destructive',
        run: async () => {
          const result = await actions.removePasskey(passkey.id)
          // The line has gone then, when the focus is given back.
          await done()
          return result
        },
      }),
    )
  const without =
    own && !own.hasPassword ? 'Your account has no password: whoever signs you in asks for more.' : undefined

  return (
    <section aria-labelledby="own-factors" className="grid gap-2">
      <SectionHead id="own-factors" title="Second factor and passkeys" />
      {(proof.error ?? error) && <ErrorNotice error={(proof.error ?? error) as ConsoleError /* one is there */} />}
      {read.data?.ok === false && <ErrorNotice error={read.data.error} />}
      {read.isPending && <ListSkeleton what="Reading your second factors" />}
      {own && (
        <div className="panel">
          <AuthenticatorLine
            own={own}
            without={without}
            onBegin={() => void begin()}
            onRenew={() => void renew()}
            onTurnOff={() => setOpened({ what: 'turn-off' })}
          />
          <div className="flex flex-wrap items-center gap-x-4 gap-y-2 border-t border-line px-4 py-3">
            <p className="min-w-0 grow basis-72 text-sm">
              <strong className="block font-semibold">Passkeys</strong>
              <span className="text-ink-2">
                Sign in with a finger, a PIN or a security key: password and second factor in one.
              </span>
              {/* What stands in the line above is not said again. */}
              {without === undefined && noPasskeys !== undefined && (
                <span className="block text-xs text-ink-2" aria-hidden="true">
                  {noPasskeys}
                </span>
              )}
            </p>
            <Button
              disabledReason={without ?? noPasskeys}
              reasonIsVisible={without === undefined}
              onClick={() => void proof.proven(() => setOpened({ what: 'add' }))}
            >
              Add a passkey
            </Button>
          </div>
          {own.passkeys.length > 0 && (
            <ul aria-label="Your passkeys">
              {own.passkeys.map((passkey) => (
                <PasskeyLine
                  key={passkey.id}
                  passkey={passkey}
                  onRename={() => setOpened({ what: 'rename', passkey })}
                  onRemove={() => void remove(passkey)}
                />
              ))}
            </ul>
          )}
        </div>
      )}
      {proof.dialog}
      {opened?.what === 'confirm' && (
        <ConfirmAuthenticator
          begun={opened.begun}
          confirm={(code) => actions.confirmAuthenticator(code)}
          onClose={closeForm}
          onCodes={showCodes}
        />
      )}
      {opened?.what === 'codes' && (
        <RecoveryCodesShown
          codes={opened.codes}
          onStored={() => {
            close()
            void done()
          }}
        />
      )}
      {opened?.what === 'turn-off' && (
        <TurnOffAuthenticator
          username={username}
          remove={(password, code) => actions.removeAuthenticator(password, code)}
          onClose={close}
          onDone={() => void done()}
        />
      )}
      {opened?.what === 'add' && (
        <AddPasskey
          calls={actions}
          suggested={browserWords(navigator.userAgent)}
          onClose={close}
          onDone={() => void done()}
        />
      )}
      {opened?.what === 'rename' && (
        <RenamePasskey
          passkey={opened.passkey}
          rename={(id, name) => actions.renamePasskey(id, name)}
          onClose={close}
          onDone={() => void done()}
        />
      )}
    </section>
  )
}

type AuthenticatorLineProps = {
  own: OwnFactorsRead
  without: string | undefined
  onBegin: () => void
  onRenew: () => void
  onTurnOff: () => void
}

function AuthenticatorLine({ own: { authenticator }, without, onBegin, onRenew, onTurnOff }: AuthenticatorLineProps) {
  const now = useServerNow()
  const left = authenticator?.recoveryCodesLeft ?? 0
  const isSetUp = authenticator !== undefined
  const buttons = useRef<HTMLSpanElement>(null)
  // The button that had the focus has gone with what it did: it goes on to the one that took its place.
  const wasSetUp = useRef(isSetUp)
  useEffect(() => {
    if (wasSetUp.current === isSetUp) return
    wasSetUp.current = isSetUp
    if (document.activeElement === document.body) buttons.current?.querySelector('button')?.focus()
  }, [isSetUp])
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-3">
      <p className="min-w-0 grow basis-72 text-sm">
        <strong className="block font-semibold">Authenticator app</strong>
        <span className="text-ink-2">
          {authenticator
            ? `Set up ${formatSince(authenticator.since, now)}. ${left === 0 ? 'No recovery code is left.' : `${formatCount(left, 'recovery code')} left.`}`
            : `Not set up. ${without ?? 'With it, a sign-in takes your password and a code of the app.'}`}
        </span>
      </p>
      <span ref={buttons} className="flex flex-wrap gap-2">
        {authenticator ? (
          <>
            <Button onClick={onRenew}>New recovery codes</Button>
            <Button onClick={onTurnOff}>Turn off</Button>
          </>
        ) : (
          <Button disabledReason={without} onClick={onBegin}>
            Set up
          </Button>
        )}
      </span>
    </div>
  )
}

type PasskeyLineProps = { passkey: PasskeyRow; onRename: () => void; onRemove: () => void }

function PasskeyLine({ passkey, onRename, onRemove }: PasskeyLineProps) {
  const now = useServerNow()
  const { name, address, createdAt, lastUsedAt, isSynced } = passkey
  return (
    <li className="grid items-center gap-x-4 gap-y-0.5 border-t border-line px-4 py-2 text-sm mid:grid-cols-[minmax(0,1.4fr)_minmax(0,1fr)_minmax(0,1fr)_auto]">
      <span className="min-w-0 font-medium wrap-anywhere">
        <bdi>
          <Said>{name}</Said>
        </bdi>
        <small className="block text-xs font-normal text-ink-3 wrap-anywhere">
          for {address}
          {isSynced && ', kept by your other devices too'}
        </small>
      </span>
      <span className="text-ink-2">added {formatSince(createdAt, now)}</span>
      <span className="text-ink-2">
        {lastUsedAt === undefined ? 'never used' : `last used ${formatAgo(lastUsedAt, now)}`}
      </span>
      <span className="flex gap-2 max-mid:mt-1">
        <Button size="small" aria-label={`Rename the passkey ${name}`} onClick={onRename}>
          Rename
        </Button>
        <Button size="small" tone="danger" aria-label={`Remove the passkey ${name}`} onClick={onRemove}>
          Remove
        </Button>
      </span>
    </li>
  )
}
