'use client'

import { formatBytes, formatCount } from '@/lib/format/quantity'
import {
  adapterKindWord,
  pathWords,
  type HostStorage,
  type StorageAdapter,
  type StorageLun,
  type StorageTarget,
} from '@/lib/hardware/host-storage'
import { datastorePath } from '../../pages/pages'
import { Link } from '../../ui/link'
import { stackedOnPhone, Table, Td, Th } from '../../ui/table'

/** Each adapter in a row, the LUNs that it reaches below it. */
export function AdapterTable({ storage }: { storage: HostStorage }) {
  const { adapters, luns } = storage
  const byKey = new Map(luns.map((lun) => [lun.key, lun]))
  const reached = new Set(
    adapters.flatMap(({ targets = [] }) => targets.flatMap((one) => one.luns.map(({ lun }) => lun))),
  )
  const others = luns.filter(({ key }) => !reached.has(key))
  return (
    <Table aria-labelledby="storage-adapters" className={stackedOnPhone}>
      <thead>
        <tr>
          <Th>Adapter and LUN</Th>
          <Th>Target</Th>
          <Th align="right">Size</Th>
          <Th>Paths</Th>
          <Th>Datastores on it</Th>
        </tr>
      </thead>
      <tbody>
        {adapters.map((adapter) => (
          <AdapterRows key={adapter.device} adapter={adapter} byKey={byKey} />
        ))}
        {others.length > 0 && (
          <tr className="bg-sunken">
            <Td colSpan={5} className="text-ink-2">
              By an adapter that the host does not name
            </Td>
          </tr>
        )}
        {others.map((lun) => (
          <LunRow key={lun.key} lun={lun} />
        ))}
        {adapters.length + others.length === 0 && (
          <tr>
            <Td colSpan={5} className="text-ink-2">
              The host names no storage adapter.
            </Td>
          </tr>
        )}
      </tbody>
    </Table>
  )
}

type AdapterRowsProps = { adapter: StorageAdapter; byKey: ReadonlyMap<string, StorageLun> }

function AdapterRows({ adapter, byKey }: AdapterRowsProps) {
  const { device, iscsi, targets } = adapter
  const rows = targets?.flatMap((target) =>
    target.luns.map(({ lun, number }) => ({ key: `${target.name ?? ''} ${lun}`, target, number, lun: byKey.get(lun) })),
  )
  return (
    <>
      <tr className="bg-sunken">
        <Td colSpan={5}>
          <span className="font-semibold">{device}</span>
          <span className="block text-xs text-ink-2">{adapterFacts(adapter)}</span>
          {iscsi?.name !== undefined && (
            <code className="block text-xs wrap-anywhere text-ink-2">
              {iscsi.name}
              {iscsi.alias !== undefined && ` (${iscsi.alias})`}
            </code>
          )}
          {iscsi && <span className="block text-xs text-ink-2">{discoveryFacts(iscsi)}</span>}
        </Td>
      </tr>
      {rows?.map(({ key, target, number, lun }) => (
        <LunRow key={key} lun={lun} target={target} number={number} />
      ))}
      {rows?.length !== undefined && rows.length > 0 ? null : (
        <tr>
          <Td colSpan={5} className="pl-6 text-ink-3 max-mid:pl-3">
            {targets ? 'It reaches no LUN.' : 'What it reaches is not known.'}
          </Td>
        </tr>
      )}
    </>
  )
}

const adapterFacts = ({ kind, model, driver, status, iscsi }: StorageAdapter) =>
  [
    kind === 'iscsi' && iscsi?.software ? 'software iSCSI' : adapterKindWord[kind],
    ...(model === undefined ? [] : [model]),
    ...(driver === undefined ? [] : [driver]),
    ...(status === undefined ? [] : [status]),
  ].join(' · ')

/** Where an iSCSI adapter looks: what it asks for targets, and those that it was told of. */
function discoveryFacts({ sendTargets, staticTargets }: NonNullable<StorageAdapter['iscsi']>): string {
  const asked = !sendTargets
    ? 'whom it asks for targets is not known'
    : sendTargets.length === 0
      ? 'asks nobody for targets'
      : `asks ${[...new Set(sendTargets.map(({ address, port }) => (port === undefined ? address : `${address}:${port}`)))].join(', ')}`
  const told = staticTargets ? formatCount(staticTargets.length, 'static target') : 'static targets not known'
  return `${asked[0]?.toUpperCase() ?? ''}${asked.slice(1)} · ${told}`
}

type LunRowProps = {
  /** Undefined: the host names it and does not say what it is. */
  lun: StorageLun | undefined
  target?: StorageTarget
  number?: number | undefined
}

function LunRow({ lun, target, number }: LunRowProps) {
  return (
    <tr className="hover:bg-hover">
      <Td className="min-w-44 pl-6 max-mid:pl-3">
        <span className="wrap-anywhere">{lun?.displayName ?? lun?.name ?? 'not known'}</span>
        <span className="block text-xs text-ink-3">{lunFacts(lun, number)}</span>
      </Td>
      <Td label="Target" className="min-w-36">
        {target?.name !== undefined && <code className="block text-xs wrap-anywhere">{target.name}</code>}
        {target && target.addresses.length > 0 && (
          <span className="block text-xs text-ink-2">{target.addresses.join(', ')}</span>
        )}
        {target?.name === undefined && !target?.addresses.length && <span className="text-ink-3">–</span>}
      </Td>
      <Td align="right" className="whitespace-nowrap tabular-nums max-mid:text-left">
        {lun?.capacityBytes === undefined ? (
          <span className="text-ink-3">not known</span>
        ) : (
          formatBytes(lun.capacityBytes, { whole: true })
        )}
      </Td>
      <Td className="whitespace-nowrap">
        <Paths lun={lun} />
      </Td>
      <Td label="Datastores" className="min-w-28">
        <DatastoresOn lun={lun} />
      </Td>
    </tr>
  )
}

const lunFacts = (lun: StorageLun | undefined, number: number | undefined) =>
  [
    ...(number === undefined ? [] : [`LUN ${number}`]),
    ...(lun?.vendor === undefined && lun?.model === undefined
      ? []
      : [[lun.vendor, lun.model].filter(Boolean).join(' ')]),
    ...(lun?.ssd === undefined ? [] : [lun.ssd ? 'flash' : 'not flash']),
  ].join(' · ')

function Paths({ lun }: { lun: StorageLun | undefined }) {
  if (!lun?.paths) return <span className="text-ink-3">not known</span>
  return (
    <>
      {pathWords(lun.paths)}
      <ul className="text-xs text-ink-3">
        {lun.paths.map(({ name, state }) => (
          <li key={name}>
            {name} {state}
          </li>
        ))}
      </ul>
    </>
  )
}

function DatastoresOn({ lun }: { lun: StorageLun | undefined }) {
  const datastores = lun?.datastores
  if (!datastores) return <span className="text-ink-3">not known</span>
  if (datastores.length === 0) return <span className="text-ink-3">none</span>
  return (
    <ul>
      {datastores.map(({ key, name }) => (
        <li key={key}>
          <Link href={datastorePath(key)} className="name wrap-anywhere whitespace-pre-wrap">
            <bdi>{name}</bdi>
          </Link>
        </li>
      ))}
    </ul>
  )
}
