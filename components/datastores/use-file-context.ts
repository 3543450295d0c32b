'use client'

import { useCallback, useMemo } from 'react'
import type { DatastoreEntry } from '@/lib/files/datastore-entry'
import type { FileContext } from './file-verdict'
import type { LiveTables } from '@/lib/live/live-state'
import type { PowerState } from '@/lib/vsphere/vm'
import { useAccount } from '../console/account'
import { shallowEqual, useIsOld, useLive } from '../live/live-provider'
import type { DatastoreRow } from './datastore-row'

const unknownStates: Readonly<Record<string, PowerState | undefined>> = {}

/** What surrounds the files of a folder now: buttons ask with it whether they may be pressed. */
export function useFileContext(
  { datastore, connection }: Omit<DatastoreRow, 'usage'>,
  entries: readonly DatastoreEntry[] | undefined,
): FileContext {
  const { role } = useAccount()
  const old = useIsOld()
  // Only the VMs of this folder: the page must not be drawn again for every VM that moves somewhere.
  const select = useCallback(
    ({ vms }: LiveTables): Record<string, PowerState | undefined> =>
      Object.fromEntries((entries ?? []).flatMap(({ vm }) => (vm ? [[vm.key, vms[vm.key]?.powerState]] : []))),
    [entries],
  )
  const states = useLive(select, shallowEqual) ?? unknownStates
  return useMemo(
    () => ({
      role,
      old,
      connection: connection && { name: connection.name, live: connection.state.at === 'live' },
      datastore: { name: datastore.name, accessible: datastore.accessible },
      powerStateOf: (vm) => states[vm],
    }),
    [role, old, connection, datastore, states],
  )
}
