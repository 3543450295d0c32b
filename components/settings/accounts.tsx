'use client'

import { clsx } from 'clsx'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { mayStopAdministering } from '@/lib/accounts/last-admin'
import type { Only } from '@/lib/accounts/limited'
import { allows } from '@/lib/accounts/role'
import type { AccountRow, AccountState } from '@/lib/contract/accounts-input'
import { assertNever } from '@/lib/assert-never'
import { formatSince } from '@/lib/format/clock'
import { formatCount } from '@/lib/format/quantity'
import type { BoardTables } from '@/lib/live/live-state'
import type { Result } from '@/lib/result'
import { useAccount, useConsoleActions } from '../console/console-context'
import { roleWords } from '../console/role-words'
import { useLive, useServerNow } from '../live/live-provider'
import { Button, CopyButton } from '../ui/button'
import { useConfirm, type Confirmation } from '../ui/confirm'
import { ErrorNotice, Notice } from '../ui/notice'
import { ListSkeleton } from '../ui/placeholders'
import { SectionHead } from '../ui/sections'
import { stackedOnPhone, Table, Td, Th, Tr } from '../ui/table'
import { Sessions } from './sessions'
import { AddAccount, ChangeOwnPassword, EditAccount, ResetPassword, type MadeLink } from './account-forms'

/** Settings → Accounts: one's own, and for administrators everybody's. */
export function Accounts() {
  const { role } = useAccount()
  return (
    <>
      <OwnAccount />
      {allows(role, 'admin') ? (
        <EverybodysAccounts />
      ) : (
        <p className="text-sm text-ink-2">Only an administrator sees and changes the accounts of others.</p>
      )}
      <Sessions />
    </>
  )
}

function OwnAccount() {
  const { name, role } = useAccount()
  const [changing, setChanging] = useState(false)
  const [changed, setChanged] = useState(false)
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
        </p>
        <Button
          onClick={() => {
            setChanged(false)
            setChanging(true)
          }}
        >
          Change your password
        </Button>
      </div>
      {changed && <Notice role="status">Your password is changed. Your other sessions have ended.</Notice>}
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
  const list = useQuery({ queryKey: listKey, queryFn: () => actions.listAccounts() })
  const rows = list.data?.ok ? list.data.value : []
  const row = opened?.what === 'edit' ? rows.find(({ username }) => username === opened.username) : undefined
  const close = () => setOpened(undefined)
  const done = (link?: MadeLink) => {
    setMade(link)
    void queries.invalidateQueries({ queryKey: listKey })
    void queries.invalidateQueries({ queryKey: ['sessions'] })
  }
  const standings = rows.map(({ username, role, state }) => ({ username, role, canSignIn: state.at === 'active' }))

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

  const others = ({ username, state }: AccountRow) => {
    const stays = mayStopAdministering(standings, username)
    const because = stays.ok ? undefined : stays.because
    return (
      <>
        <Button disabledReason={because} onClick={() => setOpened({ what: 'reset', username })}>
          Reset the password
        </Button>
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
          onClick={() => ask(removing(username), () => actions.removeAccount(username))}
        >
          Remove
        </Button>
      </>
    )
  }

  return (
    <section aria-labelledby="accounts" className="grid gap-2">
      <SectionHead id="accounts" title="Accounts" count={list.data?.ok ? rows.length : undefined}>
        <Button tone="solid" onClick={() => setOpened({ what: 'add' })}>
          Add an account
        </Button>
      </SectionHead>
      <p className="max-w-[80ch] text-sm text-ink-2">
        Viewer reads. Operator also starts tasks and answers. Admin also changes settings.
      </p>
      {made && <LinkMade {...made} />}
      {list.data?.ok === false && <ErrorNotice error={list.data.error} />}
      {list.isPending && <ListSkeleton what="Reading the accounts" />}
      {rows.length > 0 && <AccountsTable rows={rows} onEdit={(username) => setOpened({ what: 'edit', username })} />}
      {opened?.what === 'add' && <AddAccount onClose={close} onDone={done} />}
      {row && (
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

const removing = (username: string) => ({
  title: `Remove the account ${username}?`,
  effect:
    'Its sessions end at once. What it did stays in the record under its name. To keep the name, disable it instead.',
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

function AccountsTable({ rows, onEdit }: { rows: readonly AccountRow[]; onEdit: (username: string) => void }) {
  const { name: own } = useAccount()
  const now = useServerNow()
  return (
    <Table aria-labelledby="accounts" className={stackedOnPhone}>
      <thead>
        <tr>
          <Th>Name</Th>
          <Th>Role</Th>
          <Th>Connections</Th>
          <Th>Last seen</Th>
          <Th>Sessions</Th>
          <Th>
            <span className="sr-only">Action</span>
          </Th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ username, role, connections, state, mustChange, lastSeenAt, sessions }) => (
          <Tr key={username} className="relative">
            <Td className="max-mid:pr-20!">
              <strong className="font-semibold wrap-anywhere">{username}</strong>
              {username === own && <span className="text-ink-3"> you</span>}
              <StateWords state={state} mustChange={mustChange} now={now} />
            </Td>
            <Td>{roleWords[role].word}</Td>
            <Td className="wrap-anywhere">
              <span className="mid:hidden">Connections: </span>
              <ConnectionNames only={connections} />
            </Td>
            <Td className="whitespace-nowrap">
              <span className="mid:hidden">Last seen </span>
              {lastSeenAt === undefined ? <span className="text-ink-3">never</span> : formatSince(lastSeenAt, now)}
            </Td>
            <Td>
              <span className={clsx('max-mid:hidden', sessions === 0 && 'text-ink-3')}>{sessions || 'none'}</span>
              <span className="mid:hidden">{sessions === 0 ? 'No session' : formatCount(sessions, 'session')}</span>
            </Td>
            <Td align="right" className="max-mid:absolute max-mid:top-2 max-mid:right-0">
              <Button size="small" aria-label={`Edit ${username}`} onClick={() => onEdit(username)}>
                Edit
              </Button>
            </Td>
          </Tr>
        ))}
      </tbody>
    </Table>
  )
}

function ConnectionNames({ only }: { only: Only }) {
  const connections = useLive(connectionsOf)
  if (only === undefined) return 'all'
  // What is called what has not come yet.
  if (!connections) return formatCount(only.length, 'connection')
  const names = only.map((id) => connections[id]?.name ?? 'one that was removed')
  return names.length === 0 ? 'none' : names.join(', ')
}

/** Nothing for an account that is as usual. */
function StateWords({ state, mustChange, now }: { state: AccountState; mustChange: boolean; now: number }) {
  const words = stateWords(state, mustChange, now)
  return words === undefined ? null : <small className="block text-xs text-ink-3">{words}</small>
}

function stateWords(state: AccountState, mustChange: boolean, now: number): string | undefined {
  switch (state.at) {
    case 'active':
      return mustChange ? 'Has not changed the first password yet' : undefined
    case 'disabled':
      return `Disabled since ${formatSince(state.since, now)}`
    case 'without-password':
      return state.linkUntil === undefined
        ? 'No password, and no link to choose one: reset it'
        : `No password yet, link until ${formatSince(state.linkUntil, now)}`
    default:
      return assertNever(state, 'account state')
  }
}

const connectionsOf = (tables: BoardTables) => tables.connections
