'use client'

import { useState } from 'react'
import { checkInventoryName } from '@/lib/names/name-checks'
import type { Result } from '@/lib/result'
import type { RunRequest } from '@/lib/runs/verb'
import type { VmView } from '@/lib/vsphere/vm'
import { useNameTaken } from '../picker/name-taken'
import { FormDialog } from '../ui/form-dialog'
import { NameField } from '../ui/name-field'

type RenameDialogProps = {
  vm: VmView
  onRename: (request: RunRequest) => Promise<Result<unknown>>
  onClose: () => void
}

/** What is typed is the plain name; how vSphere stores it is shown where that differs. */
export function RenameDialog({ vm, onRename, onClose }: RenameDialogProps) {
  const [name, setName] = useState(vm.name)
  const [tried, setTried] = useState(false)
  const isTaken = useNameTaken(vm.connection, name) && name !== vm.name
  const verdict = checkInventoryName(name)
  const because = !verdict.ok ? verdict.because : name === vm.name ? 'This is its name already.' : undefined

  const send = () => {
    setTried(true)
    return because === undefined ? onRename({ verb: 'rename', newName: name }) : undefined
  }

  return (
    <FormDialog
      title={`Rename: ${vm.name}`}
      description="The name in the inventory changes. Folder and files on the datastore keep theirs."
      verb="Rename"
      send={send}
      onClose={onClose}
    >
      <NameField name={name} onChange={setName} error={tried ? because : undefined} isTaken={isTaken} selected />
    </FormDialog>
  )
}
