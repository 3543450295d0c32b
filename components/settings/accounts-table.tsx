'use client'

import { clsx } from 'clsx'
import { assertNever } from '@/lib/assert-never'
import type { AccountRow, AccountState } from '@/lib/contract/accounts-input'
import type { FactorRules } from '@/lib/contract/factors-input'
import { formatSince } from '@/lib/format/clock'
import { formatCount } from '@/lib/format/quantity'
import { useAccount } from '../console/console-context'
import { roleWords } from '../console/role-words'
import { useServerNow } from '../live/live-provider'
import { Button } from '../ui/button'
import { stackedOnPhone, Table, Td, Th, Tr } from '../ui/table'
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
  return (
    <Table aria-labelledby="accounts" className={stackedOnPhone}>
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
        {rows.map(({ username, role, connections, state, mustChange, lastSeenAt, sessions, identity }) => (
          <Tr key={username} className="relative">
            <Td className="max-mid:pr-20!">
              <strong className="font-semibold wrap-anywhere">{username}</strong>
              {username === own && <span className="text-ink-3"> you</span>}
              <StateWords state={state} mustChange={mustChange} now={now} />
              {identity && <small className="block text-xs text-ink-3">{identityWords(identity, provider)}</small>}
            </Td>
            <Td>{roleWords[role].word}</Td>
            <Td className="wrap-anywhere">
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
      </tbody>
    </Table>
  )
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
