import { assertNever } from '../assert-never'
import { joinDatastorePath, splitDatastorePath } from '../names/datastore-path'

/**
 * How a VMX names files. It means a file beside itself (`disk.vmdk`), or an absolute path on its host
 * (`/vmfs/volumes/<uuid>/dir/disk.vmdk`), which is a datastore path once the host's mounts are known.
 */

/** Where the VMX lies and what its host has mounted. Everything unknown may be left out: a dropped file has no host. */
export type VmxPlace = {
  /** The folder that the VMX is in: `[datastore] directory` as its two parts. */
  directory?: { datastore: string; path: string }
  /** Where each datastore is mounted on the host; undefined when there is no host to ask. */
  mounts?: readonly { datastore: string; mountPath: string }[]
  /** Whether the host has a datastore of this name. Without it every name is believed. */
  hasDatastore?: (name: string) => boolean
}

export type FileSource =
  | { at: 'datastore'; datastore: string; path: string }
  /** In the VMX's own folder, which is not known. */
  | { at: 'beside'; path: string }
  /** On the host, outside every datastore, such as `/usr/lib/vmware/isoimages/linux.iso`. */
  | { at: 'host'; path: string }
  /** On a datastore that the host does not have. */
  | { at: 'missing'; datastore: string; path: string }
  | { at: 'odd'; raw: string; why: string }

const separator = /[/\\]/

/** Resolves a file name of a VMX. */
export function resolveVmxFileName(fileName: string, place: VmxPlace): FileSource {
  if (fileName === '') return { at: 'odd', raw: fileName, why: 'The file name is empty.' }
  if (!separator.test(fileName)) return beside(fileName, place)
  const mounted = findMount(fileName, place.mounts ?? [])
  if (mounted) return mounted
  const volume = /^\/vmfs\/volumes(?:\/(.*))?$/s.exec(fileName)
  if (volume) {
    const [, datastore, path] = /^([^/]+)\/+(.+)$/s.exec(volume[1] ?? '') ?? []
    if (datastore === undefined || path === undefined) {
      return { at: 'odd', raw: fileName, why: 'It is not of the form /vmfs/volumes/<datastore>/<path>.' }
    }
    const exists = place.hasDatastore?.(datastore) ?? true
    return { at: exists ? 'datastore' : 'missing', datastore, path }
  }
  if (fileName.startsWith('/')) return { at: 'host', path: fileName }
  if (/^(?:[a-z]:)?\\|^[a-z]:\//i.test(fileName)) {
    return { at: 'odd', raw: fileName, why: 'It is a Windows path that no datastore is mounted at.' }
  }
  if (fileName.split(separator).includes('..')) {
    return { at: 'odd', raw: fileName, why: 'It climbs out of the folder of its VMX.' }
  }
  return beside(fileName.replaceAll('\\', '/'), place)
}

function beside(path: string, { directory }: VmxPlace): FileSource {
  if (!directory) return { at: 'beside', path }
  const folder = directory.path.replace(/\/+$/, '')
  return { at: 'datastore', datastore: directory.datastore, path: folder === '' ? path : `${folder}/${path}` }
}

/** The longest mount path that the name lies under: whole parts only, so `/vmfs/volumes/ab` does not hold `…/abc/x`. */
function findMount(fileName: string, mounts: NonNullable<VmxPlace['mounts']>): FileSource | undefined {
  let best: { datastore: string; length: number } | undefined
  for (const { datastore, mountPath } of mounts) {
    const mount = mountPath.replace(/[/\\]+$/, '')
    if (mount === '' || !fileName.startsWith(mount) || mount.length <= (best?.length ?? 0)) continue
    if (separator.test(fileName.charAt(mount.length))) best = { datastore, length: mount.length }
  }
  if (!best) return undefined
  const path = fileName
    .slice(best.length)
    .replace(/^[/\\]+/, '')
    .replaceAll('\\', '/')
  return path === '' ? undefined : { at: 'datastore', datastore: best.datastore, path }
}

export type VmxFileName = { ok: true; fileName: string } | { ok: false; because: string }

/**
 * A datastore path as a VMX names it: absolute, under the datastore's mount path, with that path's separator. A path
 * that starts with `/` is on the host already and stays.
 */
export function vmxFileNameOf(path: string, place: VmxPlace): VmxFileName {
  if (path.startsWith('/')) return { ok: true, fileName: path }
  const split = splitDatastorePath(
    path,
    place.mounts?.map(({ datastore }) => datastore),
  )
  if (!split.ok) return { ok: false, because: split.because }
  const mount = place.mounts?.find(({ datastore }) => datastore === split.datastore)
  if (!mount) return { ok: false, because: `The host has no datastore "${split.datastore}" mounted.` }
  if (split.path === '') return { ok: false, because: 'The path names no file.' }
  const backslashes = mount.mountPath.includes('\\')
  const root = mount.mountPath.replace(/[/\\]+$/, '')
  return { ok: true, fileName: backslashes ? `${root}\\${split.path.replaceAll('/', '\\')}` : `${root}/${split.path}` }
}

/** A source in one line, as a person reads it. */
export function describeSource(source: FileSource): string {
  switch (source.at) {
    case 'datastore':
    case 'missing':
      return joinDatastorePath(source.datastore, source.path) ?? `[${source.datastore}] ${source.path}`
    case 'beside':
    case 'host':
      return source.path
    case 'odd':
      return source.raw
    default:
      return assertNever(source, 'file source')
  }
}
