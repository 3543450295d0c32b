'use client'

import { useState } from 'react'
import { switchNamed } from '@/lib/runs/network-can'
import { trunkVlan, type HostNetwork, type PortGroup } from '@/lib/hardware/host-network'
import type { NetworkRequest } from '@/lib/hardware/network-request'
import { formatCount } from '@/lib/format/quantity'
import { ok, type Result } from '@/lib/result'
import { Field, NativeSelect } from '../../ui/field'
import { FormDialog } from '../../ui/form-dialog'
import { NameField } from '../../ui/name-field'
import { groupChange, groupForm, groupWas, newGroup, type GroupForm } from './network-form'
import { NumberField, PolicyFields } from './policy-fields'
import { RiskField } from './risk-field'
import { useNetworkForm } from './use-network-form'

type PortGroupDialogProps = {
  network: HostNetwork
  /** On which switch a new one is to be. */
  on: string
  /** Undefined: a new one. */
  edited: PortGroup | undefined
  onSend: (request: NetworkRequest) => Promise<Result<unknown>>
  onClose: () => void
}

/** A port group: what VMs are connected to, with its VLAN and policy. */
export function PortGroupDialog({ network, on, edited, onSend, onClose }: PortGroupDialogProps) {
  const [was] = useState(() => groupForm(on, edited))
  const [form, setForm] = useState<GroupForm>(was)
  const set = (part: Partial<GroupForm>) => setForm((now) => ({ ...now, ...part }))
  const change = groupChange(form, was)
  const request: NetworkRequest = edited
    ? { do: 'editPortGroup', name: edited.name, change, was: groupWas(edited) }
    : { do: 'addPortGroup', name: form.name, settings: newGroup(form) }
  const { errorAt, risk, typed, setTyped, typedError, send } = useNetworkForm(network, request, onSend)
  const submit = () => (edited && Object.keys(change).length === 0 ? Promise.resolve(ok(null)) : send())
  const switches = network.switches.filter(({ standard }) => standard)

  return (
    <FormDialog
      title={edited ? `Change port group: ${edited.name}` : 'Add port group'}
      description={edited ? whoIsOn(edited) : 'VMs are connected to it by its name.'}
      verb={edited ? 'Change' : 'Add port group'}
      width="wide"
      send={submit}
      onClose={onClose}
    >
      <NameField
        name={form.name}
        onChange={(name) => set({ name })}
        error={errorAt('name')}
        hint={edited && form.name !== was.name ? renameHint(edited) : undefined}
        isEncoded={false}
      />
      <div className="grid items-start gap-3 mid:grid-cols-2">
        <Field label="Switch" error={errorAt('switch')}>
          {(control) => (
            <NativeSelect
              {...control}
              value={form.switchName}
              onChange={(event) => set({ switchName: event.target.value })}
            >
              {!switches.some(({ name }) => name === form.switchName) && (
                <option value={form.switchName}>{form.switchName || 'not known'}</option>
              )}
              {switches.map(({ name }) => (
                <option key={name} value={name}>
                  {name}
                </option>
              ))}
            </NativeSelect>
          )}
        </Field>
        <NumberField
          label="VLAN"
          value={form.vlan}
          onText={(vlan) => set({ vlan })}
          hint={`0: none. 1 to 4094: tagged by the switch. ${trunkVlan}: all, and the guest sees the tags.`}
          error={errorAt('vlan')}
        />
      </div>
      <PolicyFields
        form={form.policy}
        onChange={(part) => set({ policy: { ...form.policy, ...part } })}
        isGroup
        inherited={switchNamed(network, form.switchName)?.policy}
        error={errorAt('shaping')}
      />
      {risk !== undefined && (
        <RiskField risk={risk} name={request.name} typed={typed} onTyped={setTyped} error={typedError} />
      )}
    </FormDialog>
  )
}

function whoIsOn({ vms }: PortGroup): string {
  if (vms === undefined) return 'Which VMs are connected to it is not known.'
  if (vms.length === 0) return 'No VM of this host is connected to it.'
  return `${formatCount(vms.length, 'VM')} of this host ${vms.length === 1 ? 'is' : 'are'} connected to it, and ${vms.length === 1 ? 'notices' : 'notice'} at once.`
}

const renameHint = ({ vms = [] }: PortGroup) =>
  vms.length === 0
    ? 'VMs are connected by the name.'
    : `${formatCount(vms.length, 'VM')} ${vms.length === 1 ? 'is' : 'are'} connected by the old name, and may have to be connected anew.`
