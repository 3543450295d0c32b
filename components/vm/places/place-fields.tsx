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
  hasMounted,
  mountedBy,
  mountOf,
  pathWords,
  type HostPlace,
  type Mounted,
  type VmPlaces,
} from '@/lib/runs/vm-places'
import type { Moid } from '@/lib/vsphere/ids'
import { whyNotMounted } from '@/lib/vsphere/mount'
import { notKnownAt } from '../../picker/datastore-choice'
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
 * reason, and cannot be chosen. One of which that is not known can be, and says so.
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
    const mount = mountOf(places, host.moid, datastore === undefined ? [] : [datastore])
    const because = verdict.ok ? whyNotMounted(mount) : verdict.because
    return (
      <option key={host.moid} value={host.moid} disabled={because !== undefined}>
        {host.name}
        {because !== undefined ? `, ${because}` : host.moid === places.here.host && ', where it is now'}
        {because === undefined && mount.is === 'not known' && `, ${mount.because}`}
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
  const lacks = datastore === undefined ? whyNotMounted(mountOf(places, host, places.here.datastores)) : undefined
  const name = places.hosts.find(({ moid }) => moid === host)?.name
  return lacks && name !== undefined ? `Choose a datastore: ${name} ${lacks}.` : undefined
}

/** Datastores that the chosen host has, or may have, with what is free. */
export function DatastoreField({
  places,
  value,
  onChange,
  none,
  error,
  host,
}: ChoiceProps & { host: Moid | undefined }) {
  const stores = byName(datastoresOf(places, host))
  const mounted = host === undefined ? undefined : mountedBy(places, host)
  const chosen = stores.find(({ moid }) => moid === value)
  const room = roomWords(places.committedBytes, chosen?.freeBytes)
  return (
    <Field label="Datastore" error={error} hint={room ?? (mounted && mountedWords(places, mounted))}>
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
                {verdict.ok && mounted && notKnownAt(mounted, store.moid)}
              </option>
            )
          })}
        </NativeSelect>
      )}
    </Field>
  )
}

/** Which of the datastores are left out, since the host does not have them, and of which that is not known. */
function mountedWords(places: VmPlaces, mounted: Mounted): string | undefined {
  const named = (has: boolean | undefined) => {
    const found = byName(places.datastores.filter(({ moid }) => hasMounted(mounted, moid) === has))
    const names = found.map(({ name }) => name)
    return formatList(names.length > 4 ? [...names.slice(0, 3), `${names.length - 3} more`] : names)
  }
  const [lacks, unsure] = [named(false), named(undefined)]
  const words = [
    ...(lacks === '' ? [] : [`Not mounted by ${mounted.by}: ${lacks}.`]),
    ...(unsure === '' ? [] : [`Not known whether ${mounted.by} has mounted ${unsure}.`]),
  ]
  return words.length === 0 ? undefined : words.join(' ')
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
