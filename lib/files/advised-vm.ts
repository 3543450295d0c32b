import type { NameVerdict } from '../names/name-checks'
import { moid, type HostKey } from '../vsphere/ids'
import { withoutUndefined } from '../without-undefined'
import type { FileRequest } from './file-request'
import { checkNewVm, type Firmware, type NewSerialBacking, type NewVm, type NewVmOptions } from './new-vm'

/** A new VM as a script asks for it: what is left out is as the host advises for the guest. */
export type AdvisedVm = {
  /** Plain. */
  name: string
  guestId: string
  firmware?: Firmware
  cpuCount?: number
  memoryMiB?: number
  disks?: { gib: number; thin?: boolean }[]
  /** Names of networks of the host, one card each. */
  networks?: string[]
  isoPath?: string
  serialPort?: NewSerialBacking
  host?: HostKey
}

export type AdvisedRequest =
  | { ok: true; request: Extract<FileRequest, { do: 'createVm' }> }
  | Extract<NameVerdict, { ok: false }>

/** The request that a host gets for it. */
export function advisedRequest(wanted: AdvisedVm, options: NewVmOptions): AdvisedRequest {
  const guest = options.guests.find(({ id }) => id === wanted.guestId)
  if (!guest) return no(`${options.host.name} makes no VM for the guest "${wanted.guestId}".`)
  const networks: NewVm['networks'] = []
  for (const name of wanted.networks ?? []) {
    const [network, ...others] = options.networks.filter((one) => one.name === name || one.moid === name)
    if (!network) return no(`${options.host.name} has no network "${name}".`)
    if (others.length > 0) return no(`There are several networks "${name}". Say which, by its id.`)
    networks.push(moid(network.moid))
  }
  const vm: NewVm = {
    guestId: guest.id,
    cpuCount: wanted.cpuCount ?? 1,
    memoryMiB: wanted.memoryMiB ?? guest.memoryMiB ?? 2_048,
    diskController: guest.diskController ?? 'VirtualLsiLogicController',
    disks: (wanted.disks ?? []).map(({ gib, thin = true }) => ({
      capacityBytes: Math.round(gib * 2 ** 20) * 1_024,
      thin,
    })),
    nicType: guest.nicType ?? 'VirtualE1000',
    networks,
    ...withoutUndefined({
      firmware: wanted.firmware ?? guest.firmware,
      isoPath: wanted.isoPath,
      serialPort: wanted.serialPort,
    }),
  }
  const verdict = checkNewVm(wanted.name, vm, guest)
  if (!verdict.ok) return verdict
  const { name, host } = wanted
  return { ok: true, request: { do: 'createVm', name, vm, ...withoutUndefined({ host }) } }
}

const no = (because: string): Extract<NameVerdict, { ok: false }> => ({ ok: false, because })
