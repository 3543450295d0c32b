'use client'

import { useState } from 'react'
import { assertNever } from '@/lib/assert-never'
import { parentFolder, pathIn, type DatastoreEntry } from '@/lib/files/datastore-entry'
import type { FileRequest } from '@/lib/files/file-request'
import type { DatastoreView } from '@/lib/live/live-state'
import { withoutUndefined } from '@/lib/without-undefined'
import { useConfirm } from '../../ui/confirm'
import { createVmFormOf, emptyCreateVmForm } from '../dialogs/create-vm-form'
import { deleteConfirmation, wipeConfirmation } from '../dialogs/destructive'
import { diskFormOf, emptyDiskForm } from '../dialogs/disk-form'
import type { FileDialog } from '../dialogs/file-dialogs'
import { entryAt, movedItem, movedItemAt } from '../dialogs/moved-item'
import type { TransferStart } from '../dialogs/transfer-dialog'
import { movedKind } from '../entry-words'
import type { FileCommand } from '../file-command'
import type { FileTasks } from '../use-file-tasks'

type Options = {
  datastore: DatastoreView
  folder: string
  /** Everything in the folder. */
  entries: readonly DatastoreEntry[]
  tasks: FileTasks
  /** What is open at first: the address may ask for it. */
  first?: FileDialog | undefined
}

/** What a press on a command opens: a form, or the question before something is lost. */
export function useFileCommands({ datastore, folder, entries, tasks, first: firstDialog }: Options) {
  const confirm = useConfirm()
  const [dialog, setDialog] = useState(firstDialog)

  const here: TransferStart = { datastore: datastore.key, folder, overwrite: false }

  const run = (command: FileCommand, chosen: readonly DatastoreEntry[]) => {
    const items = chosen.map((entry) => movedItem(folder, entry))
    const [first] = chosen
    const [item] = items
    if (!first || !item) return
    switch (command) {
      case 'rename':
        return setDialog({ open: 'rename', item, name: item.name })
      case 'move':
      case 'copy':
      case 'cloneDisk':
        return setDialog({ open: 'transfer', verb: command, items, start: here })
      case 'registerVm':
        return setDialog({ open: 'register', path: item.path, name: '' })
      case 'growDisk':
        return setDialog({
          open: 'growDisk',
          path: item.path,
          name: item.name,
          ...withoutUndefined({ nowBytes: first.disk?.capacityBytes }),
        })
      case 'wipeDisk':
        return confirm(wipeConfirmation(first, () => tasks.start([{ do: 'wipeDisk', path: item.path }])))
      case 'delete': {
        const requests = chosen.map((entry): FileRequest => ({
          do: 'delete',
          what: movedKind(entry),
          path: pathIn(folder, entry.storedName),
        }))
        return confirm(deleteConfirmation(chosen, entries, () => tasks.start(requests)))
      }
      default:
        return assertNever(command, 'file command')
    }
  }

  /** Opens what led to a request, with what was entered then. */
  const again = (request: FileRequest) => {
    switch (request.do) {
      case 'makeFolder':
        return setDialog({ open: 'newFolder', folder: request.folder, name: request.name })
      case 'createDisk':
        return setDialog({ open: 'createDisk', folder: request.folder, form: diskFormOf(request) })
      case 'registerVm':
        return setDialog({ open: 'register', path: request.path, name: request.name ?? '' })
      case 'defineVm':
        // The text is nobody's but whoever had it.
        return setDialog({ open: 'defineVm', folder: parentFolder(request.path) })
      case 'createVm':
        return setDialog({ open: 'createVm', form: createVmFormOf(request) })
      case 'move':
      case 'copy':
      case 'cloneDisk': {
        const item = movedItemAt(request.path, request.do === 'cloneDisk' ? 'disk' : request.what)
        const { to, overwrite } = request
        const renamed = to.name !== undefined && to.datastore === undefined && parentFolder(item.path) === to.folder
        if (request.do === 'move' && renamed) {
          return setDialog({ open: 'rename', item, name: to.name ?? item.name })
        }
        const start: TransferStart = {
          datastore: to.datastore ?? datastore.key,
          folder: to.folder,
          overwrite,
          ...withoutUndefined({ name: to.name }),
          ...(request.do === 'cloneDisk' && request.format !== undefined ? { format: request.format } : {}),
        }
        return setDialog({ open: 'transfer', verb: request.do, items: [item], start })
      }
      case 'growDisk': {
        const { path, capacityBytes } = request
        return setDialog({ open: 'growDisk', path, name: movedItemAt(path, 'disk').name, wantedBytes: capacityBytes })
      }
      case 'wipeDisk':
        return confirm(wipeConfirmation(entryAt(request.path, 'disk'), () => tasks.start([request])))
      case 'delete':
        return confirm(deleteConfirmation([entryAt(request.path, request.what)], [], () => tasks.start([request])))
      default:
        return assertNever(request, 'file request')
    }
  }

  return {
    dialog,
    run,
    again,
    newFolder: () => setDialog({ open: 'newFolder', folder, name: '' }),
    defineVm: () => setDialog({ open: 'defineVm', folder }),
    createVm: () => setDialog({ open: 'createVm', form: emptyCreateVmForm }),
    createDisk: () => setDialog({ open: 'createDisk', folder, form: emptyDiskForm }),
    close: () => setDialog(undefined),
  }
}
