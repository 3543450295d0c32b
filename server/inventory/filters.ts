import type { MoRef } from '@/lib/vsphere/ids'
import { FollowedObjects } from '../vsphere/followed-objects'
import { objectsInView } from '../vsphere/filter-spec'
import type { StreamFilter } from '../vsphere/stream-filter'
import type { InventoryModel } from './model'
import { datastorePaths, hostPaths, vmPaths } from './paths'
import type { TaskEnds } from './task-end'

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
export const recentTaskFilter = (model: InventoryModel, taskManager: () => MoRef | undefined): StreamFilter => ({
  spec: () => {
    const obj = taskManager()
    return obj && { properties: [{ type: 'TaskManager', paths: ['recentTask'] }], objects: [{ obj }] }
  },
  onUpdates: (updates) => model.apply(updates),
})

/** Every task whose end is still to come, with its result for those who wait for it. */
export const taskFilter = (model: InventoryModel, ends: TaskEnds): FollowedObjects =>
  new FollowedObjects({
    type: 'Task',
    paths: ['info'],
    members: () => model.tasks.followed,
    onUpdates: (updates, from) => {
      ends.note(updates)
      model.apply(updates, from)
    },
  })
