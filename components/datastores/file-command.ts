import type { DatastoreEntry } from '@/lib/files/datastore-entry'
import type { FileVerb } from '@/lib/files/file-request'
import { isConfiguration } from './entry-words'
import { whyNotAll, type FileContext } from './file-verdict'

/** What can be asked for from the selection or an entry's menu. Renaming is a move that stays in its folder. */
export type FileCommand = 'rename' | 'move' | 'copy' | 'cloneDisk' | 'growDisk' | 'wipeDisk' | 'registerVm' | 'delete'

const verbOf: Record<FileCommand, FileVerb> = {
  rename: 'move',
  move: 'move',
  copy: 'copy',
  cloneDisk: 'cloneDisk',
  growDisk: 'growDisk',
  wipeDisk: 'wipeDisk',
  registerVm: 'registerVm',
  delete: 'delete',
}

export const fileCommandLabel: Record<FileCommand, string> = {
  rename: 'Rename',
  move: 'Move',
  copy: 'Copy',
  cloneDisk: 'Clone disk',
  growDisk: 'Grow disk',
  wipeDisk: 'Wipe disk',
  registerVm: 'Register as VM',
  delete: 'Delete',
}

/** Their buttons end in dots: they ask for something before they act. */
export type OfferedCommand = { command: FileCommand; disabledReason: string | undefined; danger: boolean }

/** The commands that make sense for these entries, in the order of the menu, each with why it cannot be done now. */
export function offeredCommands(entries: readonly DatastoreEntry[], context: FileContext): OfferedCommand[] {
  const [only] = entries.length === 1 ? entries : []
  const commands: FileCommand[] = [
    ...(only ? (['rename'] as const) : []),
    'move',
    ...(only?.kind === 'disk' ? (['cloneDisk', 'growDisk', 'wipeDisk'] as const) : (['copy'] as const)),
    ...(only && isConfiguration(only) ? (['registerVm'] as const) : []),
    'delete',
  ]
  return commands.map((command) => ({
    command,
    disabledReason: whyNotAll(verbOf[command], entries, context),
    danger: command === 'delete' || command === 'wipeDisk',
  }))
}
