'use client'

import { useState } from 'react'
import { nicTypes, type NicType } from '@/lib/files/new-vm'
import { checkMac } from '@/lib/hardware/check-device-request'
import type { DeviceOptions } from '@/lib/hardware/device-options'
import { automaticMac, type DeviceRequest } from '@/lib/hardware/device-request'
import type { Result } from '@/lib/result'
import { explainMacRange, macRange } from '@/lib/vmx/mac-address'
import { moid } from '@/lib/vsphere/ids'
import type { VmDevice } from '@/lib/vsphere/vm'
import { withoutUndefined } from '@/lib/without-undefined'
import { useConsoleActions } from '../../console/console-context'
import { Checkbox, Field, FieldError, NativeSelect, Radio, TextInput } from '../../ui/field'
import { ErrorNotice } from '../../ui/notice'
import { useVmReading } from '../use-vm-reading'
import { DeviceForm, type DeviceDialogProps } from './device-form'
import { adapterNames } from './device-words'

/** A network adapter: its kind while it is new, its network, its address, and whether it is connected. */
export function NicDialog({ nic, ...props }: DeviceDialogProps & { nic: VmDevice | undefined }) {
  const { vm } = props
  const actions = useConsoleActions()
  const { value: options, error } = useVmReading<DeviceOptions>('vm-device-options', vm, (key) =>
    actions.readDeviceOptions(key),
  )
  const isOn = vm.powerState === 'poweredOn'
  const [adapter, setAdapter] = useState<NicType>('VirtualVmxnet3')
  const [network, setNetwork] = useState('')
  const wasManual = nic?.addressType === 'manual'
  const [isManual, setManual] = useState(wasManual)
  const [mac, setMac] = useState(wasManual ? (nic?.mac ?? '') : '')
  const [startConnected, setStart] = useState(nic?.startConnected ?? true)
  const [connected, setConnected] = useState(nic?.connected ?? false)
  const [tried, setTried] = useState(false)
  const wanted = network === '' ? (nic ? undefined : options?.networks[0]?.moid) : moid(network)
  const address = checkMac(mac)
  const range = macRange(mac)
  // An error says it too.
  const macHint = range
    ? explainMacRange[range]
    : tried
      ? undefined
      : 'Six pairs of hex digits, such as 00:50:56:01:02:03.'
  const request = ((): DeviceRequest | undefined => {
    if (isManual && !address.ok) return undefined
    if (nic) {
      const typed = isManual ? (mac === nic.mac ? undefined : mac) : wasManual ? automaticMac : undefined
      const device = { deviceKey: nic.key, deviceLabel: nic.label.trim() }
      return {
        verb: 'editNic',
        ...device,
        startConnected,
        ...withoutUndefined({ network: wanted, mac: typed, connected: isOn ? connected : undefined }),
      }
    }
    if (wanted === undefined) return undefined
    return { verb: 'addNic', adapter, network: wanted, startConnected, ...(isManual && { mac }) }
  })()
  const title = nic ? nic.label.trim() : 'Add network adapter'
  return (
    <DeviceForm
      {...props}
      title={title}
      verb={nic ? 'Change adapter' : 'Add adapter'}
      request={request}
      onTried={() => setTried(true)}
    >
      {(refusal) => (
        <>
          {error && <ErrorNotice error={error} />}
          {!nic && (
            <Field label="Adapter" hint="VMXNET 3 is the fastest, and needs VMware Tools or a driver in the guest.">
              {(control) => (
                <NativeSelect
                  {...control}
                  value={adapter}
                  onChange={(event) => setAdapter(nicTypes.find((one) => one === event.target.value) ?? adapter)}
                >
                  {nicTypes.map((type) => (
                    <option key={type} value={type}>
                      {adapterNames[type] ?? type}
                    </option>
                  ))}
                </NativeSelect>
              )}
            </Field>
          )}
          <Field label="Network" error={tried && !nic && wanted === undefined ? noNetwork(options, error) : undefined}>
            {(control) => (
              <NativeSelect {...control} value={network} onChange={(event) => setNetwork(event.target.value)}>
                {nic && <option value="">As it is: {nic.backing ?? 'not known'}</option>}
                {!nic && !options && <option value="">Loading the networks…</option>}
                {options?.networks.map(({ moid: id, name }) => (
                  <option key={id} value={id}>
                    {name}
                  </option>
                ))}
              </NativeSelect>
            )}
          </Field>
          <fieldset className="grid gap-1">
            <legend className="mb-1 text-sm font-medium">MAC address</legend>
            <Radio
              name="mac"
              label={
                nic && !wasManual && nic.mac !== undefined ? `Automatic: ${nic.mac}` : 'Automatic, given by the host'
              }
              checked={!isManual}
              onChange={() => setManual(false)}
            />
            <Radio name="mac" label="Typed" checked={isManual} onChange={() => setManual(true)} />
          </fieldset>
          {isManual && (
            <Field label="Address" error={tried && !address.ok ? address.because : refusal?.because} hint={macHint}>
              {(control) => (
                <TextInput
                  {...control}
                  value={mac}
                  onChange={(event) => setMac(event.target.value)}
                  autoComplete="off"
                  spellCheck={false}
                />
              )}
            </Field>
          )}
          <Checkbox
            label="Connect at power-on"
            checked={startConnected}
            onChange={(event) => setStart(event.target.checked)}
          />
          {nic && isOn && (
            <Checkbox
              label="Connected now"
              checked={connected}
              onChange={(event) => setConnected(event.target.checked)}
            />
          )}
          {!isManual && refusal && <FieldError>{refusal.because}</FieldError>}
        </>
      )}
    </DeviceForm>
  )
}

const noNetwork = (options: DeviceOptions | undefined, error: (Result<never> & { ok: false })['error'] | undefined) =>
  error
    ? 'The networks could not be read.'
    : options
      ? 'The host has no network that this account may see.'
      : 'Wait for the networks.'
