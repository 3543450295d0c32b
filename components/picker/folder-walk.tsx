'use client'

import { useState } from 'react'
import { breadcrumbs, pathIn, type DatastoreEntry, type EntryKind } from '@/lib/files/datastore-entry'
import { formatBytes, formatCount } from '@/lib/format/quantity'
import type { DatastoreKey } from '@/lib/vsphere/ids'
import { Icon, type IconName } from '../glyphs/icon'
import { Button } from '../ui/button'
import { TextInput } from '../ui/field'
import { ErrorNotice } from '../ui/notice'
import { Loading, Skeleton } from '../ui/placeholders'
import { useListing } from './use-listing'

export type PickFiles = {
  /** What one looks for, for the words: `ISO images`. */
  what: string
  isWanted: (entry: DatastoreEntry) => boolean
  /** Stored path of the one that is chosen. */
  chosen: string | undefined
  onChoose: (path: string) => void
}

type FolderWalkProps = {
  datastore: DatastoreKey
  /** What the datastore is called. */
  root: string
  /** Stored path. */
  folder: string
  /** Why the account may not list it; then nobody asks. */
  notAllowed: string | undefined
  onChange: (folder: string) => void
  /** Without it only folders are shown. */
  files?: PickFiles
}

/** More of one folder nobody looks through; a part of the name finds the rest. */
const mostShown = 200
const filteredFrom = 30

/** Walks through the folders of a datastore; files can be chosen where they are wanted. */
export function FolderWalk({ datastore, root, folder, notAllowed, onChange, files }: FolderWalkProps) {
  const { listing, error, busy, refetch } = useListing(datastore, folder, notAllowed === undefined)
  const [part, setPart] = useState('')
  const all = listing?.entries.filter((entry) => entry.kind === 'folder' || files?.isWanted(entry))
  const found = all?.filter(({ name }) => name.toLocaleLowerCase('en').includes(part.trim().toLocaleLowerCase('en')))
  const goTo = (next: string) => {
    setPart('')
    onChange(next)
  }
  const steps = [{ name: root, folder: '' }, ...breadcrumbs(folder)]
  const what = files ? `folders or ${files.what}` : 'folders'
  return (
    <div className="rounded-md border border-line-2">
      <div className="flex flex-wrap items-center gap-x-1 border-b border-line px-2 py-1 text-sm">
        {steps.map((step, index) => (
          <span key={step.folder} className="flex min-w-0 items-center gap-x-1">
            {index > 0 && <Icon name="chevronRight" className="size-3! text-ink-3" />}
            {index === steps.length - 1 ? (
              <span className="name leading-6">{step.name}</span>
            ) : (
              <button
                type="button"
                className="link text-left leading-6 wrap-anywhere"
                onClick={() => goTo(step.folder)}
              >
                {step.name}
              </button>
            )}
          </span>
        ))}
      </div>
      {(all?.length ?? 0) > filteredFrom && (
        <div className="border-b border-line p-1.5">
          <TextInput
            aria-label="A part of the name"
            placeholder="A part of the name"
            value={part}
            onChange={(event) => setPart(event.target.value)}
            onKeyDown={(event) => event.key === 'Enter' && event.preventDefault()}
            autoComplete="off"
            spellCheck={false}
          />
        </div>
      )}
      <div className="h-40 overflow-y-auto py-1" aria-busy={busy}>
        {notAllowed !== undefined ? (
          <p className="px-3 py-2 text-sm text-ink-2">What is in here is not known. {notAllowed}</p>
        ) : error ? (
          <div className="grid justify-items-start gap-2 p-2">
            <ErrorNotice error={error} className="w-full" />
            <Button size="small" onClick={refetch}>
              Read again
            </Button>
          </div>
        ) : !found ? (
          <div className="skeleton-late grid gap-3 p-3">
            <Loading what="Loading folders" />
            <Skeleton className="w-40" />
            <Skeleton className="w-28" />
          </div>
        ) : found.length === 0 ? (
          <p className="px-3 py-2 text-sm text-ink-3">
            {part.trim() === '' ? `No ${what} in here.` : `No ${what} in here have "${part.trim()}" in their names.`}
          </p>
        ) : (
          <ul aria-label={files ? 'Folders and files' : 'Folders'}>
            {found.slice(0, mostShown).map((entry) => (
              <li key={entry.storedName}>
                {entry.kind === 'folder' ? (
                  <EntryButton entry={entry} onPress={() => goTo(pathIn(folder, entry.storedName))} />
                ) : (
                  <EntryButton
                    entry={entry}
                    isChosen={pathIn(folder, entry.storedName) === files?.chosen}
                    onPress={() => files?.onChoose(pathIn(folder, entry.storedName))}
                  />
                )}
              </li>
            ))}
            {found.length > mostShown && (
              <li className="px-3 py-1.5 text-xs text-ink-2">
                {formatCount(found.length - mostShown, 'more', 'more')}: enter a part of the name.
              </li>
            )}
          </ul>
        )}
      </div>
    </div>
  )
}

type EntryButtonProps = { entry: DatastoreEntry; isChosen?: boolean; onPress: () => void }

function EntryButton({ entry: { kind, name, sizeBytes }, isChosen, onPress }: EntryButtonProps) {
  return (
    <button
      type="button"
      aria-pressed={isChosen}
      className="flex min-h-8 w-full items-center gap-2 px-3 text-left text-sm wrap-anywhere hover:bg-hover aria-pressed:bg-hover max-mid:min-h-11"
      onClick={onPress}
    >
      <EntryIcon kind={kind} />
      <bdi className="min-w-0 flex-1 text-left whitespace-pre-wrap">{name}</bdi>
      {kind !== 'folder' && sizeBytes !== undefined && (
        <span className="shrink-0 text-xs text-ink-2 tabular-nums">{formatBytes(sizeBytes)}</span>
      )}
    </button>
  )
}

const icons: Record<EntryKind, IconName> = {
  folder: 'folder',
  disk: 'disk',
  vmConfig: 'vms',
  templateConfig: 'vms',
  log: 'file',
  nvram: 'file',
  snapshot: 'snapshot',
  iso: 'disc',
  floppy: 'disc',
  file: 'file',
}

/** A drawing of what an entry is; the words stand in the column beside it. */
export const EntryIcon = ({ kind }: { kind: EntryKind }) => (
  <Icon name={icons[kind]} className={kind === 'folder' ? 'shrink-0 text-ink-2' : 'shrink-0 text-ink-3'} />
)
