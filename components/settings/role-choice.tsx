'use client'

import { useId } from 'react'
import type { Only } from '@/lib/accounts/limited'
import { roles, type Role } from '@/lib/accounts/role'
import { formatCount } from '@/lib/format/quantity'
import type { BoardTables } from '@/lib/live/live-state'
import type { ConnectionId } from '@/lib/vsphere/ids'
import { roleWords } from '../console/role-words'
import { useLive } from '../live/live-provider'
import { Checkbox, FieldError, Radio } from '../ui/field'
import { Said } from '../ui/said'

export function RoleChoice({
  role,
  onChange,
  problem,
}: {
  role: Role
  onChange: (role: Role) => void
  problem?: string | undefined
}) {
  const name = useId()
  return (
    <fieldset>
      <legend className="mb-1 text-sm font-medium">Role</legend>
      {roles.map((one) => (
        <Radio
          key={one}
          name={name}
          label={roleWords[one].word}
          hint={roleWords[one].may}
          checked={role === one}
          onChange={() => onChange(one)}
        />
      ))}
      {problem && <FieldError>{problem}</FieldError>}
    </fieldset>
  )
}

/** An administrator is limited to nothing. */
export const limit = (role: Role, only: Only) =>
  role === 'admin' || only === undefined ? {} : { connections: [...only] }

/** Without a role it is no account. */
type ConnectionChoiceProps = { role?: Role; only: Only; onChange: (only: Only) => void; hint?: string }

/** All connections, or some of them: those that are there, and those that the account had before. */
export function ConnectionChoice({
  role,
  only,
  onChange,
  hint = 'It sees, finds and changes nothing of the others.',
}: ConnectionChoiceProps) {
  const group = useId()
  const all = Object.values(useLive(connectionsOf) ?? {})
  if (role === 'admin') return <p className="text-xs text-ink-2">An admin sees and changes all connections.</p>
  const toggle = (id: ConnectionId, isOn: boolean) =>
    onChange(isOn ? [...(only ?? []), id] : (only ?? []).filter((one) => one !== id))
  return (
    <fieldset>
      <legend className="mb-1 text-sm font-medium">Connections</legend>
      <Radio
        name={group}
        label="All, and those to come"
        checked={only === undefined}
        onChange={() => onChange(undefined)}
      />
      <Radio name={group} label="Only these" hint={hint} checked={only !== undefined} onChange={() => onChange([])} />
      {only !== undefined && (
        <div className="flex flex-wrap items-center gap-x-5 pl-6">
          {all.map(({ id, name }) => (
            <Checkbox
              key={id}
              label={<Said>{name}</Said>}
              checked={only.includes(id)}
              onChange={(event) => toggle(id, event.target.checked)}
            />
          ))}
          {/* It may be meant, so that it is only said. */}
          {only.length === 0 && (
            <p role="status" className="basis-full text-xs font-medium text-wait-text">
              {all.length === 0 ? 'There is no connection yet: ' : 'Nothing is ticked: '}it has no connection at all.
            </p>
          )}
        </div>
      )}
    </fieldset>
  )
}

/** The names of those that somebody is limited to. @param allWords when it is none of that. */
export function ConnectionNames({ only, allWords = 'all' }: { only: Only; allWords?: string }) {
  const connections = useLive(connectionsOf)
  if (only === undefined) return allWords
  // What is called what has not come yet.
  if (!connections) return formatCount(only.length, 'connection')
  const names = only.map((id) => connections[id]?.name ?? 'one that was removed')
  return names.length === 0 ? 'none' : <Said>{names.join(', ')}</Said>
}

const connectionsOf = (tables: BoardTables) => tables.connections
