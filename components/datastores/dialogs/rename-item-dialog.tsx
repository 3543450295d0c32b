'use client'

import { useState } from 'react'
import { diskName } from '@/lib/files/file-request'
import type { Result } from '@/lib/result'
import { FormDialog } from '../../ui/form-dialog'
import { ItemNameField } from './item-name-field'
import type { MovedItem } from './moved-item'
import { whyNotName } from './new-folder-dialog'

type RenameItemDialogProps = {
  item: MovedItem
  taken: ReadonlySet<string>
  initialName: string
  onRename: (name: string) => Promise<Result<unknown>>
  onClose: () => void
}

/** Another name in the same folder. */
export function RenameItemDialog({ item, taken, initialName, onRename, onClose }: RenameItemDialogProps) {
  const [name, setName] = useState(initialName)
  const [tried, setTried] = useState(false)
  const wanted = item.what === 'disk' && name.trim() !== '' ? diskName(name) : name
  const because = wanted === item.name ? 'This is its name already.' : whyNotName(wanted, taken)
  const send = () => {
    setTried(true)
    return because === undefined ? onRename(wanted) : undefined
  }
  return (
    <FormDialog
      title={`Rename: ${item.name}`}
      description={
        item.what === 'disk'
          ? 'All files of the disk get the new name. A VM that uses it still looks for the old one.'
          : 'What refers to the old name does not find it any more.'
      }
      verb="Rename"
      send={send}
      onClose={onClose}
    >
      <ItemNameField
        label="Name"
        unchanged={item.name}
        value={name}
        onChange={setName}
        error={tried ? because : undefined}
      />
    </FormDialog>
  )
}
