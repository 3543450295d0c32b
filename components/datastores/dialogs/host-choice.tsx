'use client'

import { useQuery } from '@tanstack/react-query'
import { mountAt } from '@/lib/files/datastore-detail'
import type { DatastoreView, HostView } from '@/lib/live/live-state'
import { compareNames } from '@/lib/names/inventory-name'
import { failed } from '@/lib/result'
import { canTakeVms } from '@/lib/runs/vm-places'
import type { HostKey } from '@/lib/vsphere/ids'
import { whyNotMounted, type Mount } from '@/lib/vsphere/mount'
import { useConsoleActions } from '../../console/console-context'
import { unreachable } from '../../ui/confirm'
import { Field, NativeSelect } from '../../ui/field'

type HostChoiceProps = {
  /** On which the VM lies. */
  datastore: DatastoreView
  /** The hosts of the connection; with one there is nothing to choose. */
  hosts: readonly HostView[]
  value: '' | HostKey
  onChange: (host: '' | HostKey) => void
}

/**
 * The host of a VM that is to come; one that takes none now, or does not have the datastore, stands there with the reason. One of
 * which that is not known can be chosen, and says so.
 */
export function HostChoice({ datastore, hosts, value, onChange }: HostChoiceProps) {
  const actions = useConsoleActions()
  const { data } = useQuery({
    queryKey: ['datastore-mounts', datastore.key, datastore.mounts],
    enabled: hosts.length > 1,
    queryFn: () => actions.readDatastoreDetail(datastore.key).catch((cause: unknown) => failed(unreachable(cause))),
    gcTime: 0,
  })
  const mounts = data?.ok && data.value.mounts.known ? data.value.mounts : undefined
  const mountOf = (host: HostView): Mount => (mounts ? mountAt(mounts, host.key) : { is: 'mounted' })
  const because = (host: HostView) => {
    const verdict = canTakeVms(host)
    return verdict.ok ? whyNotMounted(mountOf(host)) : verdict.because
  }
  const chosen = hosts.find(({ key }) => key === value)
  const wrong = chosen && because(chosen)
  const unsure = chosen && mountOf(chosen).is === 'not known'
  if (hosts.length < 2) return null
  return (
    <Field
      label="Host"
      hint={
        unsure
          ? `Not known whether ${chosen.name} has mounted the datastore.`
          : mounts
            ? undefined
            : 'It has to have the datastore mounted.'
      }
      error={chosen && wrong !== undefined ? `${chosen.name}: ${wrong}.` : undefined}
    >
      {(control) => (
        <NativeSelect
          {...control}
          value={value}
          onChange={(event) => onChange(hosts.find(({ key }) => key === event.target.value)?.key ?? '')}
        >
          <option value="">Any that has the datastore</option>
          {hosts
            .toSorted((a, b) => compareNames(a.name, b.name))
            .map((host) => {
              const why = because(host)
              const mount = mountOf(host)
              return (
                <option key={host.key} value={host.key} disabled={why !== undefined}>
                  {host.name}
                  {why !== undefined ? `, ${why}` : mount.is === 'not known' && `, ${mount.because}`}
                </option>
              )
            })}
        </NativeSelect>
      )}
    </Field>
  )
}
