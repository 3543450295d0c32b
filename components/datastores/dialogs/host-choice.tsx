'use client'

import type { HostView } from '@/lib/live/live-state'
import { compareNames } from '@/lib/names/inventory-name'
import { canTakeVms } from '@/lib/runs/vm-places'
import type { HostKey } from '@/lib/vsphere/ids'
import { Field, NativeSelect } from '../../ui/field'

type HostChoiceProps = {
  /** The hosts of the connection; with one there is nothing to choose. */
  hosts: readonly HostView[]
  value: '' | HostKey
  onChange: (host: '' | HostKey) => void
}

/** The host of a VM that is to come; one that takes none now stands there with the reason. */
export function HostChoice({ hosts, value, onChange }: HostChoiceProps) {
  if (hosts.length < 2) return null
  return (
    <Field label="Host" hint="It has to have the datastore mounted.">
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
              const verdict = canTakeVms(host)
              return (
                <option key={host.key} value={host.key} disabled={!verdict.ok}>
                  {host.name}
                  {!verdict.ok && `, ${verdict.because}`}
                </option>
              )
            })}
        </NativeSelect>
      )}
    </Field>
  )
}
