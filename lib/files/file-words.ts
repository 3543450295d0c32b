import { assertNever } from '../assert-never'
import { formatBytes, formatCount, formatMiB } from '../format/quantity'
import { readDatastorePath } from '../names/datastore-path'
import type { DefinitionFormat } from './define-vm'
import type { NewVm } from './new-vm'
import { diskFormatWords, diskName, fileVerbLabel, type Destination, type FileRequest } from './file-request'

/**
 * A request in words with plain names: what is done, to what, and the rest of the sentence, such as ` to [ds] iso`.
 * @param datastore stored name of the datastore that the request is for.
 * @param datastoreOf stored name of the datastore that a destination names.
 */
export function fileRequestParts(
  request: FileRequest,
  datastore: string,
  datastoreOf: (to: Destination) => string,
): { label: string; what: string; rest: string } {
  const plain = (path: string) => readDatastorePath(`[${datastore}] ${path}`)
  const inside = (folder: string, name: string) => `${plain(folder)}${folder === '' ? ' ' : '/'}${name}`
  const target = (to: Destination) => {
    const folder = readDatastorePath(`[${datastoreOf(to)}] ${to.folder}`)
    return to.name === undefined ? folder : `${folder}${to.folder === '' ? ' ' : '/'}${to.name}`
  }
  const said = (what: string, rest = '') => ({ label: fileVerbLabel[request.do], what, rest })
  switch (request.do) {
    case 'makeFolder':
      return said(inside(request.folder, request.name))
    case 'move':
    case 'copy':
      return said(plain(request.path), ` to ${target(request.to)}${replacing(request)}`)
    case 'cloneDisk': {
      const format = request.format === undefined ? '' : `, ${diskFormatWords[request.format].name.toLowerCase()}`
      return said(plain(request.path), ` to ${target(request.to)}${format}${replacing(request)}`)
    }
    case 'delete':
      return said(plain(request.path), request.what === 'folder' ? ' and everything in it' : '')
    case 'wipeDisk':
      return said(plain(request.path))
    case 'growDisk':
      return said(plain(request.path), ` to ${formatBytes(request.capacityBytes, { whole: true })}`)
    case 'createDisk': {
      const size = formatBytes(request.capacityBytes, { whole: true })
      const format = diskFormatWords[request.format].name.toLowerCase()
      return said(inside(request.folder, diskName(request.name)), `, ${size}, ${format}`)
    }
    case 'registerVm':
      return said(plain(request.path), request.name === undefined ? '' : ` as "${request.name}"`)
    case 'defineVm':
      return said(plain(request.path), `, "${request.name}", from ${definitionWords[request.format]}`)
    case 'createVm':
      return said(inside('', request.name), `, ${newVmWords(request.vm)}`)
    default:
      return assertNever(request, 'file request')
  }
}

const definitionWords: Record<DefinitionFormat, string> = { vmx: 'a VMX', xml: 'a domain XML' }

/** `2 vCPU, 4 GB, 1 disk of 16 GB`. */
function newVmWords({ cpuCount, memoryMiB, disks }: NewVm): string {
  const bytes = disks.reduce((sum, { capacityBytes }) => sum + capacityBytes, 0)
  const space =
    disks.length === 0 ? 'no disk' : `${formatCount(disks.length, 'disk')} of ${formatBytes(bytes, { whole: true })}`
  return `${cpuCount} vCPU, ${formatMiB(memoryMiB)}, ${space}`
}

/** A request in one line: `Move [ds] a/b.iso to [ds] iso`. */
export function fileRequestWords(...about: Parameters<typeof fileRequestParts>): string {
  const { label, what, rest } = fileRequestParts(...about)
  return `${label} ${what}${rest}`
}

const replacing = ({ overwrite }: { overwrite: boolean }) => (overwrite ? ', replacing what is there' : '')
