import { assertNever } from '@/lib/assert-never'
import {
  checkNewVm,
  mostDisks,
  whyNotIso,
  whyNotSerial,
  type DiskController,
  type GuestOption,
  type NewSerialBacking,
  type NewVm,
  type NewVmOptions,
} from '@/lib/files/new-vm'
import type { FileRequest } from '@/lib/files/file-request'
import type { Direction } from '@/lib/serial/serial-port'
import { moid, type HostKey } from '@/lib/vsphere/ids'
import { withoutUndefined } from '@/lib/without-undefined'

export type CreateVmRequest = Extract<FileRequest, { do: 'createVm' }>

/** What the form holds, as typed. Empty texts of numbers are what the host recommends. */
export type CreateVmForm = {
  name: string
  host: '' | HostKey
  guestId: string
  firmware: '' | 'bios' | 'efi'
  cpus: string
  /** MB, as hosts count it. */
  memory: string
  /** GB. */
  disks: { gib: string; thin: boolean }[]
  /** Moids; empty: no network. */
  networks: string[]
  isoPath: string
  /** `text`: a datastore path, the name of a pipe, or a URI. */
  serial: { kind: '' | NewSerialBacking['kind']; text: string; direction: Direction }
}

export const emptyCreateVmForm: CreateVmForm = {
  name: '',
  host: '',
  guestId: '',
  firmware: '',
  cpus: '1',
  memory: '',
  disks: [{ gib: '', thin: true }],
  networks: [],
  isoPath: '',
  serial: { kind: '', text: '', direction: 'server' },
}

type Field = 'name' | 'guest' | 'cpus' | 'memory' | 'isoPath' | 'serial'
/** What is wrong, at each field; of disks at each of them. */
export type CreateVmErrors = Partial<Record<Field, string>> & { disks?: (string | undefined)[] }

export type CheckedVm = { ok: true; request: CreateVmRequest } | { ok: false; errors: CreateVmErrors }

const gibBytes = 2 ** 30

/** What stands in the fields where nothing was entered: what the host recommends for the guest. */
export const recommended = (guest: GuestOption | undefined) => ({
  memory: guest?.memoryMiB ?? 2_048,
  gib: Math.max(1, Math.round((guest?.diskBytes ?? 16 * gibBytes) / gibBytes)),
})

/** Reads the form; each thing that is wrong says so at its field. */
export function checkCreateVm(form: CreateVmForm, options: NewVmOptions): CheckedVm {
  const guest = options.guests.find(({ id }) => id === form.guestId)
  const errors: CreateVmErrors = {}
  const cpuCount = whole(form.cpus, 1_024)
  if (cpuCount === undefined) errors.cpus = 'Enter a whole number, such as 2.'
  const memoryMiB = form.memory.trim() === '' ? recommended(guest).memory : whole(form.memory, 33_554_432)
  if (memoryMiB === undefined) errors.memory = 'Enter a whole number of MB, such as 4096.'
  const disks = form.disks.map(({ gib, thin }) => {
    const size = gib.trim() === '' ? recommended(guest).gib : decimal(gib)
    return size === undefined ? undefined : { capacityBytes: Math.round((size * gibBytes) / 1024) * 1024, thin }
  })
  if (disks.includes(undefined))
    errors.disks = disks.map((disk) => (disk ? undefined : 'Enter a number of GB, such as 16 or 0.5, up to 62 TB.'))
  if (!guest) errors.guest = 'Choose what runs in it: the host makes the VM fit for it.'
  const isoPath = form.isoPath.trim() === '' ? undefined : form.isoPath.trim()
  const serialPort = serialOf(form.serial)
  const devices = withoutUndefined({ isoPath: whyNotIso(isoPath), serial: whyNotSerial(serialPort) })
  const isOdd = Object.keys(devices).length > 0
  if (cpuCount === undefined || memoryMiB === undefined || !guest || disks.includes(undefined) || isOdd) {
    return { ok: false, errors: { ...nameError(form.name), ...errors, ...devices } }
  }
  const vm: NewVm = {
    guestId: guest.id,
    cpuCount,
    memoryMiB,
    diskController: guest.diskController ?? fallbackController,
    disks: disks.filter((disk) => disk !== undefined),
    nicType: guest.nicType ?? 'VirtualE1000',
    networks: form.networks.map(moid),
    ...withoutUndefined({
      firmware: form.firmware === '' ? guest.firmware : form.firmware,
      isoPath,
      serialPort,
    }),
  }
  // A guest that its host does not describe well is the host's to judge.
  const verdict = checkNewVm(form.name, vm, guest)
  if (!verdict.ok) return { ok: false, errors: { [fieldOf(vm, guest)]: verdict.because } }
  return {
    ok: true,
    request: { do: 'createVm', name: form.name, vm, ...(form.host === '' ? {} : { host: form.host }) },
  }
}

const fallbackController: DiskController = 'VirtualLsiLogicController'

/** The field that a verdict on the whole is about: the first without which there would be none. */
function fieldOf(vm: NewVm, guest: GuestOption): Field {
  const isFine = (name: string, changes: Partial<NewVm>) => checkNewVm(name, { ...vm, ...changes }, guest).ok
  if (isFine('a', {})) return 'name'
  if (isFine('a', { cpuCount: 1 })) return 'cpus'
  return isFine('a', { memoryMiB: guest.memoryMiB ?? 2_048 }) ? 'memory' : 'guest'
}

function nameError(name: string): CreateVmErrors {
  return name.trim() === '' ? { name: 'A name is needed.' } : {}
}

function whole(text: string, most: number): number | undefined {
  const value = /^\d{1,9}$/.test(text.trim()) ? Number(text) : 0
  return value >= 1 && value <= most ? value : undefined
}

function decimal(text: string): number | undefined {
  const plain = text.trim().replace(',', '.')
  const value = /^\d+(?:\.\d+)?$/.test(plain) ? Number(plain) : 0
  return value * 1024 >= 1 && value <= 63_488 ? value : undefined
}

/** A request back as the form that made it, to try again. */
export function createVmFormOf({ name, vm, host }: CreateVmRequest): CreateVmForm {
  return {
    name,
    host: host ?? '',
    guestId: vm.guestId,
    firmware: vm.firmware ?? '',
    cpus: String(vm.cpuCount),
    memory: String(vm.memoryMiB),
    disks: vm.disks.map(({ capacityBytes, thin }) => ({ gib: String(capacityBytes / gibBytes), thin })),
    networks: vm.networks,
    isoPath: vm.isoPath ?? '',
    serial: serialFormOf(vm.serialPort),
  }
}

/** Undefined: none is wanted. */
function serialOf({ kind, text, direction }: CreateVmForm['serial']): NewSerialBacking | undefined {
  switch (kind) {
    case '':
      return undefined
    case 'file':
      return { kind, fileName: text.trim() }
    case 'pipe':
      return { kind, pipeName: text.trim(), endpoint: direction, noRxLoss: true }
    case 'network':
      return { kind, serviceUri: text.trim(), direction }
    default:
      return assertNever(kind, 'serial port')
  }
}

function serialFormOf(port: NewSerialBacking | undefined): CreateVmForm['serial'] {
  switch (port?.kind) {
    case undefined:
      return emptyCreateVmForm.serial
    case 'file':
      return { kind: 'file', text: port.fileName, direction: 'server' }
    case 'pipe':
      return { kind: 'pipe', text: port.pipeName, direction: port.endpoint }
    case 'network':
      return { kind: 'network', text: port.serviceUri, direction: port.direction }
    default:
      return assertNever(port, 'serial port')
  }
}

export const mayAddDisk = ({ disks }: CreateVmForm): boolean => disks.length < mostDisks
