'use client'

import { useState } from 'react'
import { formatBytes } from '@/lib/format/quantity'
import { checkInventoryName } from '@/lib/names/name-checks'
import type { Result } from '@/lib/result'
import type { RunRequest } from '@/lib/runs/verb'
import type { DatastoreKey } from '@/lib/vsphere/ids'
import type { VmView } from '@/lib/vsphere/vm'
import { useNameTaken } from '../../picker/name-taken'
import { useVmDatastores } from '../../live/vm-datastores'
import { Checkbox, Field, NativeSelect } from '../../ui/field'
import { FormDialog } from '../../ui/form-dialog'
import { NameField } from '../../ui/name-field'
import { roomWords } from './place-fields'

type CopyDialogProps = {
  vm: VmView
  /** What its files take on its datastores; undefined: not known. */
  committedBytes: number | undefined
  onCopy: (request: RunRequest) => Promise<Result<unknown>>
  onClose: () => void
}

/** A copy of a VM that is off, by its disks: what a host by itself can do. */
export function CopyDialog({ vm, committedBytes, onCopy, onClose }: CopyDialogProps) {
  const { connection } = vm
  const { datastores, own } = useVmDatastores(vm)
  const [name, setName] = useState('')
  const [datastore, setDatastore] = useState<DatastoreKey>()
  const [powerOn, setPowerOn] = useState(false)
  const [tried, setTried] = useState(false)
  const isTaken = useNameTaken(connection, name)
  const verdict = checkInventoryName(name)
  const because = verdict.ok ? undefined : verdict.because
  const target = datastore === undefined ? own : datastores.find(({ key }) => key === datastore)

  const send = () => {
    setTried(true)
    if (because !== undefined) return undefined
    return onCopy({ verb: 'copy', name, ...(datastore && { datastore }), ...(powerOn && { powerOn }) })
  }

  return (
    <FormDialog
      title={`Copy: ${vm.name}`}
      description="Each disk is copied as it is now, without the snapshots, into a folder of its own, and registered. The copy gets UUIDs and MAC addresses of its own, so that nobody is asked whether it was moved. When a step fails, what was made is removed again."
      verb="Copy"
      send={send}
      onClose={onClose}
    >
      <NameField name={name} onChange={setName} error={tried ? because : undefined} isTaken={isTaken} />
      <Field label="Datastore" hint={roomWords(committedBytes, target?.freeBytes)}>
        {(control) => (
          <NativeSelect
            {...control}
            value={datastore ?? ''}
            onChange={(event) => setDatastore(datastores.find(({ key }) => key === event.target.value)?.key)}
          >
            <option value="">The same datastore</option>
            {datastores.map((one) => (
              <option key={one.key} value={one.key} disabled={one.accessible === false}>
                {one.name}
                {one.accessible === false
                  ? ', not accessible'
                  : one.freeBytes === undefined
                    ? ''
                    : `, ${formatBytes(one.freeBytes)} free`}
              </option>
            ))}
          </NativeSelect>
        )}
      </Field>
      <Checkbox
        label="Power it on afterwards"
        hint="By a run of its own: what the host asks is answered as the switch of the connection says."
        checked={powerOn}
        onChange={(event) => setPowerOn(event.target.checked)}
      />
    </FormDialog>
  )
}
