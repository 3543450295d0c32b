'use client'

import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { formatCount } from '@/lib/format/quantity'
import { failed, type Result } from '@/lib/result'
import { movePriorities, type MovePriority, type Place } from '@/lib/runs/place-request'
import type { RunRequest } from '@/lib/runs/verb'
import { mountOf, type VmPlaces } from '@/lib/runs/vm-places'
import { hostKey, type HostKey, type Moid, type VmKey } from '@/lib/vsphere/ids'
import type { VmView } from '@/lib/vsphere/vm'
import { withoutUndefined } from '@/lib/without-undefined'
import { useConsoleActions } from '../../console/console-context'
import { useHostDetail } from '../../cpuid/cpu-facts'
import { unreachable } from '../../ui/confirm'
import { NotRead } from '../../ui/facts'
import { Field, NativeSelect } from '../../ui/field'
import { FormDialog } from '../../ui/form-dialog'
import { Needs } from '../cpuid/other-host'
import { MigrationFindings } from './migration-findings'
import { DatastoreField, HostField, PoolField, whyNotThere } from './place-fields'
import { named } from './place-names'
import { useVmPlaces } from './use-vm-places'

type MigrateDialogProps = {
  /** At least one, of one connection. */
  vms: readonly [VmView, ...VmView[]]
  /** Who of the selection is left out and why; a sentence. */
  leftOut?: string | undefined
  onMigrate: (request: RunRequest) => Promise<Result<unknown>>
  onClose: () => void
}

const priorityWords: Record<MovePriority, string> = {
  defaultPriority: 'As vCenter does',
  highPriority: 'High: the CPUs are kept free for it',
  lowPriority: 'Low: it may take long',
}

/** To another host, another datastore, or both; what the server says against it is shown before. */
export function MigrateDialog({ vms, leftOut, onMigrate, onClose }: MigrateDialogProps) {
  const [vm] = vms
  const { places, retry } = useVmPlaces(vm.key)
  const [to, setTo] = useState<Place>({})
  const [priority, setPriority] = useState<MovePriority>('defaultPriority')
  const [tried, setTried] = useState(false)
  const known = places?.ok ? places.value : undefined
  const compute = known?.hosts.find(({ moid }) => moid === to.host)?.compute
  const set = (change: { [Key in keyof Place]?: Place[Key] | undefined }) =>
    setTo((before) => withoutUndefined({ ...before, ...change }))
  const isNowhere = to.host === undefined && to.datastore === undefined && to.pool === undefined
  const notThere = known && whyNotThere(known, to)
  const only = vms.length === 1
  const many = formatCount(vms.length, 'VM')

  const send = () => {
    setTried(true)
    if (isNowhere || notThere !== undefined) return undefined
    const where = known ? named(known, to) : to
    const isStorage = to.datastore !== undefined || vms.some(({ isTemplate }) => isTemplate)
    return onMigrate({ verb: isStorage ? 'relocate' : 'migrate', priority, ...where })
  }

  return (
    <FormDialog
      title={only ? `Migrate: ${vm.name}` : `Migrate ${many}`}
      description={`${only ? 'A VM that is on goes on running' : 'Those that are on go on running'} meanwhile.${leftOut === undefined ? '' : ` Left out: ${leftOut}.`}`}
      verb={only ? 'Migrate' : `Migrate ${many}`}
      send={send}
      onClose={onClose}
    >
      {known ? (
        <div className="grid items-start gap-3 mid:grid-cols-2">
          <HostField
            places={known}
            value={to.host}
            onChange={(host) =>
              set({ host, pool: undefined, ...(isLost(known, host, to) && { datastore: undefined }) })
            }
            datastore={to.datastore}
            none="It stays on its host"
            error={tried && isNowhere ? 'Choose a host or a datastore.' : undefined}
          />
          <DatastoreField
            places={known}
            value={to.datastore}
            onChange={(datastore) => set({ datastore })}
            none="Its files stay where they are"
            host={to.host ?? known.here.host}
            error={tried ? notThere : undefined}
          />
          {to.host !== undefined && (
            <PoolField
              places={known}
              value={to.pool}
              onChange={(pool) => set({ pool })}
              none="The same, or the root of its cluster"
              compute={compute}
            />
          )}
          {vms.some(({ powerState }) => powerState === 'poweredOn') && (
            <Field label="Priority">
              {(control) => (
                <NativeSelect
                  {...control}
                  value={priority}
                  onChange={(event) =>
                    setPriority(movePriorities.find((one) => one === event.target.value) ?? 'defaultPriority')
                  }
                >
                  {movePriorities.map((one) => (
                    <option key={one} value={one}>
                      {priorityWords[one]}
                    </option>
                  ))}
                </NativeSelect>
              )}
            </Field>
          )}
        </div>
      ) : (
        <NotRead error={places?.ok === false ? places.error : undefined} onRetry={retry} />
      )}
      <MigrationFindings vms={vms} to={to}>
        {to.host !== undefined && only && <Processor vm={vm.key} host={hostKey(vm.connection, to.host)} />}
      </MigrationFindings>
    </FormDialog>
  )
}

/** Whether the datastore that was chosen is not at the host that is chosen now. */
const isLost = (places: VmPlaces, host: Moid | undefined, { datastore }: Place): boolean =>
  datastore !== undefined && mountOf(places, host ?? places.here.host, [datastore]).is === 'not mounted'

/** Which features of its processor the VM needs and the other host lacks, by name. */
function Processor({ vm, host }: { vm: VmKey; host: HostKey }) {
  const actions = useConsoleActions()
  const own = useQuery({
    queryKey: ['vm-cpuid', vm],
    queryFn: () => actions.readVmCpuid(vm).catch((cause: unknown) => failed(unreachable(cause))),
    gcTime: 0,
  })
  const { detail } = useHostDetail(host)
  if (!own.data?.ok || !detail?.ok || own.data.value.host?.key === host) return null
  return <Needs cpuid={own.data.value} other={detail.value} />
}
