'use client'

import { useState } from 'react'
import { diskFormats, diskFormatWords, type DiskFormat } from '@/lib/files/file-request'
import { diskBytes, notSize, typedSize, type TypedSize } from '@/lib/format/disk-size'
import { formatBytes } from '@/lib/format/quantity'
import { diskModes, type DeviceRequest, type DiskMode } from '@/lib/hardware/device-request'
import type { DatastoreView } from '@/lib/live/live-state'
import type { VmDevice } from '@/lib/vsphere/vm'
import { withoutUndefined } from '@/lib/without-undefined'
import { useVmDatastores } from '../../live/vm-datastores'
import { DatastoreChoice } from '../../picker/datastore-choice'
import { FileField } from '../../picker/file-field'
import { Field, NativeSelect } from '../../ui/field'
import { useMounted } from '../places/use-vm-places'
import { DeviceForm, type DeviceDialogProps, type Refusal } from './device-form'
import { anyPlace, ModeField, PlaceField, placeOfForm, SizeField } from './disk-fields'

/** A new disk: its size, how it takes its space, where it lies and where it hangs. */
export function AddDiskDialog(props: DeviceDialogProps) {
  const { vm, setup } = props
  const { datastores, own: beside } = useVmDatastores(vm)
  const mounted = useMounted(vm)
  const [size, setSize] = useState<TypedSize>({ size: '16', unit: 'GB' })
  const [format, setFormat] = useState<DiskFormat>('thin')
  const [mode, setMode] = useState<DiskMode>('persistent')
  const [place, setPlace] = useState(anyPlace)
  const [chosen, setChosen] = useState<DatastoreView['key']>()
  const [tried, setTried] = useState(false)
  const datastore = datastores.find(({ key }) => key === (chosen ?? beside?.key))
  const capacityBytes = diskBytes(size)
  const request: DeviceRequest | undefined =
    capacityBytes === undefined
      ? undefined
      : {
          verb: 'addDisk',
          capacityBytes,
          format,
          mode,
          ...withoutUndefined({
            place: placeOfForm(place),
            datastore: datastore && datastore.key !== beside?.key ? datastore.moid : undefined,
          }),
        }
  return (
    <DeviceForm {...props} title="Add disk" verb="Add disk" request={request} onTried={() => setTried(true)}>
      {(refusal) => (
        <>
          <SizeField
            form={size}
            onChange={setSize}
            error={tried && capacityBytes === undefined ? notSize : refusalOf(refusal, 'request')}
          />
          {datastore && (
            <DatastoreChoice
              label="On datastore"
              datastores={datastores}
              value={datastore.key}
              onChange={setChosen}
              mounted={mounted}
              error={spaceError(format, capacityBytes, datastore.freeBytes)}
            />
          )}
          <Field label="Format" hint={diskFormatWords[format].sentence}>
            {(control) => (
              <NativeSelect
                {...control}
                value={format}
                onChange={(event) => setFormat(diskFormats.find((one) => one === event.target.value) ?? format)}
              >
                {diskFormats.map((one) => (
                  <option key={one} value={one}>
                    {diskFormatWords[one].name}
                  </option>
                ))}
              </NativeSelect>
            )}
          </Field>
          <PlaceField setup={setup} form={place} onChange={setPlace} error={refusalOf(refusal, 'vm')} />
          <ModeField mode={mode} onChange={setMode} />
        </>
      )}
    </DeviceForm>
  )
}

const refusalOf = (refusal: Refusal | undefined, of: Refusal['of']) =>
  refusal?.of === of ? refusal.because : undefined

function spaceError(format: DiskFormat, bytes: number | undefined, free: number | undefined): string | undefined {
  if (bytes === undefined || free === undefined || format === 'thin' || bytes <= free) return undefined
  return `Only ${formatBytes(free)} are free; the host will refuse it.`
}

/** A disk that lies on a datastore. The run says which VM has it, if one has. */
export function AttachDiskDialog(props: DeviceDialogProps) {
  const { vm, setup } = props
  const { own } = useVmDatastores(vm)
  const mounted = useMounted(vm)
  const [path, setPath] = useState('')
  const [mode, setMode] = useState<DiskMode>('persistent')
  const [place, setPlace] = useState(anyPlace)
  const [tried, setTried] = useState(false)
  const request: DeviceRequest | undefined =
    path.trim() === ''
      ? undefined
      : { verb: 'attachDisk', path: path.trim(), mode, ...withoutUndefined({ place: placeOfForm(place) }) }
  const isOwn = setup.devices.some(({ disk }) => disk?.path === path.trim())
  return (
    <DeviceForm
      {...props}
      title="Attach disk"
      description="A disk that another VM has is not attached: the two would destroy what is on it."
      verb="Attach disk"
      width="wide"
      request={request}
      onTried={() => setTried(true)}
    >
      {(refusal) => (
        <>
          <FileField
            label="Disk"
            hint="Such as [datastore1] web/data.vmdk."
            error={
              tried && path.trim() === '' ? 'Choose the .vmdk of a disk.' : refusalOf(refusal, isOwn ? 'vm' : 'request')
            }
            connection={vm.connection}
            start={own?.key}
            wanted="disk"
            mounted={mounted}
            value={path}
            onChange={setPath}
          />
          <PlaceField
            setup={setup}
            form={place}
            onChange={setPlace}
            error={isOwn ? undefined : refusalOf(refusal, 'vm')}
          />
          <ModeField mode={mode} onChange={setMode} />
        </>
      )}
    </DeviceForm>
  )
}

type OfDisk = DeviceDialogProps & { disk: VmDevice }
const of = ({ key, label }: VmDevice) => ({ deviceKey: key, deviceLabel: label.trim() })

/** More room; partitions are the guest's to grow. */
export function GrowDiskDialog({ disk, ...props }: OfDisk) {
  const now = disk.disk?.capacityBytes ?? 0
  const [size, setSize] = useState(() => typedSize(now))
  const [tried, setTried] = useState(false)
  const capacityBytes = diskBytes(size)
  return (
    <DeviceForm
      {...props}
      title={`Grow ${disk.label.trim()}`}
      description={`Now ${formatBytes(now, { whole: true })}. A disk never shrinks. The guest has to grow its partitions itself.`}
      verb="Grow disk"
      request={capacityBytes === undefined ? undefined : { verb: 'growDisk', ...of(disk), capacityBytes }}
      onTried={() => setTried(true)}
    >
      {(refusal) => (
        <SizeField
          form={size}
          onChange={setSize}
          error={tried && capacityBytes === undefined ? notSize : refusal?.because}
        />
      )}
    </DeviceForm>
  )
}

export function DiskModeDialog({ disk, ...props }: OfDisk) {
  const [mode, setMode] = useState<DiskMode>(() => diskModes.find((one) => one === disk.disk?.mode) ?? 'persistent')
  return (
    <DeviceForm
      {...props}
      title={`Mode of ${disk.label.trim()}`}
      verb="Change mode"
      request={{ verb: 'setDiskMode', ...of(disk), mode }}
    >
      <ModeField mode={mode} onChange={setMode} />
    </DeviceForm>
  )
}
