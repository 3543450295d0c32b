'use client'

import { useCallback, useMemo } from 'react'
import { allows, type Role } from '@/lib/accounts/role'
import { assertNever } from '@/lib/assert-never'
import type { DatastoreEntry, DatastoreListing } from '@/lib/files/datastore-entry'
import { filePrivilege, type FileVerb } from '@/lib/files/file-request'
import type { DatastoreView, HeldTables } from '@/lib/live/live-state'
import { noContactSentence, type ConnectionView } from '@/lib/vsphere/connection'
import type { VmKey } from '@/lib/vsphere/ids'
import { lacksSentence, missingPrivileges } from '@/lib/vsphere/rights'
import type { PowerState } from '@/lib/vsphere/vm'
import { withoutUndefined } from '@/lib/without-undefined'
import { useAccount } from '../console/console-context'
import { shallowEqual, useIsOld, useLiveWith } from '../live/live-provider'
import type { DatastoreRow } from './datastore-row'
import { isConfiguration } from './entry-words'

/** What surrounds the files of a datastore at this moment. */
export type FileContext = {
  role: Role
  /** Andon itself gives no current data. */
  old: boolean
  connection: { name: string; live: boolean; noContact?: string } | undefined
  /** Undefined: the datastore is not known any more. */
  datastore: { name: string; accessible?: boolean } | undefined
  /** Privileges that the connection's account is known not to have on the datastore; undefined: not known. */
  missing?: readonly string[] | undefined
  /** The privilege that the account is known to lack where a VM from here would be registered. */
  lacksToRegister?: string | undefined
  /** Undefined: no such VM is known. */
  powerStateOf: (vm: VmKey) => PowerState | undefined
}

/** Why nothing of the datastore can be read now; undefined when it can. */
export function whyNotRead({ old, connection, datastore, missing }: FileContext): string | undefined {
  if (old) return 'Old data. Andon does not answer.'
  if (!connection?.live) return connection?.noContact ?? `No contact with ${connection?.name ?? 'its connection'}.`
  if (!datastore) return 'The datastore is not known any more.'
  if (datastore.accessible === false) return `No host can reach ${datastore.name} now.`
  return missing?.includes(filePrivilege.read) ? lacksSentence(filePrivilege.read, connection.name) : undefined
}

/** Why nothing can be moved or copied to a datastore of the connection now; undefined when it can, or nobody knows. */
export function whyNotInto(
  { name, accessible, roles }: Pick<DatastoreView, 'name' | 'accessible' | 'roles'>,
  connection: Pick<ConnectionView, 'name' | 'rights'> | undefined,
): string | undefined {
  if (accessible === false) return `No host can reach ${name} now.`
  if (!missingPrivileges(roles, connection?.rights)?.includes(filePrivilege.change)) return undefined
  return lacksSentence(filePrivilege.change, connection?.name, name)
}

/** Why nothing can be changed on the datastore now; undefined when it can. */
export function whyNotChange(context: FileContext): string | undefined {
  const { connection, missing } = context
  const because = whyNoChanges(context)
  if (because !== undefined || !missing?.includes(filePrivilege.change)) return because
  return lacksSentence(filePrivilege.change, connection?.name)
}

/** Why no VM can be made here now, or defined; undefined when one can, or only the host knows. */
export const whyNotCreate = (context: FileContext): string | undefined => whyNotAny('createVm', context)
export const whyNotDefine = (context: FileContext): string | undefined => whyNotAny('defineVm', context)

function whyNoChanges(context: FileContext): string | undefined {
  return (
    whyNotRead(context) ??
    (!allows(context.role, 'operator') ? 'Your account may look and download, but not change files.' : undefined)
  )
}

/** Why a verb cannot be done with anything here. Registering changes no file: its privilege is one on the folder of the VM. */
function whyNotAny(verb: FileVerb, context: FileContext): string | undefined {
  // The host writes the files of a new VM itself.
  if (verb === 'createVm') return whyNoChanges(context)
  if (verb !== 'registerVm' && verb !== 'defineVm') return whyNotChange(context)
  const { connection, lacksToRegister } = context
  // A definition puts a file in its place first.
  const because = verb === 'defineVm' ? whyNotChange(context) : whyNoChanges(context)
  return because ?? (lacksToRegister && lacksSentence(lacksToRegister, connection?.name))
}

/**
 * Why a verb cannot be done with one entry now; undefined when it can. What is in use in ways that only the host knows
 * (a disk that a VM of another folder runs on) the host refuses by itself.
 */
export function whyNot(verb: FileVerb, entry: DatastoreEntry, context: FileContext): string | undefined {
  const general = whyNotAny(verb, context)
  if (general !== undefined) return general
  switch (verb) {
    case 'delete':
    case 'move':
      return whyInUse(entry, context)
    case 'growDisk':
      return entry.kind === 'disk' ? undefined : 'Only a virtual disk can be grown.'
    case 'wipeDisk':
      return entry.kind === 'disk' ? undefined : 'Only a virtual disk can be wiped.'
    case 'cloneDisk':
      return entry.kind === 'disk' ? undefined : 'Only a virtual disk can be cloned.'
    case 'registerVm':
      if (!isConfiguration(entry)) return 'Only the configuration file of a VM, which ends in .vmx, can be registered.'
      return entry.vm && `It is registered already, as "${entry.vm.name}".`
    case 'copy':
    case 'makeFolder':
    case 'createDisk':
    case 'createVm':
    case 'defineVm':
      return undefined
    default:
      return assertNever(verb, 'file verb')
  }
}

function whyInUse({ kind, vm }: DatastoreEntry, { powerStateOf }: FileContext): string | undefined {
  const state = vm && powerStateOf(vm.key)
  if (!vm || state === undefined || state === 'poweredOff') return undefined
  const is = { poweredOn: 'is on', suspended: 'is suspended', unknown: 'may be on' }[state]
  return `"${vm.name}" ${is} and uses ${kind === 'folder' ? 'what is in this folder' : 'this file'}.`
}

/** The same for several: the first reason, and whom it is about when it is not about all. */
export function whyNotAll(
  verb: FileVerb,
  entries: readonly DatastoreEntry[],
  context: FileContext,
): string | undefined {
  const general = whyNotAny(verb, context)
  if (general !== undefined) return general
  for (const entry of entries) {
    const because = whyNot(verb, entry, context)
    if (because !== undefined) return entries.length === 1 ? because : `${entry.name}: ${because}`
  }
  return undefined
}

/** What surrounds the files of a datastore, of whose folders nothing is known. */
export const contextOf = (
  { datastore, connection }: Omit<DatastoreRow, 'usage'>,
  role: Role,
  old: boolean,
): FileContext => ({
  role,
  old,
  connection: connection && {
    name: connection.name,
    live: connection.state.at === 'live',
    noContact: noContactSentence(connection),
  },
  datastore: { name: datastore.name, ...withoutUndefined({ accessible: datastore.accessible }) },
  missing: missingPrivileges(datastore.roles, connection?.rights),
  powerStateOf: () => 'unknown',
})

/** What surrounds the files of a folder now: buttons ask with it whether they may be pressed. */
export function useFileContext(
  { datastore, connection }: Omit<DatastoreRow, 'usage'>,
  listing: Pick<DatastoreListing, 'entries' | 'lacksToRegister'> | undefined,
): FileContext {
  const { role } = useAccount()
  const old = useIsOld()
  const entries = listing?.entries
  const lacksToRegister = listing?.lacksToRegister
  // Only the VMs of this folder: the page must not be drawn again for every VM that moves somewhere.
  const select = useCallback(
    ({ vms }: Pick<HeldTables, 'vms'>): Record<string, PowerState | undefined> =>
      Object.fromEntries((entries ?? []).flatMap(({ vm }) => (vm ? [[vm.key, vms.get(vm.key)?.powerState]] : []))),
    [entries],
  )
  const needs = useMemo(() => ({ vms: (entries ?? []).flatMap(({ vm }) => (vm ? [vm.key] : [])) }), [entries])
  const states = useLiveWith(needs, select, shallowEqual)
  return useMemo(
    () => ({
      ...contextOf({ datastore, connection }, role, old),
      lacksToRegister,
      // Until they have come, any may be on.
      powerStateOf: (vm) => (states ? states[vm] : 'unknown'),
    }),
    [role, old, connection, datastore, lacksToRegister, states],
  )
}
