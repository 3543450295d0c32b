import type { Product } from '../vim25/about'
import { ref, type Ref } from '../vim25/value'

/** Moids of the singletons, by their field in ServiceContent (those that this half of the simulator implements). */
const moids = {
  rootFolder: ['Folder', 'ha-folder-root', 'group-d1'],
  setting: ['OptionManager', 'HostAgentSettings', 'VpxSettings'],
  perfManager: ['PerformanceManager', 'ha-perfmgr', 'PerfMgr'],
  eventManager: ['EventManager', 'ha-eventmgr', 'EventManager'],
  taskManager: ['TaskManager', 'ha-taskmgr', 'TaskManager'],
  licenseManager: ['LicenseManager', 'ha-license-manager', 'LicenseManager'],
  fileManager: ['FileManager', 'ha-nfc-file-manager', 'FileManager'],
  virtualDiskManager: ['VirtualDiskManager', 'ha-vdiskmanager', 'virtualDiskManager'],
} as const satisfies Record<string, readonly [type: string, esx: string, vcenter: string]>

export type ManagerName = keyof typeof moids

/** The singleton behind a field of ServiceContent. */
export function managerRef(product: Product, name: ManagerName): Ref {
  const [type, esx, vcenter] = moids[name]
  return ref(type, product === 'esx' ? esx : vcenter)
}

export const managerNames = Object.keys(moids) as readonly ManagerName[] // keys of a const object
