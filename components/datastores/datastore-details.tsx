'use client'

import { useQuery } from '@tanstack/react-query'
import { libvirtUri } from '@/lib/connections/libvirt-uri'
import type { DatastoreDetail, DatastoreMount } from '@/lib/files/datastore-detail'
import { formatBytes } from '@/lib/format/quantity'
import { failed } from '@/lib/result'
import type { Known } from '@/lib/vsphere/known'
import { useConsoleActions } from '../console/console-context'
import { StatusGlyph } from '../glyphs/status-glyph'
import { hostPath, vmPath } from '../pages/pages'
import { unreachable } from '../ui/confirm'
import { Copied } from '../ui/button'
import { Fact, FactPanel, Facts, NotKnown, NotRead, NotWhole, Stored } from '../ui/facts'
import { Link } from '../ui/link'
import { stackedOnPhone, Table, Td, Th, Tr } from '../ui/table'
import { maintenanceWord, type DatastoreRow } from './datastore-row'

/** What is known of a datastore beyond its files: what is beneath it, who has it mounted, whose VMs are on it. */
export function DatastoreDetails({ row: { datastore, connection } }: { row: DatastoreRow }) {
  const actions = useConsoleActions()
  const query = useQuery({
    // Read again when something of it changes that the lists show.
    queryKey: ['datastore-detail', datastore.key, datastore.accessible, datastore.mounts, connection?.state.at],
    queryFn: () => actions.readDatastoreDetail(datastore.key).catch((cause: unknown) => failed(unreachable(cause))),
    gcTime: 60_000,
  })
  const detail = query.data?.ok ? query.data.value : undefined
  if (!detail) {
    const error = query.data && !query.data.ok ? query.data.error : undefined
    return <NotRead error={error} onRetry={() => void query.refetch()} />
  }
  return (
    <div className="grid items-start gap-4 wide:grid-cols-[minmax(0,2fr)_minmax(0,3fr)]">
      <h2 className="sr-only">Details</h2>
      <FactPanel title="Datastore">
        <DatastoreFacts detail={detail} uri={connection && libvirtUri(connection)} />
      </FactPanel>
      <div className="grid min-w-0 gap-4">
        <Mounts mounts={detail.mounts} />
        <Vms vms={detail.vms} />
      </div>
    </div>
  )
}

function DatastoreFacts({ detail, uri }: { detail: DatastoreDetail; uri: string | undefined }) {
  const { capacityBytes, freeBytes, uncommittedBytes, provisionedPart } = detail
  return (
    <Facts>
      <Fact name="Type">{[detail.type, detail.fileSystemVersion].filter((text) => text !== undefined).join(', ')}</Fact>
      <Fact name="Capacity">{capacityBytes !== undefined && formatBytes(capacityBytes)}</Fact>
      <Fact name="Free">{freeBytes !== undefined && formatBytes(freeBytes)}</Fact>
      <Fact name="Provisioned">
        {uncommittedBytes !== undefined && (
          <>
            {uncommittedBytes === 0 ? 'nothing' : formatBytes(uncommittedBytes)} more to thin disks
            {provisionedPart !== undefined && (
              <span className={provisionedPart > 1 ? 'text-wait-text' : 'text-ink-3'}>
                , {Math.round(provisionedPart * 100)} % of the capacity altogether
              </span>
            )}
          </>
        )}
      </Fact>
      <Fact name="Maximum file size">{detail.maxFileBytes !== undefined && formatBytes(detail.maxFileBytes)}</Fact>
      <Fact name="Maintenance">{maintenanceWord(detail.maintenance)}</Fact>
      <Fact name="Shared">
        {detail.sharedByHosts === undefined
          ? undefined
          : detail.sharedByHosts
            ? 'By several hosts'
            : 'With one host only'}
      </Fact>
      <Fact name="Medium">
        {[detail.ssd ? 'Flash' : undefined, detail.local ? 'local to its host' : undefined]
          .filter((text) => text !== undefined)
          .join(', ')}
      </Fact>
      {detail.url !== undefined && (
        <Fact name="URL">
          <Stored>{detail.url}</Stored>
        </Fact>
      )}
      {uri !== undefined && (
        <Fact name="libvirt URI">
          <Copied text={uri} label="Copy the libvirt URI" />
          <span className="block text-xs text-ink-3">
            where it is the pool <code>{detail.storedName}</code>
          </span>
        </Fact>
      )}
      {detail.backing.length > 0 && (
        <Fact name="Device">
          {detail.backing.map((line) => (
            <span key={line} className="block">
              <Stored>{line}</Stored>
            </span>
          ))}
        </Fact>
      )}
    </Facts>
  )
}

const accessWords: Readonly<Record<string, string>> = { readWrite: 'Read and write', readOnly: 'Read only' }

function Mounts({ mounts: read }: { mounts: Known<DatastoreMount[]> }) {
  if (!read.known) {
    return (
      <FactPanel title="Hosts">
        <NotKnown what="Which hosts have it mounted is" because={read.because} />
      </FactPanel>
    )
  }
  const mounts = read.value
  return (
    <section aria-labelledby="mounts" className="min-w-0">
      <h3 id="mounts" className="mb-1.5 text-sm font-semibold">
        Mounted on {read.unread !== undefined && 'at least '}
        {mounts.length} {mounts.length === 1 ? 'host' : 'hosts'}
      </h3>
      <Table aria-labelledby="mounts" className={stackedOnPhone}>
        <thead>
          <tr>
            <Th>Host</Th>
            <Th>State</Th>
            <Th>Access</Th>
            <Th>Where</Th>
          </tr>
        </thead>
        <tbody>
          {mounts.map((mount) => (
            <Tr key={mount.host}>
              <Td className="min-w-52">
                <Link href={hostPath(mount.host)} className="name font-medium!">
                  {mount.hostName}
                </Link>
              </Td>
              <Td>
                <MountState mount={mount} />
              </Td>
              <Td label="Access" className="whitespace-nowrap text-ink-2">
                {accessWords[mount.access] ?? mount.access}
              </Td>
              <Td label="Where" className="min-w-56 wrap-anywhere">
                {mount.path !== undefined && <Stored>{mount.path}</Stored>}
              </Td>
            </Tr>
          ))}
          {mounts.length === 0 && (
            <tr>
              <Td colSpan={4} className="text-ink-2">
                No host has it mounted.
              </Td>
            </tr>
          )}
        </tbody>
      </Table>
      <NotWhole unread={read.unread} />
    </section>
  )
}

function MountState({ mount: { mounted, accessible, inaccessibleReason } }: { mount: DatastoreMount }) {
  const bad = mounted === false ? 'Not mounted' : accessible === false ? 'Not accessible' : undefined
  const isTold = bad !== undefined || (mounted !== undefined && accessible !== undefined)
  return (
    <span className={bad === undefined ? '' : 'font-medium text-fail-text'}>
      <span className="inline-flex items-center gap-1.5">
        <StatusGlyph
          glyph={!isTold ? 'unknown' : bad === undefined ? 'live' : 'noContact'}
          {...(bad === undefined ? { className: 'text-bar' } : {})}
        />
        {isTold ? (bad ?? 'Mounted') : 'Not known'}
      </span>
      {bad !== undefined && inaccessibleReason !== undefined && (
        <code className="block text-xs font-normal">{inaccessibleReason}</code>
      )}
    </span>
  )
}

function Vms({ vms: read }: { vms: DatastoreDetail['vms'] }) {
  if (!read.known) {
    return (
      <FactPanel title="VMs with files here">
        <NotKnown what="Which VMs have files here is" because={read.because} />
      </FactPanel>
    )
  }
  const vms = read.value
  return (
    <FactPanel title={`VMs with files here: ${read.unread === undefined ? '' : 'at least '}${vms.length}`}>
      {vms.length === 0 && <p className="text-sm text-ink-2">None.</p>}
      <ul className="columns-[220px] gap-6 text-sm">
        {vms.map(({ key, name }) => (
          <li key={key}>
            <Link href={vmPath(key)} className="link inline-block min-h-6 wrap-anywhere">
              {name}
            </Link>
          </li>
        ))}
      </ul>
      <NotWhole unread={read.unread} />
    </FactPanel>
  )
}
