'use client'

import { useState } from 'react'
import { isFloppy } from '@/lib/hardware/device-kinds'
import type { DeviceRequest, DriveMedia } from '@/lib/hardware/device-request'
import type { VmDevice } from '@/lib/vsphere/vm'
import { withoutUndefined } from '@/lib/without-undefined'
import { useVmDatastores } from '../../live/vm-datastores'
import { FileField } from '../../picker/file-field'
import { Checkbox, Field, FieldError, Radio, TextInput } from '../../ui/field'
import { useMounted } from '../places/use-vm-places'
import { DeviceForm, type DeviceDialogProps } from './device-form'

type Kind = DriveMedia['is']
type DriveDialogProps = DeviceDialogProps & { drive: VmDevice | { new: 'cdrom' | 'floppy' } }

/** What lies in a CD or floppy drive: an image of a datastore, a device of the host or of a client. */
export function DriveDialog({ drive, ...props }: DriveDialogProps) {
  const { vm } = props
  const { own } = useVmDatastores(vm)
  const mounted = useMounted(vm)
  const known = 'new' in drive ? undefined : drive
  const kindOfDrive = 'new' in drive ? drive.new : isFloppy(drive) ? 'floppy' : 'cdrom'
  const before = known && mediaOf(known)
  const [kind, setKind] = useState<Kind>(before?.is ?? 'file')
  const [path, setPath] = useState(before?.is === 'file' ? before.path : '')
  const [device, setDevice] = useState(before?.is === 'host' ? before.device : '')
  const [startConnected, setStart] = useState(known?.startConnected ?? true)
  const [connected, setConnected] = useState(known?.connected ?? false)
  const [tried, setTried] = useState(false)
  const isOn = vm.powerState === 'poweredOn'
  const what = kindOfDrive === 'cdrom' ? 'ISO image' : 'Floppy image'
  const media: DriveMedia | undefined =
    kind === 'client' ? { is: 'client' } : kind === 'host' ? named('host', device) : named('file', path)
  const request = ((): DeviceRequest | undefined => {
    if (!media) return undefined
    const start = kind !== 'client' && startConnected
    if (!known) return { verb: 'addDrive', drive: kindOfDrive, media, startConnected: start }
    const other = JSON.stringify(media) === JSON.stringify(before) ? undefined : media
    return {
      verb: 'editDrive',
      deviceKey: known.key,
      deviceLabel: known.label.trim(),
      startConnected: start,
      ...withoutUndefined({ media: other, connected: isOn ? kind !== 'client' && connected : undefined }),
    }
  })()
  const title = known ? known.label.trim() : kindOfDrive === 'cdrom' ? 'Add CD drive' : 'Add floppy drive'
  return (
    <DeviceForm
      {...props}
      title={title}
      verb={known ? 'Change drive' : 'Add drive'}
      width="wide"
      request={request}
      onTried={() => setTried(true)}
    >
      {(refusal) => (
        <>
          <fieldset className="grid gap-1">
            <legend className="mb-1 text-sm font-medium">Behind the drive</legend>
            <Radio
              name="media"
              label={`${what} on a datastore`}
              checked={kind === 'file'}
              onChange={() => setKind('file')}
            />
            <Radio name="media" label="Drive of the host" checked={kind === 'host'} onChange={() => setKind('host')} />
            <Radio
              name="media"
              label="Client device"
              hint="Nothing until somebody connects a disc from a console."
              checked={kind === 'client'}
              onChange={() => setKind('client')}
            />
          </fieldset>
          {kind === 'file' && (
            <FileField
              label={what}
              error={tried && path.trim() === '' ? 'Choose an image.' : refusal?.because}
              connection={vm.connection}
              start={own?.key}
              wanted={kindOfDrive === 'cdrom' ? 'iso' : 'floppy'}
              mounted={mounted}
              value={path}
              onChange={setPath}
            />
          )}
          {kind === 'host' && (
            <Field
              label="Device of the host"
              error={tried && device.trim() === '' ? 'Enter the name of the device.' : refusal?.because}
              hint={kindOfDrive === 'cdrom' ? 'Such as /vmfs/devices/cdrom/mpx.vmhba0:C0:T0:L0.' : 'Such as /dev/fd0.'}
            >
              {(control) => (
                <TextInput
                  {...control}
                  value={device}
                  onChange={(event) => setDevice(event.target.value)}
                  autoComplete="off"
                  spellCheck={false}
                />
              )}
            </Field>
          )}
          {kind !== 'client' && (
            <Checkbox
              label="Connect at power-on"
              checked={startConnected}
              onChange={(event) => setStart(event.target.checked)}
            />
          )}
          {kind !== 'client' && known && isOn && (
            <Checkbox
              label="Connected now"
              checked={connected}
              onChange={(event) => setConnected(event.target.checked)}
              hint="If the guest has locked the drive, the host asks before it takes the medium out."
            />
          )}
          {kind === 'client' && refusal && <FieldError>{refusal.because}</FieldError>}
        </>
      )}
    </DeviceForm>
  )
}

function named(is: 'file' | 'host', text: string): DriveMedia | undefined {
  const name = text.trim()
  if (name === '') return undefined
  return is === 'file' ? { is, path: name } : { is, device: name }
}

function mediaOf({ backing, backingType = '' }: VmDevice): DriveMedia {
  if (/Remote/.test(backingType) || backing === undefined) return { is: 'client' }
  return /Iso|Image/.test(backingType) ? { is: 'file', path: backing } : { is: 'host', device: backing }
}
