/** What a datastore is called, and how the file systems of its hosts call it. */
export type Volume = { name: string; /** Such as `52ea2ef1-0b2a1c4e-…`, from its URL. */ volume?: string }

const root = '/vmfs/volumes/'

/** The volume in a datastore's URL: `ds:///vmfs/volumes/52ea2ef1-…/`; of an old vCenter `sanfs://vmfs_uuid:52ea2ef1-…/`. */
export function volumeOfUrl(url: string | undefined): string | undefined {
  return /(?:\/vmfs\/volumes\/|vmfs_uuid:)([^/]+)\/?$/.exec(url ?? '')?.[1]
}

/**
 * A host's text with its paths of the file system as datastore paths: `/vmfs/volumes/52ea2ef1-…/vm/serial0.log` as
 * `[datastore1] vm/serial0.log`. A volume that is not known stays as it is. For people to read; never to be sent.
 */
export function readVolumePaths(text: string, volumes: readonly Volume[]): string {
  if (!text.includes(root)) return text
  const names = new Map(volumes.flatMap(({ name, volume }) => [[name, name] as const, [volume ?? name, name] as const]))
  names.delete('')
  if (names.size === 0) return text
  // The longest first: `data` begins `data-2`, and must not take its place.
  const known = [...names.keys()]
    .sort((a, b) => b.length - a.length)
    .map((one) => one.replaceAll(/[\\^$.*+?()[\]{}|]/g, '\\$&'))
  // oxlint-disable-next-line prefer-regex-literals -- made of the datastores that there are
  const path = new RegExp(`${root}(${known.join('|')})(/|(?=["'”’\\s.,]|$))`, 'gu')
  return text.replaceAll(
    path,
    (_, volume: string, slash: string) => `[${names.get(volume) ?? volume}]${slash === '/' ? ' ' : ''}`,
  )
}

/** A datastore as vSphere stores its name. */
export type StoredVolume = Volume & { storedName: string }

/**
 * The datastore that a path of a host's file system is on, and the path below its root. Undefined for another path, and
 * where several datastores could be meant: two datacenters may each have one of the same name.
 */
export function datastoreOfVolumePath<One extends StoredVolume>(
  path: string,
  datastores: readonly One[],
): { datastore: One; path: string } | undefined {
  if (!path.startsWith(root)) return undefined
  const slash = path.indexOf('/', root.length)
  if (slash < 0) return undefined
  const volume = path.slice(root.length, slash)
  const byVolume = datastores.filter((one) => one.volume === volume)
  const found =
    byVolume.length > 0
      ? byVolume
      : datastores.filter(({ name, storedName }) => storedName === volume || name === volume)
  const [datastore] = found
  return datastore && found.length === 1 ? { datastore, path: path.slice(slash + 1) } : undefined
}
