'use client'

import { useMemo } from 'react'
import { assertNever } from '@/lib/assert-never'
import { parentFolder, type DatastoreEntry } from '@/lib/files/datastore-entry'
import type { HeldTables } from '@/lib/live/live-state'
import { readDatastorePath } from '@/lib/names/datastore-path'
import { compareNames } from '@/lib/names/inventory-name'
import { shallowEqual, useLiveWith } from '../../live/live-provider'
import { whyNotListed } from '../../picker/datastore-choice'
import type { DatastoreRow } from '../datastore-row'
import { whyNotInto } from '../file-verdict'
import type { FileTasks } from '../use-file-tasks'
import { CreateDiskDialog } from './create-disk-dialog'
import { CreateVmDialog } from './create-vm-dialog'
import type { CreateVmForm } from './create-vm-form'
import { DefineDialog } from './define-dialog'
import type { DiskForm } from './disk-form'
import type { MovedItem } from './moved-item'
import { GrowDiskDialog } from './grow-disk-dialog'
import { NewFolderDialog } from './new-folder-dialog'
import { RegisterDialog } from './register-dialog'
import { RenameItemDialog } from './rename-item-dialog'
import { TransferDialog, type TransferStart, type TransferVerb } from './transfer-dialog'

/** The dialog that is open. Paths are stored ones; names and forms are what stands in the fields at first. */
export type FileDialog =
  | { open: 'newFolder'; folder: string; name: string }
  | { open: 'createDisk'; folder: string; form: DiskForm }
  | { open: 'rename'; item: MovedItem; name: string }
  | { open: 'transfer'; verb: TransferVerb; items: MovedItem[]; start: TransferStart }
  | { open: 'growDisk'; path: string; name: string; nowBytes?: number; wantedBytes?: number }
  | { open: 'register'; path: string; name: string }
  | { open: 'createVm'; form: CreateVmForm }
  | { open: 'defineVm'; folder: string }

type FileDialogsProps = {
  dialog: FileDialog
  row: DatastoreRow
  /** Everything in the open folder, as far as it is known. */
  folder: string
  entries: readonly DatastoreEntry[]
  tasks: FileTasks
  /** Goes on to the dialog that takes a VMX or a domain XML. */
  onDefine: () => void
  onClose: () => void
}

const readPlaces = ({ datastores, hosts }: Pick<HeldTables, 'datastores' | 'hosts'>) => ({ datastores, hosts })

/** Draws the dialog that is open. Whatever a dialog starts, it stays open with what was typed until it has started. */
export function FileDialogs({ dialog, row, folder, entries, tasks, onDefine, onClose }: FileDialogsProps) {
  const { datastore, connection, usage } = row
  const ofConnection = { datastores: datastore.connection, hosts: datastore.connection }
  const places = useLiveWith(ofConnection, readPlaces, shallowEqual)
  const taken = useMemo(() => new Set(entries.flatMap(({ name, storedName }) => [name, storedName])), [entries])
  const nothing = useMemo(() => new Set<string>(), [])
  const plain = (path: string) => readDatastorePath(`[${datastore.storedName}] ${path}`)
  // What is taken is only known of the folder that is open.
  const takenIn = (path: string) => (path === folder ? taken : nothing)

  switch (dialog.open) {
    case 'newFolder':
      return (
        <NewFolderDialog
          where={plain(dialog.folder)}
          taken={takenIn(dialog.folder)}
          initialName={dialog.name}
          onMake={(name) => tasks.start([{ do: 'makeFolder', folder: dialog.folder, name }])}
          onClose={onClose}
        />
      )
    case 'createDisk':
      return (
        <CreateDiskDialog
          where={plain(dialog.folder)}
          folder={dialog.folder}
          freeBytes={usage?.free}
          taken={takenIn(dialog.folder)}
          initial={dialog.form}
          onCreate={(request) => tasks.start([request])}
          onClose={onClose}
        />
      )
    case 'rename': {
      const { what, path } = dialog.item
      const to = parentFolder(path)
      return (
        <RenameItemDialog
          item={dialog.item}
          taken={takenIn(to)}
          initialName={dialog.name}
          onRename={(name) => tasks.start([{ do: 'move', what, path, to: { folder: to, name }, overwrite: false }])}
          onClose={onClose}
        />
      )
    }
    case 'transfer':
      return (
        <TransferDialog
          verb={dialog.verb}
          items={dialog.items}
          from={datastore.key}
          // Datastores of two endpoints have nothing to do with each other.
          datastores={Object.values(places?.datastores ?? {})
            .filter(({ connection }) => connection === datastore.connection)
            .sort((a, b) => compareNames(a.name, b.name))}
          whyNotInto={(target) => whyNotInto(target, connection)}
          whyNotListed={(target) => whyNotListed(target, connection)}
          start={dialog.start}
          onSend={tasks.start}
          onClose={onClose}
        />
      )
    case 'growDisk':
      return (
        <GrowDiskDialog
          {...dialog}
          datastore={datastore.key}
          freeBytes={usage?.free}
          onGrow={(request) => tasks.start([request])}
          onClose={onClose}
        />
      )
    case 'register':
      return (
        <RegisterDialog
          path={dialog.path}
          plainPath={plain(dialog.path)}
          datastore={datastore}
          hosts={Object.values(places?.hosts ?? {}).filter(({ connection }) => connection === datastore.connection)}
          initialName={dialog.name}
          onRegister={(request) => tasks.start([request])}
          onClose={onClose}
        />
      )
    case 'createVm':
      return (
        <CreateVmDialog
          datastore={datastore}
          hosts={Object.values(places?.hosts ?? {}).filter(({ connection }) => connection === datastore.connection)}
          initial={dialog.form}
          onCreate={(request) => tasks.start([request])}
          onDefine={onDefine}
          onClose={onClose}
        />
      )
    case 'defineVm':
      return (
        <DefineDialog
          datastore={datastore}
          folder={dialog.folder}
          hosts={Object.values(places?.hosts ?? {}).filter(({ connection }) => connection === datastore.connection)}
          onDefine={tasks.define}
          onClose={onClose}
        />
      )
    default:
      return assertNever(dialog, 'file dialog')
  }
}
