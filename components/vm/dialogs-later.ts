'use client'

import type { ComponentProps } from 'react'
import { later } from '../ui/later'
import type * as Console from '../screen/console-dialog'
import type * as Delete from './delete-dialog'
import type * as Hardware from './hardware/edit-hardware-dialog'
import type * as Flags from './hardware/flag-dialogs'
import type * as Clone from './places/clone-dialog'
import type * as Copy from './places/copy-dialog'
import type * as Migrate from './places/migrate-dialog'
import type * as Move from './places/move-dialog'
import type * as Rename from './rename-dialog'
import type * as Snapshot from './snapshots/snapshot-dialog'

/** What is asked before something is done with a VM, on its page and for many at once: a page is drawn without any of it. */

export const DeleteDialog = later<ComponentProps<typeof Delete.DeleteDialog>>(() =>
  import('./delete-dialog').then((part) => part.DeleteDialog),
)
export const SnapshotDialog = later<ComponentProps<typeof Snapshot.SnapshotDialog>>(() =>
  import('./snapshots/snapshot-dialog').then((part) => part.SnapshotDialog),
)
export const RenameDialog = later<ComponentProps<typeof Rename.RenameDialog>>(() =>
  import('./rename-dialog').then((part) => part.RenameDialog),
)
export const ConsoleDialog = later<ComponentProps<typeof Console.ConsoleDialog>>(() =>
  import('../screen/console-dialog').then((part) => part.ConsoleDialog),
)
export const EditHardwareDialog = later<ComponentProps<typeof Hardware.EditHardwareDialog>>(() =>
  import('./hardware/edit-hardware-dialog').then((part) => part.EditHardwareDialog),
)
export const NoteDialog = later<ComponentProps<typeof Flags.NoteDialog>>(() =>
  import('./hardware/flag-dialogs').then((part) => part.NoteDialog),
)
export const CloneDialog = later<ComponentProps<typeof Clone.CloneDialog>>(() =>
  import('./places/clone-dialog').then((part) => part.CloneDialog),
)
export const CopyDialog = later<ComponentProps<typeof Copy.CopyDialog>>(() =>
  import('./places/copy-dialog').then((part) => part.CopyDialog),
)
export const MigrateDialog = later<ComponentProps<typeof Migrate.MigrateDialog>>(() =>
  import('./places/migrate-dialog').then((part) => part.MigrateDialog),
)
export const MoveDialog = later<ComponentProps<typeof Move.MoveDialog>>(() =>
  import('./places/move-dialog').then((part) => part.MoveDialog),
)
