'use client'

import { useCallback, useMemo } from 'react'
import { filePrivilege } from '@/lib/files/file-request'
import type { VmxFile } from '@/lib/files/vmx-file'
import type { LiveTables } from '@/lib/live/live-state'
import { splitDatastorePath } from '@/lib/names/datastore-path'
import { lacksSentence, missingPrivileges } from '@/lib/vsphere/rights'
import { outOfReach, type VmView } from '@/lib/vsphere/vm'
import { useConsoleActions } from '../../console/console-context'
import { datastoreNames } from '../../live/datastore-names'
import { useLiveWith } from '../../live/live-provider'
import { ErrorNotice } from '../../ui/notice'
import { Empty } from '../../ui/placeholders'
import { sourceOfFile } from '../../vmx/vmx-source'
import { useVmReading } from '../use-vm-reading'
import { VmNotRead } from '../vm-not-read'
import type { VmTabProps } from '../vm-tab'
import { ConfigurationFile } from './configuration-file'
import { useVmxDraft } from './vmx-draft'

type FileTables = Pick<LiveTables, 'connections' | 'datastores' | 'volumes'>

/** The VM's configuration file: decoded beside what is stored, beside what runs, and edited while the VM is off. */
export function ConfigurationTab({ row }: Pick<VmTabProps, 'row'>) {
  const actions = useConsoleActions()
  const select = useCallback((tables: FileTables) => whyFileUnread(row.vm, tables), [row.vm])
  const unread = useLiveWith({ datastores: row.vm.connection }, select)
  const reading = useVmReading<VmxFile>('vmx', row.vm, (vm) => actions.readVmx(vm))
  const [draft, setDraft] = useVmxDraft(row.vm.key)
  const { value: latest, error, refetch } = reading
  // Changes are shown on the file that they were made on, until they are put on a newer one.
  const file = draft?.base ?? latest
  const source = useMemo(() => file && sourceOfFile(file), [file])

  if (!file && unread !== undefined) {
    return (
      <Empty fact="The configuration file is not known" className="panel">
        {unread}
      </Empty>
    )
  }
  if (!file || !source) return <VmNotRead row={row} error={error} onRetry={refetch} isAlone />
  return (
    <div className="grid gap-3">
      {error && <ErrorNotice error={error} />}
      <ConfigurationFile
        row={row}
        file={file}
        latest={latest ?? file}
        source={source}
        draft={draft}
        setDraft={setDraft}
        reading={reading}
      />
    </div>
  )
}

/**
 * Why the file cannot be read: the VM is out of reach, or no datastore of this name gives the account the right to. Undefined:
 * it can, or nobody knows.
 */
function whyFileUnread(vm: VmView, { connections, datastores, volumes }: FileTables): string | undefined {
  // The file of a VM whose host is out of contact may be there all the same, through another host.
  if (vm.connectionState !== 'disconnected' && outOfReach[vm.connectionState]) return outOfReach[vm.connectionState]
  const names = datastoreNames({ volumes }, vm.connection)
  const split = vm.vmxPath === undefined ? undefined : splitDatastorePath(vm.vmxPath, names)
  const connection = connections[vm.connection]
  const places = Object.values(datastores).filter(
    (one) => split?.ok && one.connection === vm.connection && one.storedName === split.datastore,
  )
  const isForbidden = places.every(({ roles }) =>
    missingPrivileges(roles, connection?.rights)?.includes(filePrivilege.read),
  )
  return places.length > 0 && isForbidden ? lacksSentence(filePrivilege.read, connection?.name) : undefined
}
