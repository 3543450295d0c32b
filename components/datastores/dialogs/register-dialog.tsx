'use client'

import { useState } from 'react'
import type { FileRequest } from '@/lib/files/file-request'
import type { DatastoreView, HostView } from '@/lib/live/live-state'
import { checkInventoryName } from '@/lib/names/name-checks'
import type { Result } from '@/lib/result'
import type { HostKey } from '@/lib/vsphere/ids'
import { useNameTaken } from '../../picker/name-taken'
import { FormDialog } from '../../ui/form-dialog'
import { NameField } from '../../ui/name-field'
import { HostChoice } from './host-choice'

type RegisterDialogProps = {
  /** Stored path of the .vmx, and what a person reads of it. */
  path: string
  plainPath: string
  datastore: DatastoreView
  /** The hosts of the connection; with one there is nothing to choose. */
  hosts: readonly HostView[]
  initialName: string
  onRegister: (request: FileRequest) => Promise<Result<unknown>>
  onClose: () => void
}

/** Puts a VM into the inventory again from its configuration file. */
export function RegisterDialog(props: RegisterDialogProps) {
  const { path, plainPath, datastore, hosts, initialName, onRegister, onClose } = props
  const [name, setName] = useState(initialName)
  const [host, setHost] = useState<'' | HostKey>('')
  const [tried, setTried] = useState(false)
  const verdict = name === '' ? undefined : checkInventoryName(name)
  const isTaken = useNameTaken(datastore.connection, name)

  const send = () => {
    setTried(true)
    if (verdict && !verdict.ok) return undefined
    return onRegister({
      do: 'registerVm',
      path,
      ...(name === '' ? {} : { name }),
      ...(host === '' ? {} : { host }),
    })
  }
  return (
    <FormDialog
      title="Register as VM"
      description={<span className="wrap-anywhere">{plainPath}</span>}
      verb="Register"
      send={send}
      onClose={onClose}
    >
      <NameField
        name={name}
        onChange={setName}
        error={tried && verdict && !verdict.ok ? verdict.because : undefined}
        hint={name === '' ? 'Left empty, the VM is called what its file says.' : undefined}
        isTaken={isTaken}
        placeholder="As in the file"
      />
      <HostChoice datastore={datastore} hosts={hosts} value={host} onChange={setHost} />
    </FormDialog>
  )
}
