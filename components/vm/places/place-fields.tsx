'use client'

import { formatList } from '@/lib/format/list'
import { formatBytes } from '@/lib/format/quantity'
import { compareNames } from '@/lib/names/inventory-name'
import type { Verdict } from '@/lib/result'
import {
  canTakeFiles,
  canTakeIntoFolder,
  canTakeIntoPool,
  canTakeVms,
  datastoresOf,
  mountedBy,
  pathWords,
  whyNotMounted,
  type HostPlace,
  type VmPlaces,
} from '@/lib/runs/vm-places'
import type { Moid } from '@/lib/vsphere/ids'
import { Field, NativeSelect } from '../../ui/field'

/** Choices of the places that a VM, or its copy, can go to. An empty one means that it stays, or that the server decides. */

type ChoiceProps = {
  places: VmPlaces
  value: Moid | undefined
  onChange: (moid: Moid | undefined) => void
  /** What no choice means. */
  none: string
  error?: string | undefined
}

const byName = <Named extends { name: string }>(all: readonly Named[]) =>
  all.toSorted((a, b) => compareNames(a.name, b.name))

/**
 * Hosts by their clusters; one that takes no VMs now, or has not mounted the datastore that was chosen, stands there with the
 * reason, and cannot be chosen.
 */
export function HostField({
  places,
  value,
  onChange,
  none,
  error,
  datastore,
}: ChoiceProps & { datastore: Moid | undefined }) {
  const hosts = byName(places.hosts)
  const clusters = [...new Set(hosts.map(({ cluster }) => cluster))]
  return (
    <Field label="Host" error={error}>
      {(control) => (
        <NativeSelect
          {...control}
          value={value ?? ''}
          onChange={(event) => onChange(places.hosts.find(({ moid }) => moid === event.target.value)?.moid)}
        >
          <option value="">{none}</option>
          {clusters.map((cluster) => {
            const own = hosts.filter((host) => host.cluster === cluster)
            return cluster === undefined ? (
              <HostOptions key="" hosts={own} places={places} datastore={datastore} />
            ) : (
              <optgroup key={cluster} label={cluster}>
                <HostOptions hosts={own} places={places} datastore={datastore} />
              </optgroup>
            )
          })}
        </NativeSelect>
      )}
    </Field>
  )
}

type HostOptionsProps = { hosts: readonly HostPlace[]; places: VmPlaces; datastore: Moid | undefined }

const HostOptions = ({ hosts, places, datastore }: HostOptionsProps) =>
  hosts.map((host) => {
    const verdict = canTakeVms(host)
    const lacks = whyNotMounted(places, host.moid, datastore === undefined ? [] : [datastore])
    const because = verdict.ok ? lacks : verdict.because
    return (
      <option key={host.moid} value={host.moid} disabled={because !== undefined}>
        {host.name}
        {because !== undefined ? `, ${because}` : host.moid === places.here.host && ', where it is now'}
      </option>
    )
  })

type PlaceOptionProps = { moid: Moid; name: string; isHere: boolean; verdict: Verdict }

/** One that takes none stands there with the reason. */
const PlaceOption = ({ moid, name, isHere, verdict }: PlaceOptionProps) => (
  <option value={moid} disabled={!verdict.ok}>
    {name}
    {isHere && ', where it is now'}
    {!verdict.ok && `, ${verdict.because}`}
  </option>
)

/** Pools of one cluster, or of all. */
export function PoolField({
  places,
  value,
  onChange,
  none,
  error,
  compute,
}: ChoiceProps & { compute: Moid | undefined }) {
  const pools = places.pools.filter((pool) => compute === undefined || pool.compute === compute)
  const named = pools.map((pool) => ({ ...pool, name: [pool.computeName, ...pool.path].join(' › ') }))
  return (
    <Field label="Resource pool" error={error}>
      {(control) => (
        <NativeSelect
          {...control}
          value={value ?? ''}
          onChange={(event) => onChange(pools.find(({ moid }) => moid === event.target.value)?.moid)}
        >
          <option value="">{none}</option>
          {byName(named).map((pool) => (
            <PlaceOption
              key={pool.moid}
              {...pool}
              isHere={pool.moid === places.here.pool}
              verdict={canTakeIntoPool(pool)}
            />
          ))}
        </NativeSelect>
      )}
    </Field>
  )
}

/** What a VM takes beside what is free where it would go; undefined while one of the two is not known. */
export const roomWords = (taken: number | undefined, free: number | undefined): string | undefined =>
  taken === undefined || free === undefined
    ? undefined
    : `Its files take ${formatBytes(taken)} now; ${formatBytes(free)} are free there.`

/**
 * Why what is left where it is cannot be there: the chosen host does not have it. A sentence for the field of the datastore;
 * undefined where a datastore is chosen, or it can.
 */
export function whyNotThere(
  places: VmPlaces,
  { host, datastore }: { host?: Moid; datastore?: Moid },
): string | undefined {
  const lacks = datastore === undefined ? whyNotMounted(places, host, places.here.datastores) : undefined
  const name = places.hosts.find(({ moid }) => moid === host)?.name
  return lacks && name !== undefined ? `Choose a datastore: ${name} ${lacks}.` : undefined
}

/** Datastores that the chosen host has, with what is free. */
export function DatastoreField({
  places,
  value,
  onChange,
  none,
  error,
  host,
}: ChoiceProps & { host: Moid | undefined }) {
  const stores = byName(datastoresOf(places, host))
  const chosen = stores.find(({ moid }) => moid === value)
  const room = roomWords(places.committedBytes, chosen?.freeBytes)
  return (
    <Field label="Datastore" error={error} hint={room ?? notMounted(places, host)}>
      {(control) => (
        <NativeSelect
          {...control}
          value={value ?? ''}
          onChange={(event) => onChange(stores.find(({ moid }) => moid === event.target.value)?.moid)}
        >
          <option value="">{none}</option>
          {stores.map((store) => {
            const verdict = canTakeFiles(store)
            const free = store.freeBytes === undefined ? '' : `, ${formatBytes(store.freeBytes)} free`
            return (
              <option key={store.moid} value={store.moid} disabled={!verdict.ok}>
                {store.name}
                {verdict.ok ? free : `, ${verdict.because}`}
              </option>
            )
          })}
        </NativeSelect>
      )}
    </Field>
  )
}

/** Which of the datastores are left out, since the host does not have them. */
function notMounted(places: VmPlaces, host: Moid | undefined): string | undefined {
  const mounted = host === undefined ? undefined : mountedBy(places, host)
  const others = byName(places.datastores.filter(({ moid }) => mounted?.datastores.includes(moid) === false))
  if (!mounted || others.length === 0) return undefined
  const named =
    others.length > 4
      ? [...others.slice(0, 3).map(({ name }) => name), `${others.length - 3} more`]
      : others.map(({ name }) => name)
  return `Not mounted by ${mounted.by}: ${formatList(named)}.`
}

export const rootFolderName = 'Root of the datacenter'

/** @param what is put into it: a clone, or the VM itself. */
export function FolderField({ places, value, onChange, none, error, what }: ChoiceProps & { what: 'clone' | 'move' }) {
  const folders = places.folders.map((folder) => ({ ...folder, name: pathWords(folder.path, rootFolderName) }))
  return (
    <Field label="Folder" error={error}>
      {(control) => (
        <NativeSelect
          {...control}
          value={value ?? ''}
          onChange={(event) => onChange(folders.find(({ moid }) => moid === event.target.value)?.moid)}
        >
          <option value="">{none}</option>
          {byName(folders).map((folder) => (
            <PlaceOption
              key={folder.moid}
              {...folder}
              isHere={folder.moid === places.here.folder}
              verdict={canTakeIntoFolder(folder, what)}
            />
          ))}
        </NativeSelect>
      )}
    </Field>
  )
}
