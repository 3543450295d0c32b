'use client'

import { useState } from 'react'
import { escapeDatastoreItem } from '@/lib/names/datastore-item'
import { checkDatastoreItem } from '@/lib/names/name-checks'
import type { Result } from '@/lib/result'
import { FormDialog } from '../../ui/form-dialog'
import { ItemNameField } from './item-name-field'

type NewFolderDialogProps = {
  /** Plain path of the folder that it goes into. */
  where: string
  taken: ReadonlySet<string>
  initialName: string
  onMake: (name: string) => Promise<Result<unknown>>
  onClose: () => void
}

/** A new folder in the one that is open. */
export function NewFolderDialog({ where, taken, initialName, onMake, onClose }: NewFolderDialogProps) {
  const [name, setName] = useState(initialName)
  const [tried, setTried] = useState(false)
  const because = whyNotName(name, taken)
  const send = () => {
    setTried(true)
    return because === undefined ? onMake(name) : undefined
  }
  return (
    <FormDialog title="New folder" description={<>In {where}</>} verb="Make folder" send={send} onClose={onClose}>
      <ItemNameField label="Name" value={name} onChange={setName} error={tried ? because : undefined} />
    </FormDialog>
  )
}

/**
 * Why a new entry cannot have this plain name; undefined when it can. Of two stored names that read alike (`a+b`, `a+Kw-b`)
 * nobody could tell which is which, so a name that is there in either form is taken.
 * @param taken the names that are there, plain and stored.
 */
export function whyNotName(name: string, taken: ReadonlySet<string>): string | undefined {
  const verdict = checkDatastoreItem(name)
  if (!verdict.ok) return verdict.because
  return taken.has(name) || taken.has(escapeDatastoreItem(name))
    ? 'There is something of this name already.'
    : undefined
}
