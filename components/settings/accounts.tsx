'use client'

import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { mayStopAdministering } from '@/lib/accounts/last-admin'
import { allows } from '@/lib/accounts/role'
import type { AccountRow } from '@/lib/contract/accounts-input'
import { formatSince } from '@/lib/format/clock'
import type { Result } from '@/lib/result'
import { useAccount, useConsoleActions } from '../console/console-context'
import { roleWords } from '../console/role-words'
import { OwnFactors } from '../factors/own-factors'
import { useProof } from '../factors/proof'
import { useServerNow } from '../live/live-provider'
import { Button, CopyButton } from '../ui/button'
import { useConfirm, type Confirmation } from '../ui/confirm'
import { ErrorNotice, Notice } from '../ui/notice'
import { ListSkeleton } from '../ui/placeholders'
import { SectionHead } from '../ui/sections'
import { AccountsTable } from './accounts-table'
import { factorsOf, RequireFactors, useFactorRules } from './factor-rules'
import { Sessions } from './sessions'
import {
  FollowedAccount,
  IdentityProviderSection,
  LinkIdentity,
  NotLinked,
  ownIdentityWords,
  useOwnIdentity,
  useOwnIdentityRead,
} from './identity'
import { AddAccount, ChangeOwnPassword, EditAccount, ResetPassword, type MadeLink } from './account-forms'

/** Settings → Accounts: one's own, and for administrators everybody's. */
export function Accounts() {
  const { role } = useAccount()
  return (
    <>
      <OwnAccount />
      <OwnFactors />
      {allows(role, 'admin') ? (
        <>
          <EverybodysAccounts />
          <IdentityProviderSection />
        </>
      ) : (
        <p className="text-sm text-ink-2">Only an administrator sees and changes the accounts of others.</p>
      )}
      <Sessions />
    </>
  )
}

function OwnAccount() {
  const { name, role } = useAccount()
  const proof = useProof(name, useConsoleActions().proveAgain)
  const [changing, setChanging] = useState(false)
  const [changed, setChanged] = useState(false)
  const [linking, setLinking] = useState(false)
  const { isRead, own } = useOwnIdentityRead()
  const { word, may } = roleWords[role]
  return (
    <section aria-labelledby="own-account" className="grid gap-2">
      <SectionHead id="own-account" title="Your account" />
      <div className="panel flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-3">
        <p className="min-w-0 grow text-sm">
          <strong className="mr-2 text-base font-semibold wrap-anywhere">{name}</strong>{' '}
          <span className="text-ink-2">
            {word}. {may}
          </span>
          {own && ownIdentityWords(own) !== undefined && (
            <span className="block text-ink-2">{ownIdentityWords(own)}</span>
          )}
        </p>
        {own?.provider !== undefined && own.identity === undefined && (
          <Button onClick={() => void proof.proven(() => setLinking(true))}>Link to {own.provider}</Button>
        )}
        {isRead && own?.identity !== 'follows' && (
          <Button
            onClick={() => {
              setChanged(false)
              setChanging(true)
            }}
          >
            Change your password
          </Button>
        )}
      </div>
      {changed && <Notice role="status">Your password is changed. Your other sessions have ended.</Notice>}
      {own?.provider !== undefined && <NotLinked provider={own.provider} />}
      {proof.error && <ErrorNotice error={proof.error} />}
      {proof.dialog}
      {linking && own?.provider !== undefined && (
        <LinkIdentity provider={own.provider} username={name} onClose={() => setLinking(false)} />
      )}
      {changing && (
        <ChangeOwnPassword username={name} onClose={() => setChanging(false)} onDone={() => setChanged(true)} />
      )}
    </section>
  )
}

const listKey = ['accounts']

type Opened = { what: 'add' } | { what: 'edit' | 'reset'; username: string }

function EverybodysAccounts() {
  const actions = useConsoleActions()
  const queries = useQueryClient()
  const confirm = useConfirm()
  const [opened, setOpened] = useState<Opened>()
  const [made, setMade] = useState<MadeLink>()
  const { name: own } = useAccount()
  const rules = useFactorRules()
  const proof = useProof(own, actions.proveAgain, 'this changes how somebody signs in')
  const list = useQuery({ queryKey: listKey, queryFn: () => actions.listAccounts() })
  const rows = list.data?.ok ? list.data.value : []
  const row = opened?.what === 'edit' ? rows.find(({ username }) => username === opened.username) : undefined
  const close = () => setOpened(undefined)
  const done = (link?: MadeLink) => {
    setMade(link)
    void queries.invalidateQueries({ queryKey: listKey })
    for (const key of ['sessions', 'factor-rules']) void queries.invalidateQueries({ queryKey: [key] })
  }
  const provider = useOwnIdentity()?.provider
  // Whoever comes through a provider does not count: the server asks the same.
  const standings = rows.map(({ username, role, state, identity }) => ({
    username,
    role,
    canSignIn: state.at === 'active' && identity !== 'follows',
  }))

  /** Asks, does it, and reads the list again. */
  const ask = (asked: Omit<Confirmation, 'run'>, send: () => Promise<Result<unknown>>) => {
    close()
    confirm({
      ...asked,
      run: async () => {
        const result = await send()
        done()
        return result
      },
    })
  }

  const others = ({ username, state, identity }: AccountRow) => {
    const stays = mayStopAdministering(standings, username)
    const because = stays.ok ? undefined : stays.because
    return (
      <>
        {identity !== 'follows' && (
          <Button
            disabledReason={because}
            onClick={() => {
              close()
              void proof.proven(() => setOpened({ what: 'reset', username }))
            }}
          >
            Reset the password
          </Button>
        )}
        <Button
          disabledReason={
            username === own
              ? 'Your own is turned off above, with a code.'
              : factorsOf(rules, username)
                ? undefined
                : 'This account has no second factor.'
          }
          onClick={() => {
            close()
            void proof.proven(() => ask(resetting(username), () => actions.resetFactors(username)))
          }}
        >
          Reset the second factor
        </Button>
        {identity === 'joined' && (
          <Button onClick={() => ask(unlinking(username), () => actions.partIdentity(username))}>Unlink</Button>
        )}
        {state.at === 'disabled' ? (
          <Button onClick={() => ask(enabling(username), () => actions.setAccountEnabled(username, true))}>
            Enable
          </Button>
        ) : (
          <Button
            disabledReason={because}
            onClick={() => ask(disabling(username), () => actions.setAccountEnabled(username, false))}
          >
            Disable
          </Button>
        )}
        <Button
          tone="danger"
          disabledReason={because}
          onClick={() => ask(removing(username, identity === 'follows'), () => actions.removeAccount(username))}
        >
          Remove
        </Button>
      </>
    )
  }

  return (
    <section aria-labelledby="accounts" className="grid gap-2">
      <SectionHead id="accounts" title="Accounts" count={list.data?.ok ? rows.length : undefined}>
        <Button tone="solid" onClick={() => void proof.proven(() => setOpened({ what: 'add' }))}>
          Add an account
        </Button>
      </SectionHead>
      <p className="max-w-[80ch] text-sm text-ink-2">
        Viewer reads. Operator also starts tasks and answers. Admin also changes settings.
      </p>
      {made && <LinkMade {...made} />}
      {list.data?.ok === false && <ErrorNotice error={list.data.error} />}
      {list.isPending && <ListSkeleton what="Reading the accounts" />}
      {rows.length > 0 && (
        <AccountsTable
          rows={rows}
          provider={provider}
          rules={rules}
          onEdit={(username) => setOpened({ what: 'edit', username })}
        />
      )}
      <RequireFactors />
      {proof.error && <ErrorNotice error={proof.error} />}
      {proof.dialog}
      {opened?.what === 'add' && <AddAccount onClose={close} onDone={done} />}
      {row?.identity === 'follows' && (
        <FollowedAccount account={row} provider={provider} others={others(row)} onClose={close} />
      )}
      {row && row.identity !== 'follows' && (
        <EditAccount
          account={row}
          stays={mayStopAdministering(standings, row.username)}
          others={others(row)}
          onClose={close}
          onDone={done}
        />
      )}
      {opened?.what === 'reset' && <ResetPassword username={opened.username} onClose={close} onDone={done} />}
    </section>
  )
}

const resetting = (username: string) => ({
  title: `Reset the second factor of ${username}?`,
  effect:
    'Its authenticator, recovery codes and passkeys open nothing any more, and its sessions end. The password stays: be sure that it is the person who asks you.',
  verb: 'Reset',
  tone: 'destructive' as const,
})

const enabling = (username: string) => ({
  title: `Enable the account ${username}?`,
  effect: 'It can sign in again, with the password and the role that it had.',
  verb: 'Enable',
  tone: 'plain' as const,
})

const disabling = (username: string) => ({
  title: `Disable the account ${username}?`,
  effect: 'Nobody can sign in with it, and its sessions end at once. Its running tasks go on. It can be enabled again.',
  verb: 'Disable',
  tone: 'destructive' as const,
})

const unlinking = (username: string) => ({
  title: `Unlink the account ${username}?`,
  effect: 'Its person signs in with the password from then on. Open sessions go on.',
  verb: 'Unlink',
  tone: 'plain' as const,
})

const removing = (username: string, follows: boolean) => ({
  title: `Remove the account ${username}?`,
  effect: follows
    ? 'Its sessions end at once. What it did stays in the record under its name. It is made anew at the next sign-in if a rule still holds: to keep its person out, disable it instead.'
    : 'Its sessions end at once. What it did stays in the record under its name. To keep the name, disable it instead.',
  verb: 'Remove',
  tone: 'destructive' as const,
})

/** The whole address, to be handed to the person. */
function LinkMade({ username, link }: MadeLink) {
  const address = new URL(link.path, window.location.href).href
  const now = useServerNow()
  return (
    <Notice role="status" action={<CopyButton text={address} label={`Copy the link for ${username}`} />}>
      Give this link to <strong className="font-semibold">{username}</strong>: it chooses the password, once, until{' '}
      {formatSince(link.until, now)}. It is shown only now.{' '}
      <code className="raw block wrap-anywhere whitespace-normal!">{address}</code>
    </Notice>
  )
}
