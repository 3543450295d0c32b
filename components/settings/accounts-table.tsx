'use client'

import { clsx } from 'clsx'
import { useState } from 'react'
import { plainUsername } from '@/lib/accounts/username'
import { assertNever } from '@/lib/assert-never'
import type { AccountRow, AccountState } from '@/lib/contract/accounts-input'
import type { FactorRules } from '@/lib/contract/factors-input'
import { formatSince } from '@/lib/format/clock'
import { formatCount } from '@/lib/format/quantity'
import { useAccount } from '../console/console-context'
import { roleWords } from '../console/role-words'
import { useServerNow } from '../live/live-provider'
import { Button } from '../ui/button'
import { Field, TextInput } from '../ui/field'
import { pairedOnPhone, Table, Td, Th, Tr } from '../ui/table'
import { FactorWords } from './factor-rules'
import { identityWords } from './identity'
import { ConnectionNames } from './role-choice'

/** Everybody's accounts: what each may, and how it stands. `provider` is what the identity provider is called. */
export function AccountsTable({
  rows,
  provider,
  rules,
  onEdit,
}: {
  rows: readonly AccountRow[]
  provider: string | undefined
  /** Who has which second factor; undefined until it is known. */
  rules: FactorRules | undefined
  onEdit: (username: string) => void
}) {
  const { name: own } = useAccount()
  const now = useServerNow()
  const [sought, setSought] = useState('')
  const isLong = rows.length > fewRows
  const shown = isLong ? rows.filter(({ username }) => username.includes(plainUsername(sought))) : rows
  const table = (
    <Table aria-labelledby="accounts" className={pairedOnPhone}>
      <thead>
        <tr>
          <Th>Name</Th>
          <Th>Role</Th>
          <Th>Connections</Th>
          <Th>Second factor</Th>
          <Th>Last seen</Th>
          <Th>Sessions</Th>
          <Th>
            <span className="sr-only">Action</span>
          </Th>
        </tr>
      </thead>
      <tbody>
        {shown.map(({ username, role, connections, state, mustChange, lastSeenAt, sessions, identity }) => (
          <Tr key={username} className="relative">
            <Td className="max-mid:col-span-2 max-mid:pr-20!">
              <strong className={clsx('font-semibold wrap-anywhere', state.at === 'disabled' && 'text-ink-3')}>
                {username}
              </strong>
              {username === own && <span className="text-ink-3"> you</span>}
              <StateWords state={state} mustChange={mustChange} now={now} />
              {identity && <small className="block text-xs text-ink-3">{identityWords(identity, provider)}</small>}
            </Td>
            <Td>{roleWords[role].word}</Td>
            <Td className="wrap-anywhere max-mid:pr-16!">
              <span className="mid:hidden">Connections: </span>
              <ConnectionNames only={connections} />
            </Td>
            <Td>
              <span className="mid:hidden">Second factor: </span>
              <FactorWords rules={rules} username={username} />
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
        {shown.length === 0 && (
          <tr>
            <Td colSpan={7} className="text-ink-2 max-mid:col-span-2">
              No account matches.
            </Td>
          </tr>
        )}
      </tbody>
    </Table>
  )
  if (!isLong) return table
  return (
    <>
      <Field label="Find an account" className="max-w-80">
        {(control) => (
          <TextInput
            {...control}
            type="search"
            value={sought}
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            onChange={(event) => setSought(event.target.value)}
          />
        )}
      </Field>
      {table}
    </>
  )
}

/** More than this are looked through by name. */
const fewRows = 12

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
