'use client'

import { useState } from 'react'
import { checkInventoryName } from '@/lib/names/name-checks'
import type { Result } from '@/lib/result'
import type { Place } from '@/lib/runs/place-request'
import type { RunRequest } from '@/lib/runs/verb'
import type { VmView } from '@/lib/vsphere/vm'
import { withoutUndefined } from '@/lib/without-undefined'
import { useNameTaken } from '../../picker/name-taken'
import { NotRead } from '../../ui/facts'
import { Checkbox } from '../../ui/field'
import { FormDialog } from '../../ui/form-dialog'
import { NameField } from '../../ui/name-field'
import { DatastoreField, FolderField, HostField, PoolField, whyNotThere } from './place-fields'
import { named } from './place-names'
import { useVmPlaces } from './use-vm-places'

type CloneDialogProps = {
  vm: VmView
  onClone: (request: RunRequest) => Promise<Result<unknown>>
  onClose: () => void
}

/** A copy of a VM by its vCenter, or a VM from a template. */
export function CloneDialog({ vm, onClone, onClose }: CloneDialogProps) {
  const { places, retry } = useVmPlaces(vm.key)
  const [name, setName] = useState('')
  const [to, setTo] = useState<Place>({})
  const [template, setTemplate] = useState(false)
  const [powerOn, setPowerOn] = useState(false)
  const [tried, setTried] = useState(false)
  const isTaken = useNameTaken(vm.connection, name)
  const isTemplate = vm.isTemplate === true
  const known = places?.ok ? places.value : undefined
  const compute = known?.hosts.find(({ moid }) => moid === to.host)?.compute
  const notThere = known && whyNotThere(known, to)
  const verdict = checkInventoryName(name)
  const because = verdict.ok ? undefined : verdict.because
  const set = (change: { [Key in keyof Place]?: Place[Key] | undefined }) =>
    setTo((before) => withoutUndefined({ ...before, ...change }))

  const send = () => {
    setTried(true)
    if (because !== undefined || notThere !== undefined) return undefined
    const where = known ? named(known, to) : to
    return onClone({
      verb: 'clone',
      name,
      ...(template && { template }),
      ...(powerOn && !template && { powerOn }),
      ...where,
    })
  }

  return (
    <FormDialog
      title={`${isTemplate ? 'Deploy from' : 'Clone'}: ${vm.name}`}
      description={
        isTemplate
          ? 'A new VM with disks of its own. The template stays as it is.'
          : 'A new VM with disks, UUIDs and MAC addresses of its own, without the snapshots. The VM itself goes on.'
      }
      verb={isTemplate ? 'Deploy' : 'Clone'}
      send={send}
      onClose={onClose}
    >
      <NameField name={name} onChange={setName} error={tried ? because : undefined} isTaken={isTaken} />
      {known ? (
        <div className="grid items-start gap-3 mid:grid-cols-2">
          <FolderField
            what="clone"
            places={known}
            value={to.folder}
            onChange={(folder) => set({ folder })}
            none="The same folder"
          />
          <DatastoreField
            places={known}
            value={to.datastore}
            onChange={(datastore) => set({ datastore })}
            none="The same datastore"
            host={to.host}
            error={tried ? notThere : undefined}
          />
          <HostField
            places={known}
            value={to.host}
            onChange={(host) => set({ host, pool: undefined })}
            none="vCenter decides"
            datastore={to.datastore}
          />
          <PoolField
            places={known}
            value={to.pool}
            onChange={(pool) => set({ pool })}
            none={isTemplate ? 'The root of its cluster' : 'The same, or the root of its cluster'}
            compute={compute}
          />
        </div>
      ) : (
        <NotRead error={places?.ok === false ? places.error : undefined} onRetry={retry} />
      )}
      <Checkbox label="Make it a template" checked={template} onChange={(event) => setTemplate(event.target.checked)} />
      <Checkbox
        label="Power it on afterwards"
        hint={
          template
            ? 'A template cannot be powered on.'
            : 'By a run of its own: what its host asks is answered as the switch of the connection says.'
        }
        checked={powerOn && !template}
        aria-disabled={template}
        onChange={(event) => !template && setPowerOn(event.target.checked)}
      />
    </FormDialog>
  )
}
