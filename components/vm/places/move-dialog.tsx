'use client'

import { useState } from 'react'
import { formatCount } from '@/lib/format/quantity'
import type { Result, Verdict } from '@/lib/result'
import type { RunRequest } from '@/lib/runs/verb'
import type { Moid } from '@/lib/vsphere/ids'
import type { VmView } from '@/lib/vsphere/vm'
import { NotRead } from '../../ui/facts'
import { Radio } from '../../ui/field'
import { FormDialog } from '../../ui/form-dialog'
import { FolderField, PoolField } from './place-fields'
import { named } from './place-names'
import { useVmPlaces } from './use-vm-places'

type MoveDialogProps = {
  /** At least one, of one connection. */
  vms: readonly [VmView, ...VmView[]]
  leftOut?: string | undefined
  /** Whether pools come into question: a template is in none. */
  canPool: Verdict
  onMove: (request: RunRequest) => Promise<Result<unknown>>
  onClose: () => void
}

/** To another folder or another resource pool of its cluster: the VM itself goes on as it is. */
export function MoveDialog({ vms, leftOut, canPool, onMove, onClose }: MoveDialogProps) {
  const [vm] = vms
  const { places, retry } = useVmPlaces(vm.key)
  const [what, setWhat] = useState<'folder' | 'pool'>('folder')
  const [chosen, setChosen] = useState<Moid>()
  const [tried, setTried] = useState(false)
  const known = places?.ok ? places.value : undefined
  const compute = known?.pools.find(({ moid }) => moid === known.here.pool)?.compute
  const only = vms.length === 1
  const many = formatCount(vms.length, 'VM')
  const here = known && (what === 'folder' ? known.here.folder : known.here.pool)
  const because =
    chosen === undefined
      ? `Choose a ${what === 'folder' ? 'folder' : 'resource pool'}.`
      : only && chosen === here
        ? 'It is there already.'
        : undefined

  const turn = (to: 'folder' | 'pool') => {
    setWhat(to)
    setChosen(undefined)
  }
  const send = () => {
    setTried(true)
    if (because !== undefined || chosen === undefined || !known) return undefined
    if (what === 'folder') return onMove({ verb: 'moveToFolder', ...folderOf(known, chosen) })
    return onMove({ verb: 'moveToPool', ...poolOf(known, chosen) })
  }
  const error = tried ? because : undefined

  return (
    <FormDialog
      title={only ? `Move: ${vm.name}` : `Move ${many}`}
      description={`Its place in the inventory changes, and with it the permissions and shares that come from there. Files and host stay.${leftOut === undefined ? '' : ` Left out: ${leftOut}.`}`}
      verb={only ? 'Move' : `Move ${many}`}
      send={send}
      onClose={onClose}
    >
      <fieldset>
        <legend className="text-sm font-medium">Move to</legend>
        <Radio name="what" label="Another folder" checked={what === 'folder'} onChange={() => turn('folder')} />
        <Radio
          name="what"
          label="Another resource pool"
          hint={canPool.ok ? undefined : canPool.because}
          checked={what === 'pool'}
          aria-disabled={!canPool.ok}
          onChange={() => canPool.ok && turn('pool')}
        />
      </fieldset>
      {!known ? (
        <NotRead error={places?.ok === false ? places.error : undefined} onRetry={retry} />
      ) : what === 'folder' ? (
        <FolderField
          what="move"
          places={known}
          value={chosen}
          onChange={setChosen}
          none="Choose a folder"
          error={error}
        />
      ) : (
        <PoolField
          places={known}
          value={chosen}
          onChange={setChosen}
          none="Choose a resource pool"
          compute={compute}
          error={error}
        />
      )}
    </FormDialog>
  )
}

function folderOf(places: Parameters<typeof named>[0], folder: Moid) {
  const { folderName } = named(places, { folder })
  return { folder, ...(folderName !== undefined && { folderName }) }
}

function poolOf(places: Parameters<typeof named>[0], pool: Moid) {
  const { poolName } = named(places, { pool })
  return { pool, ...(poolName !== undefined && { poolName }) }
}
