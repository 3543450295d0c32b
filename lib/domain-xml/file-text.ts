import { assertNever } from '../assert-never'
import { encodeVmxValue } from '../names/byte-escape'
import { vmxFileNameOf, type FileSource, type VmxPlace } from '../vmx/file-name'
import type { Reading } from './reading'
import type { Taking } from './taking'

/**
 * A file as domain XML names it: a datastore path, or a path of the host. Where the folder of the VMX is not known,
 * libvirt writes `[?] ?` for it.
 * @param key for what is said of a file that cannot be named.
 */
export function fileText(source: FileSource, key: string, reading: Reading): string | undefined {
  switch (source.at) {
    case 'datastore':
      return `[${source.datastore}] ${source.path}`
    case 'beside':
      return `[?] ?/${source.path}`
    case 'host':
      return source.path
    case 'missing':
      reading.refuse(`${key}: The host has no datastore "${source.datastore}".`)
      return undefined
    case 'odd':
      reading.refuse(`${key}: ${source.why}`)
      return undefined
    default:
      return assertNever(source, 'file source')
  }
}

/** A file of a domain XML as the value of a VMX key; refused where the host has no such datastore. */
export function fileValue(path: string, place: VmxPlace, taking: Taking): string {
  const named = vmxFileNameOf(path, place)
  if (!named.ok) taking.refuse(`"${path}": ${named.because}`)
  return named.ok ? encodeVmxValue(named.fileName) : ''
}
