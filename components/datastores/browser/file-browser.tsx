'use client'

import { useState } from 'react'
import { checkFolder } from '@/lib/files/check-file-request'
import { Button } from '../../ui/button'
import { Notice } from '../../ui/notice'
import type { DatastoreRow } from '../datastore-row'
import { useFolder } from '../folder-links'
import { defaultEntrySort } from './entry-order'
import { FolderView, type Arrival } from './folder-view'

/** The folders and files of a datastore. What is ticked or typed belongs to one folder and goes with it. */
export function FileBrowser({ row }: { row: DatastoreRow }) {
  const folder = useFolder(row.datastore.key)
  const [arrival, setArrival] = useState<Arrival>({ from: undefined, byKey: false })
  const [sort, setSort] = useState(defaultEntrySort)
  // Anybody can type an address.
  const verdict = checkFolder(folder.folder)
  if (!verdict.ok) {
    return (
      <Notice tone="fail" role="alert" action={<Button onClick={() => folder.go('')}>Open the datastore</Button>}>
        <strong className="font-semibold">No such folder.</strong> {verdict.because}
      </Notice>
    )
  }
  return (
    <FolderView
      key={folder.folder}
      row={row}
      folder={folder}
      arrival={arrival}
      onLeave={setArrival}
      sort={sort}
      onSort={setSort}
    />
  )
}
