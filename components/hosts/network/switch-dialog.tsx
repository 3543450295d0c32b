'use client'

import { useState } from 'react'
import { switchWith, type HostNetwork, type PhysicalNic, type VirtualSwitch } from '@/lib/hardware/host-network'
import type { NetworkRequest } from '@/lib/hardware/network-request'
import { ok, type Result } from '@/lib/result'
import { Checkbox, FieldError } from '../../ui/field'
import { FormDialog } from '../../ui/form-dialog'
import { NameField } from '../../ui/name-field'
import { newSwitch, switchChange, switchForm, switchWas, type SwitchForm } from './network-form'
import { NumberField, PolicyFields } from './policy-fields'
import { RiskField } from './risk-field'
import { useNetworkForm } from './use-network-form'

type SwitchDialogProps = {
  network: HostNetwork
  /** Undefined: a new one. */
  edited: VirtualSwitch | undefined
  onSend: (request: NetworkRequest) => Promise<Result<unknown>>
  onClose: () => void
}

/** A standard switch: its uplinks, frames, ports and what it lets through. */
export function SwitchDialog({ network, edited, onSend, onClose }: SwitchDialogProps) {
  const [was] = useState(() => switchForm(edited))
  const [form, setForm] = useState<SwitchForm>(was)
  const set = (part: Partial<SwitchForm>) => setForm((now) => ({ ...now, ...part }))
  const change = switchChange(form, was)
  const request: NetworkRequest = edited
    ? { do: 'editSwitch', name: edited.name, change, was: switchWas(edited) }
    : { do: 'addSwitch', name: form.name, settings: newSwitch(form) }
  const { errorAt, risk, typed, setTyped, typedError, send } = useNetworkForm(network, request, onSend)
  const submit = () => (edited && Object.keys(change).length === 0 ? Promise.resolve(ok(null)) : send())
  const toggle = (nic: string, on: boolean) =>
    set({ uplinks: on ? [...form.uplinks, nic] : form.uplinks.filter((one) => one !== nic) })

  return (
    <FormDialog
      title={edited ? `Change switch: ${edited.name}` : 'Add switch'}
      description={
        edited
          ? 'What is plugged into it stays so; frames may be lost while the host changes it.'
          : 'A standard switch of this host alone. VMs are connected to port groups on it.'
      }
      verb={edited ? 'Change' : 'Add switch'}
      width="wide"
      send={submit}
      onClose={onClose}
    >
      {!edited && (
        <NameField name={form.name} onChange={(name) => set({ name })} error={errorAt('name')} isEncoded={false} />
      )}
      <fieldset className="grid gap-1">
        <legend className="mb-1 text-sm font-semibold">Uplinks</legend>
        {network.pnics.map((nic) => (
          <Uplink
            key={nic.device}
            nic={nic}
            user={switchWith(network, nic.device)}
            own={edited?.name}
            checked={form.uplinks.includes(nic.device)}
            onChange={(on) => toggle(nic.device, on)}
          />
        ))}
        {network.pnics.length === 0 && <p className="text-sm text-ink-2">The host names no adapter.</p>}
        {form.uplinks.length === 0 && (
          <p className="text-xs text-ink-2">Without an uplink, VMs on it reach each other and nobody else.</p>
        )}
        {errorAt('uplinks') !== undefined && <FieldError>{errorAt('uplinks')}</FieldError>}
      </fieldset>
      <div className="grid items-start gap-3 mid:grid-cols-2">
        <NumberField
          label="MTU"
          value={form.mtu}
          onText={(mtu) => set({ mtu })}
          hint="Bytes of the largest frame; 9000 for jumbo frames, which the network outside has to carry too."
          error={errorAt('mtu')}
        />
        <NumberField
          label="Ports"
          value={form.ports}
          onText={(ports) => set({ ports })}
          hint="Hosts from 5.5 on give ports as they are needed."
          error={errorAt('ports')}
        />
      </div>
      <PolicyFields
        form={form.policy}
        onChange={(part) => set({ policy: { ...form.policy, ...part } })}
        isGroup={false}
        error={errorAt('shaping')}
      />
      {risk !== undefined && (
        <RiskField risk={risk} name={request.name} typed={typed} onTyped={setTyped} error={typedError} />
      )}
    </FormDialog>
  )
}

type UplinkProps = {
  nic: PhysicalNic
  user: VirtualSwitch | undefined
  own: string | undefined
  checked: boolean
  onChange: (on: boolean) => void
}

/** One that another switch has cannot be taken: the box says whose it is and does nothing. */
function Uplink({ nic: { device, link }, user, own, checked, onChange }: UplinkProps) {
  const isTaken = user !== undefined && user.name !== own
  return (
    <Checkbox
      checked={checked}
      aria-disabled={isTaken || undefined}
      onChange={(event) => !isTaken && onChange(event.target.checked)}
      className={isTaken ? 'text-ink-3' : undefined}
      label={
        <>
          {device}
          {isTaken ? (
            <>
              , uplink of <bdi className="wrap-anywhere whitespace-pre-wrap">{user.name}</bdi>
            </>
          ) : (
            !link && ', no link'
          )}
        </>
      }
    />
  )
}
