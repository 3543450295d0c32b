import { assertNever } from '../assert-never'
import { formatList } from '../format/list'
import { formatBytes } from '../format/quantity'
import type { DatastoreEntry } from './datastore-entry'

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
