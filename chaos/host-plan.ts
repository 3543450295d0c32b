import type { VmPlan } from '../simulator/estate/inventory-plan'
import { lab } from '../simulator/presets/surroundings'
import type { SimulatorOptions } from '../simulator/start/start-simulator'

/** The simulated hosts of a campaign, by what their connections are for. */
export const hostNames = ['auto', 'people', 'switched'] as const
export type HostName = (typeof hostNames)[number]

/** Where files come and go. */
export const workFolder = 'work'
export const workDatastore = 'datastore1'
export const sourceFile = 'iso/drivers/vmware-tools-windows.flp'

/** VMs whose host asks at each power-on and reset, and VMs that ask nothing. */
export const asks = (name: string) => name.startsWith('asks-')

const vm = (name: string, more: Partial<VmPlan>): VmPlan => ({
  name,
  guest: 'debian',
  cpus: 1,
  memoryMB: 1_024,
  power: 'poweredOff',
  disks: [{ gib: 8 }],
  nics: [{ network: 'VM Network' }],
  datastore: workDatastore,
  ...more,
})

const counted = (count: number, one: (number: string) => VmPlan) =>
  Array.from({ length: count }, (_, index) => one(String(index + 1).padStart(2, '0')))

/** @param size how many VMs that ask; half as many ask nothing. */
export function hostOptions(size: number, speed: number): SimulatorOptions {
  const [datacenter] = lab.datacenters
  if (!datacenter) throw new Error('The lab has no datacenter.')
  const datastores = datacenter.datastores.map((datastore) =>
    datastore.name === workDatastore
      ? { ...datastore, files: { ...datastore.files, [`${workFolder}/kept.txt`]: 'kept' } }
      : datastore,
  )
  return {
    product: 'esx',
    speed,
    counters: false,
    preset: {
      inventory: { ...lab, datacenters: [{ ...datacenter, datastores }] },
      vms: [
        ...counted(size, (number) =>
          vm(`asks-${number}`, { serials: [{ kind: 'file', path: 'console.log', exists: true }] }),
        ),
        ...counted(Math.ceil(size / 2), (number) =>
          vm(`plain-${number}`, { power: Number(number) % 2 === 0 ? 'poweredOn' : 'poweredOff' }),
        ),
      ],
    },
  }
}
