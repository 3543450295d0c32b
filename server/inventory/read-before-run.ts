import type { MoRef } from '@/lib/vsphere/ids'
import { hasEnded } from '@/lib/vsphere/task'
import { objectGone, retrieve } from '../vsphere/retrieve'
import type { Session } from '../vsphere/session'
import type { VmBeforeRun } from './contract'
import { vmPaths } from './paths'
import type { Properties } from './properties'
import { readQuestion } from './question'
import { taskView } from './task-view'
import { vmView, type VmContext } from './vm-view'

/**
 * Reads a VM, its question and its unfinished tasks from the host itself, in one call.
 * Rejects with VimFault (ManagedObjectNotFound for a VM that is gone) or WireError.
 */
export async function readBeforeRun(session: Session, vm: MoRef, context: VmContext): Promise<VmBeforeRun> {
  const contents = await retrieve(session, {
    properties: [
      { type: 'VirtualMachine', paths: vmPaths },
      { type: 'Task', paths: ['info'] },
    ],
    objects: [{ obj: vm, traverse: [{ type: 'VirtualMachine', path: 'recentTask' }] }],
  })
  const content = contents.find(({ obj }) => obj.value === vm.value)
  if (!content) throw objectGone(vm)
  const properties: Properties = new Map(content.properties)
  const question = readQuestion(properties.get('runtime.question'))
  const unfinishedTasks = contents.flatMap(({ obj, properties: ofTask }) => {
    const view = obj.type === 'Task' ? taskView(context.connection, obj, ofTask.get('info')) : undefined
    return view && !hasEnded(view) ? [view] : []
  })
  return { view: vmView(vm, properties, context), unfinishedTasks, ...(question ? { question } : {}) }
}
