'use client'

import { useState } from 'react'
import { checkFileRequest } from '@/lib/files/check-file-request'
import { parentFolder } from '@/lib/files/datastore-entry'
import { diskName, type Destination, type DiskFormat, type FileRequest } from '@/lib/files/file-request'
import { formatCount } from '@/lib/format/quantity'
import type { DatastoreView } from '@/lib/live/live-state'
import { checkDatastoreItem } from '@/lib/names/name-checks'
import type { Result } from '@/lib/result'
import type { DatastoreKey } from '@/lib/vsphere/ids'
import { withoutUndefined } from '@/lib/without-undefined'
import { DatastoreChoice } from '../../picker/datastore-choice'
import { FolderWalk } from '../../picker/folder-walk'
import { Checkbox } from '../../ui/field'
import { FormDialog } from '../../ui/form-dialog'
import { DiskFormatChoice } from './create-disk-dialog'
import { ItemNameField } from './item-name-field'
import type { MovedItem } from './moved-item'

export type TransferVerb = 'move' | 'copy' | 'cloneDisk'

/** What is chosen at first: nothing special, or what was tried before. */
export type TransferStart = {
  datastore: DatastoreKey
  folder: string
  name?: string
  format?: DiskFormat
  overwrite: boolean
}

type TransferDialogProps = {
  verb: TransferVerb
  items: readonly MovedItem[]
  from: DatastoreKey
  /** Those that it can go to, the one it is on among them. */
  datastores: readonly DatastoreView[]
  /** Why nothing can go to one of them now, as far as that is known. */
  whyNotInto: (datastore: DatastoreView) => string | undefined
  /** Why its folders cannot be listed. */
  whyNotListed: (datastore: DatastoreView) => string | undefined
  start: TransferStart
  onSend: (requests: FileRequest[]) => Promise<Result<unknown>>
  onClose: () => void
}

const verbWords: Record<TransferVerb, string> = { move: 'Move', copy: 'Copy', cloneDisk: 'Clone' }

/** Where to, under which name, and whether what is there may be replaced. */
export function TransferDialog(props: TransferDialogProps) {
  const { verb, items, from, datastores, start, onSend, onClose } = props
  const [datastore, setDatastore] = useState(start.datastore)
  const [folder, setFolder] = useState(start.folder)
  const [first] = items
  const single = items.length === 1 ? first : undefined
  const [name, setName] = useState(start.name ?? single?.name ?? '')
  const [format, setFormat] = useState(start.format)
  const [overwrite, setOverwrite] = useState(start.overwrite)
  const [tried, setTried] = useState(false)
  const target = datastores.find(({ key }) => key === datastore)

  const named = single && (single.what === 'disk' && name.trim() !== '' ? diskName(name) : name)
  const verdict = single && named !== undefined ? checkDatastoreItem(named) : undefined
  // A name that is left alone is not escaped anew: what is on the datastore keeps its stored name.
  const to: Destination = {
    folder,
    ...(datastore === from ? {} : { datastore }),
    ...(single && named !== undefined && named !== single.name ? { name: named } : {}),
  }
  const requests = items.map((item) => requestOf(verb, item, to, format, overwrite))
  const refused = target && props.whyNotInto(target)
  const because = refused ?? whyNotThere(requests, items, to)

  const send = () => {
    setTried(true)
    return because === undefined && (verdict?.ok ?? true) ? onSend(requests) : undefined
  }
  const word = verbWords[verb]
  return (
    <FormDialog
      title={single ? `${word}: ${single.name}` : `${word} ${formatCount(items.length, 'entry', 'entries')}`}
      verb={single ? word : `${word} ${items.length}`}
      send={send}
      onClose={onClose}
    >
      <DatastoreChoice
        label="To datastore"
        datastores={datastores}
        value={datastore}
        error={refused}
        onChange={(next) => {
          setDatastore(next)
          setFolder('')
        }}
      />
      <fieldset className="min-w-0">
        <legend className="mb-1 text-sm font-medium">Into folder</legend>
        <FolderWalk
          datastore={datastore}
          root={target?.name ?? ''}
          folder={folder}
          notAllowed={target && props.whyNotListed(target)}
          onChange={setFolder}
        />
      </fieldset>
      {single && (
        <ItemNameField
          label="Name there"
          unchanged={single.name}
          value={name}
          onChange={setName}
          error={tried && verdict && !verdict.ok ? verdict.because : undefined}
        />
      )}
      {verb === 'cloneDisk' && <DiskFormatChoice value={format} onChange={setFormat} keep="As it is" />}
      <Checkbox
        label="Replace what has this name there"
        checked={overwrite}
        onChange={(event) => setOverwrite(event.target.checked)}
        hint="What is replaced is lost. Without this the host refuses a name that is taken."
      />
      {tried && because !== undefined && refused === undefined && (
        <p role="alert" className="text-sm text-fail-text">
          {because}
        </p>
      )}
    </FormDialog>
  )
}

function requestOf(
  verb: TransferVerb,
  { what, path }: MovedItem,
  to: Destination,
  format: DiskFormat | undefined,
  overwrite: boolean,
): FileRequest {
  if (verb === 'cloneDisk') {
    return { do: 'cloneDisk', path, to, overwrite, ...withoutUndefined({ format }) }
  }
  return { do: verb, what, path, to, overwrite }
}

function whyNotThere(
  requests: readonly FileRequest[],
  items: readonly MovedItem[],
  to: Destination,
): string | undefined {
  for (const request of requests) {
    const verdict = checkFileRequest(request)
    if (!verdict.ok) return verdict.because
  }
  const stays = to.datastore === undefined && to.name === undefined
  if (stays && items.some(({ path }) => parentFolder(path) === to.folder)) {
    return 'It is in this folder already. Choose another folder or another name.'
  }
  return undefined
}
