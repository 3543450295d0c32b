import { assertNever } from '../assert-never'
import { formatList } from '../format/list'
import { formatBytes, formatCount, formatMiB } from '../format/quantity'
import { readDatastorePath } from '../names/datastore-path'
import type { DatastoreEntry } from './datastore-entry'
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

/** What is lost when entries are deleted, in one sentence, for the question before it. */
export function whatIsLost(entries: readonly DatastoreEntry[]): string {
  const [first] = entries
  if (!first) return 'Nothing is deleted.'
  const owners = [...new Set(entries.flatMap(({ vm }) => (vm ? [vm.name] : [])))]
  const warning =
    owners.length === 0
      ? ''
      : ` ${formatList(owners.map((name) => `"${name}"`))} ${owners.length === 1 ? 'is' : 'are'} registered and will not start without ${entries.length === 1 ? 'it' : 'them'}.`
  const what = entries.length === 1 ? lossOf(first) : lossOfMany(entries)
  return `${what} It cannot be undone.${warning}`
}

function lossOf(entry: DatastoreEntry): string {
  const size = entry.sizeBytes === undefined ? '' : ` (${formatBytes(entry.sizeBytes)})`
  switch (entry.kind) {
    case 'folder':
      return `The folder "${entry.name}" and everything in it, its own folders too, is deleted.`
    case 'disk': {
      const seen = entry.disk?.capacityBytes
      const capacity = seen === undefined ? '' : `, a disk of ${formatBytes(seen, { whole: true })}`
      return `"${entry.name}"${capacity}, is deleted with all the data that guests have written to it.`
    }
    case 'vmConfig':
    case 'templateConfig':
      return `"${entry.name}" is deleted: the description of a virtual machine. Its disks stay.`
    case 'snapshot':
      return `"${entry.name}"${size} is deleted: the memory and state of a snapshot, which cannot be reverted to without it.`
    case 'nvram':
      return `"${entry.name}" is deleted: the firmware settings of a virtual machine, such as its boot order.`
    case 'log':
    case 'iso':
    case 'floppy':
    case 'file':
      return `"${entry.name}"${size} is deleted.`
    default:
      return assertNever(entry.kind, 'entry kind')
  }
}

function lossOfMany(entries: readonly DatastoreEntry[]): string {
  const folders = entries.filter(({ kind }) => kind === 'folder').length
  const disks = entries.filter(({ kind }) => kind === 'disk').length
  const files = entries.length - folders - disks
  const bytes = entries.reduce((sum, { sizeBytes }) => sum + (sizeBytes ?? 0), 0)
  const parts = [
    ...(folders > 0
      ? [folders === 1 ? '1 folder with everything in it' : `${folders} folders with everything in them`]
      : []),
    ...(disks > 0
      ? [disks === 1 ? '1 virtual disk with all its data' : `${disks} virtual disks with all their data`]
      : []),
    ...(files > 0 ? [`${files} ${files === 1 ? 'file' : 'files'}`] : []),
  ]
  const size = `${formatBytes(bytes)}${folders > 0 ? ' besides what folders hold' : ''}`
  return `${formatList(parts)} are deleted${folders === entries.length ? '' : `, ${size}`}.`
}
