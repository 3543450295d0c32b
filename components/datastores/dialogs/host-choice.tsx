'use client'

import { useQuery } from '@tanstack/react-query'
import { whyNotMountedAt } from '@/lib/files/datastore-detail'
import type { DatastoreView, HostView } from '@/lib/live/live-state'
import { compareNames } from '@/lib/names/inventory-name'
import { failed } from '@/lib/result'
import { canTakeVms } from '@/lib/runs/vm-places'
import type { HostKey } from '@/lib/vsphere/ids'
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

/** The host of a VM that is to come; one that takes none now, or does not have the datastore, stands there with the reason. */
export function HostChoice({ datastore, hosts, value, onChange }: HostChoiceProps) {
  const actions = useConsoleActions()
  const { data } = useQuery({
    queryKey: ['datastore-mounts', datastore.key, datastore.mounts],
    enabled: hosts.length > 1,
    queryFn: () => actions.readDatastoreDetail(datastore.key).catch((cause: unknown) => failed(unreachable(cause))),
    gcTime: 0,
  })
  const mounts = data?.ok && data.value.mounts.known ? data.value.mounts.value : undefined
  const because = (host: HostView) => {
    const verdict = canTakeVms(host)
    return verdict.ok ? mounts && whyNotMountedAt(mounts, host.key) : verdict.because
  }
  const chosen = hosts.find(({ key }) => key === value)
  const wrong = chosen && because(chosen)
  if (hosts.length < 2) return null
  return (
    <Field
      label="Host"
      hint={mounts ? undefined : 'It has to have the datastore mounted.'}
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
              return (
                <option key={host.key} value={host.key} disabled={why !== undefined}>
                  {host.name}
                  {why !== undefined && `, ${why}`}
                </option>
              )
            })}
        </NativeSelect>
      )}
    </Field>
  )
}
