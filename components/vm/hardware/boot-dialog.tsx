'use client'

import { useState } from 'react'
import { firmwares, firmwareWords, type Firmware } from '@/lib/files/new-vm'
import { isCdrom, isDisk, isFloppy, isNic } from '@/lib/hardware/device-kinds'
import type { DeviceRequest } from '@/lib/hardware/device-request'
import type { BootDevice, VmDevice } from '@/lib/vsphere/vm'
import { withoutUndefined } from '@/lib/without-undefined'
import { Button } from '../../ui/button'
import { Checkbox, Field, NativeSelect } from '../../ui/field'
import { DeviceForm, type DeviceDialogProps } from './device-form'

const idOf = (one: BootDevice): string => ('key' in one ? String(one.key) : one.is)

/** What a VM can start from, by what it has. */
export function bootable(devices: readonly VmDevice[]): { device: BootDevice; label: string }[] {
  const keyed = devices.flatMap((one): { device: BootDevice; label: string }[] => {
    const label = one.label.trim()
    if (isDisk(one)) return [{ device: { is: 'disk', key: one.key }, label }]
    return isNic(one) ? [{ device: { is: 'nic', key: one.key }, label }] : []
  })
  return [
    ...keyed,
    ...(devices.some(isCdrom) ? [{ device: { is: 'cdrom' } as const, label: 'CD drives' }] : []),
    ...(devices.some(isFloppy) ? [{ device: { is: 'floppy' } as const, label: 'Floppy drives' }] : []),
  ]
}

/** Firmware, secure boot, and the order in which devices are tried. */
export function BootDialog(props: DeviceDialogProps) {
  const { vm, detail, setup } = props
  const isOff = vm.powerState === 'poweredOff'
  const known = bootable(setup.devices)
  const before = firmwares.find((one) => one === detail.firmware)
  const [firmware, setFirmware] = useState<Firmware | undefined>(before)
  const [secureBoot, setSecure] = useState(detail.boot?.secureBoot ?? false)
  const [entersSetup, setEnters] = useState(detail.boot?.entersSetup ?? false)
  const [order, setOrder] = useState(detail.boot?.order)
  const label = (one: BootDevice) =>
    known.find(({ device }) => idOf(device) === idOf(one))?.label ?? 'A device that is gone'
  const rest = known.filter(({ device }) => !order?.some((one) => idOf(one) === idOf(device)))
  const move = (at: number, by: number) => {
    if (!order) return
    const next = [...order]
    const [one] = next.splice(at, 1)
    if (one) next.splice(at + by, 0, one)
    setOrder(next)
  }
  const sameOrder = JSON.stringify(order) === JSON.stringify(detail.boot?.order)
  const request: DeviceRequest = {
    verb: 'setBoot',
    ...withoutUndefined({
      firmware: firmware === before ? undefined : firmware,
      secureBoot: secureBoot === (detail.boot?.secureBoot ?? false) ? undefined : secureBoot,
      entersSetup: entersSetup === (detail.boot?.entersSetup ?? false) ? undefined : entersSetup,
      order: sameOrder ? undefined : order,
    }),
  }
  return (
    <DeviceForm
      {...props}
      title="Boot options"
      description={
        isOff
          ? undefined
          : 'They count from the next start on. Firmware and secure boot can be changed only while the VM is off.'
      }
      verb="Change boot options"
      request={request}
    >
      {isOff && (
        <>
          <Field
            label="Firmware"
            hint={
              firmware === before ? undefined : (
                <span className="text-wait-text">
                  A guest that was installed under the other firmware will not start.
                </span>
              )
            }
          >
            {(control) => (
              <NativeSelect
                {...control}
                value={firmware ?? ''}
                onChange={(event) => {
                  const next = firmwares.find((one) => one === event.target.value)
                  setFirmware(next)
                  if (next !== 'efi') setSecure(false)
                }}
              >
                {before === undefined && <option value="">{detail.firmware ?? 'Not known'}</option>}
                {firmwares.map((one) => (
                  <option key={one} value={one}>
                    {firmwareWords[one]}
                  </option>
                ))}
              </NativeSelect>
            )}
          </Field>
          {firmware === 'efi' && (
            <Checkbox
              label="Secure boot"
              hint="Only signed boot loaders start."
              checked={secureBoot}
              onChange={(event) => setSecure(event.target.checked)}
            />
          )}
        </>
      )}
      <fieldset className="grid gap-2">
        <legend className="mb-1 text-sm font-medium">Boot order</legend>
        {order === undefined ? (
          <p className="text-sm text-ink-2">The order has a device that Andon does not know, so it stays as it is.</p>
        ) : order.length === 0 ? (
          <p className="text-sm text-ink-2">The firmware decides.</p>
        ) : (
          <ol aria-label="Boot order" className="grid gap-1 text-sm">
            {order.map((one, at) => (
              <li key={idOf(one)} className="flex flex-wrap items-center gap-2">
                <span className="min-w-0 flex-1 wrap-anywhere">
                  {at + 1}. {label(one)}
                </span>
                <Button
                  size="small"
                  aria-label={`Earlier: ${label(one)}`}
                  onClick={() => move(at, -1)}
                  disabledReason={at === 0 ? 'It is the first.' : undefined}
                >
                  Earlier
                </Button>
                <Button
                  size="small"
                  tone="quiet"
                  aria-label={`Not from ${label(one)}`}
                  onClick={() => setOrder(order.filter((other) => other !== one))}
                >
                  Remove
                </Button>
              </li>
            ))}
          </ol>
        )}
        {order && rest.length > 0 && (
          <Field label="Add to the order">
            {(control) => (
              <NativeSelect
                {...control}
                value=""
                onChange={(event) => {
                  const added = rest.find(({ device }) => idOf(device) === event.target.value)
                  if (added) setOrder([...order, added.device])
                }}
              >
                <option value="">Choose a device</option>
                {rest.map(({ device, label: name }) => (
                  <option key={idOf(device)} value={idOf(device)}>
                    {name}
                  </option>
                ))}
              </NativeSelect>
            )}
          </Field>
        )}
      </fieldset>
      <Checkbox
        label="Enter the firmware’s setup at the next start"
        checked={entersSetup}
        onChange={(event) => setEnters(event.target.checked)}
      />
    </DeviceForm>
  )
}
