'use client'

import { useSearchParams } from 'next/navigation'
import { useCallback, useMemo, useState, type ComponentProps } from 'react'
import { breadcrumbs, parentFolder, type DatastoreEntry } from '@/lib/files/datastore-entry'
import { fileOf } from '@/lib/names/datastore-path'
import { hostKey, splitKey, type ConnectionId } from '@/lib/vsphere/ids'
import { whyNotListed } from '../../picker/datastore-choice'
import { useListing } from '../../picker/use-listing'
import { ErrorNotice, Notice } from '../../ui/notice'
import { later } from '../../ui/later'
import { emptySelection, extendTo, toggleAll, toggleKey, type Selection } from '../../ui/selection'
import { Activity } from '../activity'
import type { DatastoreRow } from '../datastore-row'
import { emptyCreateVmForm } from '../dialogs/create-vm-form'
import type * as Dialogs from '../dialogs/file-dialogs'
import type { FileDialog } from '../dialogs/file-dialogs'
import { whyNotChange, whyNotCreate, whyNotDefine, whyNotRead, useFileContext } from '../file-verdict'
import { BreadcrumbTrail, type Folder } from '../folder-links'
import { DropZone } from '../uploads/drop-zone'
import { useFileWork } from '../file-work'
import { useFileTasks } from '../use-file-tasks'
import { EntryMenu } from './entry-menu'
import { filterEntries, orderEntries, type EntryColumn, type EntrySort } from './entry-order'
import { FileTable } from './file-table'
import { FileToolbar } from './file-toolbar'
import { FolderFoot, InsteadOfFiles, isNoSuchFolder } from './folder-states'
import { SelectionBar } from './selection-bar'
import { useFileCommands } from './use-file-commands'
import { useFileKeys } from './use-file-keys'

/** How one came to a folder: from which of its folders, and whether by keys. */
export type Arrival = { from: string | undefined; byKey: boolean }

type FolderViewProps = {
  row: DatastoreRow
  folder: Folder
  arrival: Arrival
  onLeave: (arrival: Arrival) => void
  /** Kept from folder to folder. */
  sort: EntrySort
  onSort: (sort: EntrySort) => void
}

/** A folder is drawn without what is asked before something is done in it. */
const FileDialogs = later<ComponentProps<typeof Dialogs.FileDialogs>>(() =>
  import('../dialogs/file-dialogs').then((part) => part.FileDialogs),
)

const noEntries: readonly DatastoreEntry[] = []

/** A new VM, where the address asks for its form: the way there may have begun at a host. */
function useAskedForm(connection: ConnectionId): FileDialog | undefined {
  const query = useSearchParams()
  if (query.get('create') !== 'vm') return undefined
  const at = splitKey(query.get('host') ?? '')
  const host = at?.connection === connection ? hostKey(connection, at.moid) : ''
  return { open: 'createVm', form: { ...emptyCreateVmForm, host } }
}

/** The open folder: what is in it, what can be done with it, and what was started. */
export function FolderView({ row, folder, arrival, onLeave, sort, onSort }: FolderViewProps) {
  const { datastore } = row
  const notAllowed = whyNotListed(datastore, row.connection)
  const { listing, error, busy, readAt, refetch } = useListing(datastore.key, folder.folder, notAllowed === undefined)
  const entries = listing?.entries ?? noEntries
  const context = useFileContext(row, listing)
  const tasks = useFileTasks(datastore)
  const createReason = whyNotCreate(context)
  const first = useAskedForm(datastore.connection)
  const commands = useFileCommands({
    datastore,
    folder: folder.folder,
    entries,
    tasks,
    first: createReason === undefined ? first : undefined,
  })
  const close = () => {
    commands.close()
    // A page that is read again does not open it again.
    if (first) history.replaceState(null, '', folder.hrefOf(folder.folder))
  }
  const [text, setText] = useState('')
  const [held, setSelection] = useState<Selection>(emptySelection)
  const [dropped, setDropped] = useState<string[]>([])

  const shown = useMemo(() => orderEntries(filterEntries(entries, text), sort), [entries, text, sort])
  const names = useMemo(() => shown.map(({ storedName }) => storedName), [shown])
  const byName = useMemo(() => new Map(entries.map((entry) => [entry.storedName, entry])), [entries])
  const selected = useMemo(
    () => [...held.keys].map((name) => byName.get(name)).filter((entry) => entry !== undefined),
    [held, byName],
  )
  const inSight = useMemo(() => new Set(names), [names])

  const toggle = useCallback(
    (name: string, extend: boolean) =>
      setSelection((known) => (extend ? extendTo(known, names, name) : toggleKey(known, name))),
    [names],
  )
  const selectOnly = useCallback((name: string) => setSelection({ keys: new Set([name]), anchor: name, end: name }), [])
  const clear = () => setSelection(emptySelection)

  const goUp =
    folder.folder === ''
      ? undefined
      : () => {
          onLeave({ from: fileOf(folder.folder), byKey: true })
          folder.go(parentFolder(folder.folder))
        }
  const keys = useFileKeys({ names, first: arrival.from, focus: arrival.byKey, toggle, goUp })

  const { run } = commands
  const menu = useCallback(
    (entry: DatastoreEntry, tabIndex: number) => (
      <EntryMenu
        entry={entry}
        datastore={datastore.key}
        folder={folder.folder}
        context={context}
        tabIndex={tabIndex}
        onCommand={run}
      />
    ),
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- `run` only sets state and asks; rows need no new menu for it
    [datastore.key, folder.folder, context, entries],
  )

  const { queue } = useFileWork()
  const upload = (files: File[], folders: string[] = []) => {
    setDropped(folders)
    queue.add(
      files.map((file) => ({
        file,
        target: { datastore: datastore.key, folder: folder.folder, name: file.name, overwrite: false },
      })),
    )
  }

  const changeReason =
    whyNotChange(context) ?? (isNoSuchFolder(listing, error) ? 'There is no such folder to put it into.' : undefined)
  const readReason = whyNotRead(context)
  const label = breadcrumbs(folder.folder).at(-1)?.name ?? datastore.name
  return (
    <section
      aria-label="Files"
      className="panel flex flex-col overflow-clip mid:h-[max(440px,calc(100dvh-var(--topbar-h)-10.5rem))]"
    >
      <div className="border-b border-line px-3 py-2 mid:px-4">
        <BreadcrumbTrail label="Folders" root={datastore.name} path={folder.folder} folder={folder} />
      </div>
      <FileToolbar
        text={text}
        onText={setText}
        changeReason={changeReason}
        readReason={readReason}
        onNewFolder={commands.newFolder}
        onUpload={upload}
        onCreateDisk={commands.createDisk}
        onCreateVm={commands.createVm}
        createReason={createReason}
        onDefineVm={commands.defineVm}
        defineReason={whyNotDefine(context)}
        onReadAgain={refetch}
        busy={busy}
        readAt={readAt}
      />
      {error && listing && <ErrorNotice error={error} className="mx-3 mb-2 mid:mx-4" />}
      {dropped.length > 0 && (
        <Notice tone="wait" role="status" className="mx-3 mb-2 mid:mx-4">
          Folders cannot be uploaded: {dropped.join(', ')}. Make the folder here, and drop its files into it.
        </Notice>
      )}
      <DropZone
        words={`Drop to upload into ${label}`}
        disabledReason={changeReason}
        onFiles={upload}
        className="min-h-40 flex-1 border-t border-line max-mid:h-[60dvh] max-mid:flex-none"
      >
        {/* oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- keys move among the rows inside */}
        <div className="h-full" onKeyDown={keys.onKeyDown}>
          <FileTable
            label={`Files in ${label}`}
            view={`${sort.column} ${sort.descending} ${text}`}
            entries={shown}
            folder={folder}
            sort={sort}
            onSort={(column: EntryColumn, firstDescending) =>
              onSort({ column, descending: sort.column === column ? !sort.descending : firstDescending })
            }
            selection={held}
            onToggle={toggle}
            onSelectOnly={selectOnly}
            onToggleAll={() => setSelection((known) => toggleAll(known, names))}
            onOpenFolder={(byKey) => onLeave({ from: undefined, byKey })}
            keys={keys}
            menu={menu}
            instead={
              <InsteadOfFiles
                listing={listing}
                error={error}
                shown={shown.length}
                readReason={readReason}
                notAllowed={notAllowed}
                onGoUp={goUp}
                onRetry={refetch}
                onClearFilter={() => setText('')}
              />
            }
          />
        </div>
      </DropZone>
      <FolderFoot listing={listing} shown={shown.length} />
      <SelectionBar
        selected={selected}
        hiddenCount={selected.filter(({ storedName }) => !inSight.has(storedName)).length}
        datastore={datastore.key}
        folder={folder.folder}
        context={context}
        onCommand={run}
        onClear={clear}
      />
      <Activity datastore={datastore} disabledReason={changeReason} onAgain={commands.again} />
      {commands.dialog && (
        <FileDialogs
          dialog={commands.dialog}
          row={row}
          folder={folder.folder}
          entries={entries}
          tasks={tasks}
          onDefine={commands.defineVm}
          onClose={close}
        />
      )}
    </section>
  )
}
