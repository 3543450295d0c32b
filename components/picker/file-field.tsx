'use client'

import { useMemo, useRef, useState } from 'react'
import { parentFolder, type DatastoreEntry } from '@/lib/files/datastore-entry'
import type { DatastoreView, LiveTables } from '@/lib/live/live-state'
import { readDatastorePath, splitDatastorePath } from '@/lib/names/datastore-path'
import { compareNames } from '@/lib/names/inventory-name'
import type { Mounted } from '@/lib/runs/vm-places'
import type { ConnectionId, DatastoreKey } from '@/lib/vsphere/ids'
import { shallowEqual, useLive, useLiveWith } from '../live/live-provider'
import { Button } from '../ui/button'
import { Field, TextInput } from '../ui/field'
import { DatastoreChoice, whyNotListed } from './datastore-choice'
import { FolderWalk } from './folder-walk'

type WantedFile = { what: string; isWanted: (entry: DatastoreEntry) => boolean }

const named = (what: string, kind: DatastoreEntry['kind'], ending: RegExp): WantedFile => ({
  what,
  isWanted: (entry) => entry.kind === kind || (entry.kind !== 'folder' && ending.test(entry.storedName)),
})
/** What can be looked for, and what people call several of it. */
const wantedFiles = {
  iso: named('ISO images', 'iso', /\.iso$/i),
  floppy: named('floppy images', 'floppy', /\.(?:flp|img)$/i),
  disk: named('disks', 'disk', /(?<!-flat|-delta|-sesparse|-rdmp?)\.vmdk$/i),
}

type FileFieldProps = {
  label: string
  hint?: string
  error?: string | undefined
  connection: ConnectionId
  /** Where one looks first; else where the value lies, else at the first. */
  start?: DatastoreKey | undefined
  wanted: keyof typeof wantedFiles
  /** What the host that is to read it has. */
  mounted?: Mounted | undefined
  /** A stored path, `[datastore1] iso/debian.iso`; empty: none. */
  value: string
  onChange: (path: string) => void
}

/** The path of a file of the connection's datastores: typed, or chosen where it lies. */
export function FileField({ label, hint, error, connection, start, wanted, mounted, value, onChange }: FileFieldProps) {
  const [isOpen, setOpen] = useState(false)
  const field = useRef<HTMLDivElement>(null)
  const plain = value === '' ? value : readDatastorePath(value)
  return (
    <div ref={field} className="grid gap-2">
      <Field
        label={label}
        error={error}
        hint={
          plain !== value ? (
            <>
              Reads <span className="name">{plain}</span>
            </>
          ) : (
            hint
          )
        }
      >
        {(control) => (
          <span className="flex gap-2">
            <TextInput
              {...control}
              className="min-w-0 flex-1"
              value={value}
              onChange={(event) => onChange(event.target.value)}
              autoComplete="off"
              spellCheck={false}
              dir="auto"
            />
            <Button
              aria-expanded={isOpen}
              aria-label={`Browse: ${label}`}
              className="min-h-9"
              onClick={() => setOpen((now) => !now)}
            >
              {isOpen ? 'Close' : 'Browse'}
            </Button>
          </span>
        )}
      </Field>
      {isOpen && (
        <Browse
          connection={connection}
          start={start}
          wanted={wanted}
          mounted={mounted}
          value={value}
          onChoose={(path) => {
            onChange(path)
            setOpen(false)
            field.current?.querySelector('input')?.focus()
          }}
        />
      )}
    </div>
  )
}

type BrowseProps = Pick<FileFieldProps, 'connection' | 'wanted' | 'mounted' | 'value'> & {
  start: DatastoreKey | undefined
  onChoose: (path: string) => void
}

function Browse({ connection, start, wanted, mounted, value, onChoose }: BrowseProps) {
  const files = wantedFiles[wanted]
  const own = useLiveWith({ datastores: connection }, selectDatastores, shallowEqual)
  const at = useLive(({ connections }) => connections[connection])
  const datastores = useMemo(
    () =>
      Object.values(own ?? {})
        .filter((one) => one.connection === connection)
        .sort((a, b) => compareNames(a.name, b.name)),
    [own, connection],
  )
  const [walked, setWalked] = useState<{ datastore: DatastoreKey; folder: string }>()
  const here = walked ?? firstPlace(datastores, start, value)
  const datastore = datastores.find(({ key }) => key === here?.datastore)
  if (!here || !datastore) {
    return <p className="text-sm text-ink-2">{own ? 'No datastore is known here.' : 'Loading the datastores…'}</p>
  }
  const split = splitDatastorePath(value, [datastore.storedName])
  return (
    <fieldset className="grid min-w-0 gap-2">
      <legend className="sr-only">Choose from {files.what}</legend>
      {datastores.length > 1 && (
        <DatastoreChoice
          label="On datastore"
          datastores={datastores}
          value={datastore.key}
          mounted={mounted}
          onChange={(next) => setWalked({ datastore: next, folder: '' })}
        />
      )}
      <FolderWalk
        datastore={datastore.key}
        root={datastore.name}
        folder={here.folder}
        notAllowed={whyNotListed(datastore, at)}
        onChange={(folder) => setWalked({ datastore: datastore.key, folder })}
        files={{
          ...files,
          chosen: split.ok && split.datastore === datastore.storedName ? split.path : undefined,
          onChoose: (path) => onChoose(`[${datastore.storedName}] ${path}`),
        }}
      />
    </fieldset>
  )
}

const selectDatastores = ({ datastores }: Pick<LiveTables, 'datastores'>) => datastores

/** Where the value lies, so that one goes on from there. */
function firstPlace(datastores: readonly DatastoreView[], start: DatastoreKey | undefined, value: string) {
  const split = splitDatastorePath(
    value,
    datastores.map(({ storedName }) => storedName),
  )
  const holder = split.ok ? datastores.find(({ storedName }) => storedName === split.datastore) : undefined
  if (split.ok && holder) return { datastore: holder.key, folder: parentFolder(split.path) }
  const first = datastores.find(({ key }) => key === start) ?? datastores[0]
  return first && { datastore: first.key, folder: '' }
}
