'use client'

import { useState } from 'react'
import { checkInventoryName } from '@/lib/names/name-checks'
import type { Result } from '@/lib/result'
import type { RunRequest } from '@/lib/runs/verb'
import type { SnapshotNode } from '@/lib/vsphere/vm'
import { FormDialog } from '../../ui/form-dialog'
import { SnapshotFields } from './snapshot-fields'

type RenameSnapshotDialogProps = {
  node: SnapshotNode
  onRename: (request: RunRequest) => Promise<Result<unknown>>
  onClose: () => void
}

/** Another name, or another description, of a snapshot that is there. */
export function RenameSnapshotDialog({ node, onRename, onClose }: RenameSnapshotDialogProps) {
  const [name, setName] = useState(node.name)
  const [description, setDescription] = useState(node.description)
  const [tried, setTried] = useState(false)
  const verdict = checkInventoryName(name, 'snapshot')
  const isSame = name === node.name && description === node.description
  const because = !verdict.ok ? verdict.because : isSame ? 'Name and description are these already.' : undefined

  const send = () => {
    setTried(true)
    if (because !== undefined) return undefined
    const { moid: snapshot, name: snapshotName } = node
    return onRename({ verb: 'renameSnapshot', snapshot, snapshotName, newName: name, description })
  }

  return (
    <FormDialog
      title={`Rename snapshot "${node.name}"`}
      description="What it keeps stays as it is."
      verb="Rename"
      send={send}
      onClose={onClose}
    >
      <SnapshotFields
        name={name}
        onName={setName}
        error={tried ? because : undefined}
        description={description}
        onDescription={setDescription}
      />
    </FormDialog>
  )
}
