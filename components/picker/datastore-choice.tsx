'use client'

import { useMemo } from 'react'
import { filePrivilege } from '@/lib/files/file-request'
import { formatBytes } from '@/lib/format/quantity'
import type { DatastoreView } from '@/lib/live/live-state'
import { hasMounted, type Mounted } from '@/lib/runs/vm-places'
import type { ConnectionView } from '@/lib/vsphere/connection'
import type { DatastoreKey, Moid } from '@/lib/vsphere/ids'
import { lacksSentence, missingPrivileges } from '@/lib/vsphere/rights'
import { Field, NativeSelect } from '../ui/field'

type DatastoreChoiceProps = {
  label: string
  /** Those of one connection, in the order in which they are shown. */
  datastores: readonly DatastoreView[]
  value: DatastoreKey
  onChange: (datastore: DatastoreKey) => void
  /** Those of other hosts stand there, and cannot be chosen; undefined: who has which is not read, or the same. */
  mounted?: Mounted | undefined
  /** Why it cannot be this one. */
  error?: string | undefined
}

/** A datastore of a connection, with its room. */
export function DatastoreChoice({ label, datastores, value, onChange, mounted, error }: DatastoreChoiceProps) {
  const twinOf = useMemo(() => twinFinder(datastores), [datastores])
  const chosen = datastores.find(({ key }) => key === value)
  return (
    <Field
      label={label}
      hint={chosen?.freeBytes === undefined ? undefined : `${formatBytes(chosen.freeBytes)} free`}
      error={error}
    >
      {(control) => (
        <NativeSelect
          {...control}
          value={value}
          onChange={(event) => {
            const next = datastores.find(({ key }) => key === event.target.value)
            if (next) onChange(next.key)
          }}
        >
          {datastores.map((one) => (
            <option key={one.key} value={one.key} disabled={isElsewhere(one, mounted)}>
              {one.name}
              {twinOf(one) !== undefined && ` (${twinOf(one)})`}
              {one.accessible === false ? ' (not accessible)' : ''}
              {mounted && isElsewhere(one, mounted) && `, not mounted by ${mounted.by}`}
              {mounted && notKnownAt(mounted, one.moid)}
            </option>
          ))}
        </NativeSelect>
      )}
    </Field>
  )
}

const isElsewhere = ({ moid }: Pick<DatastoreView, 'moid'>, mounted: Mounted | undefined): boolean =>
  mounted !== undefined && hasMounted(mounted, moid) === false

/** The end of the name of a datastore of which it is not known whether the host has it. */
export const notKnownAt = (mounted: Mounted, datastore: Moid): string =>
  hasMounted(mounted, datastore) === undefined ? `, not known whether ${mounted.by} has it mounted` : ''

/** Two datacenters may each have a datastore of one name: of such a one its volume, which no other has. */
export function twinFinder(all: readonly DatastoreView[]): (datastore: DatastoreView) => string | undefined {
  const place = ({ connection, storedName }: DatastoreView) => JSON.stringify([connection, storedName])
  const counts = new Map<string, number>()
  for (const datastore of all) counts.set(place(datastore), (counts.get(place(datastore)) ?? 0) + 1)
  return (datastore) => ((counts.get(place(datastore)) ?? 0) > 1 ? (datastore.volume ?? datastore.moid) : undefined)
}

/** Why the account is known not to be allowed to list the datastore, so that nobody asks in vain. */
export function whyNotListed(
  { roles }: Pick<DatastoreView, 'roles'>,
  connection: Pick<ConnectionView, 'name' | 'rights'> | undefined,
): string | undefined {
  const missing = missingPrivileges(roles, connection?.rights)
  return missing?.includes(filePrivilege.read) ? lacksSentence(filePrivilege.read, connection?.name) : undefined
}
