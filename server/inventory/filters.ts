import type { MoRef } from '@/lib/vsphere/ids'
import { objectsInView } from '../vsphere/filter-spec'
import type { StreamFilter } from '../vsphere/property-stream'
import { asRefs } from '../vsphere/wire-value'
import type { InventoryModel } from './model'
import { datastorePaths, hostPaths, vmPaths } from './paths'
import type { TaskWatch } from './task-watch'

export const inventoryClasses = ['VirtualMachine', 'HostSystem', 'Datastore'] as const

/** Every host and datastore of the endpoint. They come first, since VMs show the names of their hosts. */
export const hostFilter = (model: InventoryModel): StreamFilter => ({
  comesFirst: true,
  spec: (view) => ({
    properties: [
      { type: 'HostSystem', paths: hostPaths },
      { type: 'Datastore', paths: datastorePaths },
    ],
    objects: [objectsInView(view)],
  }),
  onStart: () => model.start('HostSystem', 'Datastore'),
  onUpdates: (updates) => model.apply(updates),
})

/** Every VM of the endpoint, wherever in its folders. */
export const vmFilter = (model: InventoryModel): StreamFilter => ({
  spec: (view) => ({
    properties: [{ type: 'VirtualMachine', paths: vmPaths }],
    objects: [objectsInView(view)],
  }),
  onStart: () => model.start('VirtualMachine'),
  onUpdates: (updates) => model.apply(updates),
})

/** What the task manager lists as recent: also tasks on hosts and datastores. */
export const recentTaskFilter = (tasks: TaskWatch, taskManager: () => MoRef | undefined): StreamFilter => ({
  spec: () => {
    const obj = taskManager()
    return obj && { properties: [{ type: 'TaskManager', paths: ['recentTask'] }], objects: [{ obj }] }
  },
  onUpdates: (updates) => {
    for (const { obj, changes } of updates) {
      const change = changes.findLast(({ name }) => name === 'recentTask')
      if (change) tasks.setRecent(obj.value, asRefs(change.value))
    }
  },
})
