'use client'

import type { ReactNode } from 'react'
import { formatList } from '@/lib/format/list'
import { formatDateTime, formatSince } from '@/lib/format/clock'
import { formatBytes, formatGHz, formatMiB } from '@/lib/format/quantity'
import { encodeDisplayName } from '@/lib/names/byte-escape'
import { readDatastoreItem } from '@/lib/names/datastore-item'
import { directoryOf, splitDatastorePath } from '@/lib/names/datastore-path'
import { decodeInventoryName } from '@/lib/names/inventory-name'
import type { ConnectionView } from '@/lib/vsphere/connection'
import type { VmDetail, VmView } from '@/lib/vsphere/vm'
import { useDatastoreNames } from '../live/datastore-names'
import { useServerNow } from '../live/live-provider'
import { Fact, FactPanel, Facts, NotKnown, Stored } from '../ui/facts'
import { oldFigures } from '../words/age'
import { GuestDisks } from './guest-disks'
import { GuestNics } from './guest-nics'
import { StartsWithHostFact } from './starts-with-host'
import { useTellLook } from './tell-look'
import { VmNotRead } from './vm-not-read'
import type { VmTabProps } from './vm-tab'

/** What the VM is, what it is called in each place, and what it uses now. */
export function OverviewTab({ row, detail, onRetry }: VmTabProps) {
  const { vm } = row
  const value = detail?.ok ? detail.value : undefined
  const error = detail && !detail.ok ? detail.error : undefined
  return (
    <div className="grid items-start gap-4 mid:grid-cols-2 wide:grid-cols-3">
      <FactPanel title="VM">
        <VmFacts vm={vm} detail={value} connection={row.connection} />
        {value && !value.devices.known && (
          <NotKnown what="The rest is" because={value.devices.because} className="mt-2" />
        )}
        {!value && <VmNotRead row={row} error={error} onRetry={onRetry} what="The rest is" />}
      </FactPanel>
      <FactPanel title="Names">
        <Names vm={vm} />
      </FactPanel>
      <div className="grid gap-4 mid:max-wide:col-span-2 mid:max-wide:grid-cols-2 mid:items-start">
        <FactPanel title="Use now">
          <UseNow vm={vm} detail={value} />
        </FactPanel>
        <FactPanel title="Guest addresses">
          {value ? (
            <GuestNics guestNics={value.guestNics} devices={value.devices} />
          ) : (
            <VmNotRead row={row} error={error} onRetry={onRetry} what="They are" />
          )}
        </FactPanel>
        <FactPanel title="Guest disks">
          {value ? (
            <GuestDisks
              guestDisks={value.guestDisks}
              devices={value.devices}
              readAt={value.readAt}
              onReadAgain={onRetry}
            />
          ) : (
            <VmNotRead row={row} error={error} onRetry={onRetry} what="They are" />
          )}
        </FactPanel>
      </div>
    </div>
  )
}

/** ToolsStatus and ToolsVersionStatus2 in words; newer values are shown as they are. */
const toolsWords: Record<string, string> = {
  toolsOk: 'current',
  toolsOld: 'out of date',
  toolsNotInstalled: 'not installed',
  toolsNotRunning: 'not running',
  guestToolsCurrent: 'current',
  guestToolsNeedUpgrade: 'out of date',
  guestToolsSupportedOld: 'older than the host’s',
  guestToolsSupportedNew: 'newer than the host’s',
  guestToolsTooOld: 'too old',
  guestToolsTooNew: 'too new',
  guestToolsUnmanaged: 'kept by the guest itself',
  guestToolsNotInstalled: 'not installed',
  guestToolsBlacklisted: 'a version with known faults',
}

type VmFactsProps = { vm: VmView; detail: VmDetail | undefined; connection: ConnectionView | undefined }

function VmFacts({ vm, detail, connection }: VmFactsProps) {
  const now = useServerNow()
  const status = detail?.toolsStatus
  return (
    <Facts>
      <Fact name="Guest">{vm.guestFullName}</Fact>
      {detail && (
        <>
          <Fact name="Guest host name">{detail.guestHostName}</Fact>
          <Fact name="VMware Tools">
            {[
              status && (toolsWords[status] ?? status),
              detail.toolsVersion && `version ${detail.toolsVersion}`,
              vm.toolsRunning && 'running',
            ]
              .filter(Boolean)
              .join(', ')}
          </Fact>
          <Fact name="Hardware version">{detail.hardwareVersion?.replace(/^vmx-0*/u, '')}</Fact>
          <Fact name="Firmware">
            {detail.firmware === 'bios' ? 'BIOS' : detail.firmware === 'efi' ? 'EFI' : detail.firmware}
          </Fact>
        </>
      )}
      <Fact name="On since">
        {vm.powerState === 'poweredOn' && vm.bootTime && (
          <>
            <time dateTime={vm.bootTime} title={formatDateTime(vm.bootTime)}>
              {formatSince(vm.bootTime, now)}
            </time>
            {vm.lastKnown && <Aside>last known</Aside>}
          </>
        )}
      </Fact>
      <Fact name="Starts with the host">
        {vm.host && vm.isTemplate !== true && <StartsWithHostFact vm={vm} host={vm.host.key} connection={connection} />}
      </Fact>
      <Fact name="UUID">{vm.uuid && <Stored>{vm.uuid}</Stored>}</Fact>
      <Fact name="Snapshots">
        {vm.snapshotCount === undefined ? 'not known' : vm.snapshotCount === 0 ? 'none' : String(vm.snapshotCount)}
        {vm.consolidationNeeded === true && <Aside>the disks need consolidation</Aside>}
      </Fact>
      <Fact name="Note">{detail?.note && <span className="whitespace-pre-wrap">{detail.note}</span>}</Fact>
    </Facts>
  )
}

/** The same name in each place where it is kept: four schemes, of which only the first is what a person reads. */
function Names({ vm }: { vm: VmView }) {
  const names = useDatastoreNames(vm.connection)
  const path = vm.vmxPath === undefined ? undefined : splitDatastorePath(vm.vmxPath, names)
  const folder = path?.ok ? directoryOf(path.path) : undefined
  const read = folder === undefined ? undefined : readDatastoreItem(folder)
  return (
    <Facts>
      <Fact name="Shown as">
        <strong className="font-semibold whitespace-pre-wrap">{vm.name}</strong>
      </Fact>
      <Fact name="In the vSphere API">
        <Stored>{vm.storedName}</Stored>
        {vm.nameProblem && <Aside>{vm.nameProblem}</Aside>}
      </Fact>
      <Fact name="As VMX files write it">
        <Stored>{encodeDisplayName(vm.name)}</Stored>
      </Fact>
      <Fact name="Datastore folder">
        {folder && (
          <>
            <Stored>{folder}</Stored>
            {read && read.name !== folder && <Aside>reads as {read.name}</Aside>}
            {folder.includes('_') && lossy(vm.name) && (
              <Aside>{lossy(vm.name)} cannot be part of a file name and became _; this cannot be decoded back</Aside>
            )}
          </>
        )}
      </Fact>
      <Fact name="Datastore">{path?.ok && decodeInventoryName(path.datastore).name}</Fact>
      <Fact name="VMX path">{vm.vmxPath && <Stored>{vm.vmxPath}</Stored>}</Fact>
    </Facts>
  )
}

const Aside = ({ children }: { children: ReactNode }) => <span className="block text-xs text-ink-3">{children}</span>

/** The characters of a name that a datastore cannot hold: `| and "`. */
function lossy(name: string): string {
  return formatList([...new Set(name.match(/["*<>:|?]/gu) ?? [])])
}

function UseNow({ vm, detail }: { vm: VmView; detail: VmDetail | undefined }) {
  const now = useServerNow()
  useTellLook([vm.key])
  const since = vm.lastKnown ? 'last known' : oldFigures(vm, now)
  const old = since !== undefined && <Aside>{since}</Aside>
  const on = vm.powerState === 'poweredOn'
  const state = { poweredOn: 'on', poweredOff: 'off', suspended: 'suspended', unknown: 'not known' }[vm.powerState]
  const cpu = vm.cpuUsageMHz === undefined ? undefined : formatGHz(vm.cpuUsageMHz)
  const memory = vm.memoryMiB === undefined ? undefined : formatMiB(vm.memoryMiB)
  const used = vm.memoryUsageMiB === undefined ? undefined : formatMiB(vm.memoryUsageMiB)
  const places = detail?.datastores?.join(', ')
  return (
    <Facts>
      <Fact name="CPU">
        {on ? (
          cpu ? (
            <>
              {cpu}
              {vm.cpuMaxMHz !== undefined && ` of ${formatGHz(vm.cpuMaxMHz)}`}
              {old}
            </>
          ) : (
            <Quiet>not known</Quiet>
          )
        ) : (
          <Quiet>{state}</Quiet>
        )}
      </Fact>
      <Fact name="Memory">
        {on ? (
          memory ? (
            <>
              {used ? `${used} of ${memory} active` : memory}
              {used && old}
            </>
          ) : (
            <Quiet>not known</Quiet>
          )
        ) : (
          <Quiet>{[state, memory && `${memory} configured`].filter(Boolean).join(', ')}</Quiet>
        )}
      </Fact>
      <Fact name="Disk">{detail?.storage && `${storageWords(detail.storage)}${places ? ` on ${places}` : ''}`}</Fact>
      <Fact name="Address">
        <Address vm={vm} old={old} />
      </Fact>
    </Facts>
  )
}

/** A guest that nobody has asked has not reported none. */
function Address({ vm, old }: { vm: VmView; old: ReactNode }) {
  if (vm.powerState === 'unknown') return <Quiet>not known</Quiet>
  if (vm.powerState !== 'poweredOn')
    return <Quiet>none while {vm.powerState === 'poweredOff' ? 'off' : 'suspended'}</Quiet>
  if (vm.ipAddress === undefined) return <Quiet>{vm.toolsRunning === undefined ? 'not known' : 'none reported'}</Quiet>
  return (
    <>
      {vm.ipAddress}
      {vm.lastKnown && old}
    </>
  )
}

/** What is taken, and of how much in the end where thin disks may still grow. */
function storageWords({ committedBytes, uncommittedBytes }: NonNullable<VmDetail['storage']>): string {
  const taken = formatBytes(committedBytes)
  return uncommittedBytes ? `${taken} of ${formatBytes(committedBytes + uncommittedBytes)}` : taken
}

const Quiet = ({ children }: { children: ReactNode }) => <span className="text-ink-3">{children}</span>
