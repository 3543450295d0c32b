import type { ConnectionId, Moid, MoRef } from '@/lib/vsphere/ids'
import { hasEnded } from '@/lib/vsphere/task'
import { objectGone, retrieve, retrieveOne, type ObjectContent } from '../vsphere/retrieve'
import { serviceInstance } from '../vsphere/service-content'
import type { Session } from '../vsphere/session'
import { asList, asObject, asRef, asRefs, asText } from '../vsphere/wire-value'
import { withoutUndefined } from '@/lib/without-undefined'
import { WireError } from '../vsphere/errors'
import type { RecentTasks, VmBeforeRun } from './contract'
import { vmPaths } from './paths'
import type { Properties } from './properties'
import { readQuestion } from './question'
import { taskView } from './task-view'
import { vmView, type VmContext } from './vm-view'
import { needTold } from './withheld'

/**
 * Reads VMs, their questions and their unfinished tasks from the host itself, in one call. Those that are gone are left
 * out of what it gives. Rejects with VimFault (ManagedObjectNotFound for a VM that is gone, where the host refuses to read
 * the others because of it; NoPermission when this account is not told of a question or power state) or WireError. Tasks
 * that it may not see are left to the host to refuse.
 */
export async function readBeforeRuns(
  session: Session,
  vms: readonly MoRef[],
  contextOf: (read: { vm: MoRef; missing: ReadonlySet<string> }) => VmContext,
): Promise<Map<Moid, ReadBeforeRun>> {
  const contents = await retrieve(session, {
    properties: [
      { type: 'VirtualMachine', paths: vmPaths },
      { type: 'Task', paths: ['info'] },
    ],
    objects: vms.map((vm) => ({ obj: vm, traverse: [{ type: 'VirtualMachine', path: 'recentTask' }] })),
  })
  const tasks = contents.filter(({ obj }) => obj.type === 'Task')
  const found = new Map<Moid, ReadBeforeRun>()
  for (const vm of vms) {
    const content = contents.find(({ obj }) => obj.type === vm.type && obj.value === vm.value)
    if (!content) continue
    const told = content.properties.get('recentTask')
    const listed = new Set(asRefs(told).map(({ value }) => value))
    const isWhole = told !== undefined && listed.size === asList(told).length
    const isOwn = (task: ObjectContent) => listed.has(task.obj.value) || entityOf(task)?.value === vm.value
    // Of one VM alone, whatever came with it is its own.
    const own = vms.length === 1 ? tasks : tasks.filter(isOwn)
    const missing = new Set(content.missing.map(({ path }) => path))
    const before = beforeRun(vm, content, own, contextOf({ vm, missing }))
    found.set(vm.value, { ...before, ...(isWhole ? { listed: [...listed] } : {}) })
  }
  return found
}

/** `listed`: the tasks that go on or ended lately, as the host lists them with the VM; absent: it did not say, or not all of it can be read. */
export type ReadBeforeRun = VmBeforeRun & { listed?: readonly Moid[] }

const entityOf = ({ properties }: ObjectContent) => asRef(asObject(properties.get('info'))?.entity)

function beforeRun(
  vm: MoRef,
  content: ObjectContent,
  tasks: readonly ObjectContent[],
  context: VmContext,
): VmBeforeRun {
  needTold(content.missing, 'runtime.question', 'runtime.powerState')
  const properties: Properties = new Map(content.properties)
  const question = readQuestion(properties.get('runtime.question'))
  const unfinishedTasks = tasks.flatMap(({ obj, properties: ofTask }) => {
    const view = taskView(context.connection, obj, ofTask.get('info'), context.ourTime)
    return view && !hasEnded(view) ? [view] : []
  })
  return { view: vmView(vm, properties, context), unfinishedTasks, ...(question ? { question } : {}) }
}

/**
 * Reads the tasks that a VM has now or had lately, whoever began them; without a VM, those that the server itself lists.
 * Rejects with VimFault or WireError.
 * @param signedInAs what we said at Login, for a host that does not say how it writes that.
 */
export async function readRecentTasks(
  session: Session,
  vm: MoRef | undefined,
  about: { connection: ConnectionId; signedInAs: string },
): Promise<RecentTasks> {
  const lists = vm ?? session.content.taskManager
  if (!lists) throw new WireError('not-vsphere', 'the server has no task manager')
  const contents = await retrieve(session, {
    properties: [
      { type: lists.type, paths: ['recentTask'] },
      { type: 'Task', paths: ['info'] },
    ],
    objects: [{ obj: lists, traverse: [{ type: lists.type, path: 'recentTask' }] }],
  })
  const hostNow = asText(await session.call('CurrentTime', serviceInstance)) ?? ''
  const content = contents.find(({ obj }) => obj.value === lists.value)
  if (!content) throw objectGone(lists)
  const listed = content.properties.get('recentTask')
  // Their times stay in the host's clock, since they are compared with its present time.
  const asTold = (text: string | undefined) => text
  const read = contents.flatMap(({ obj, properties }) => {
    const info = obj.type === 'Task' ? properties.get('info') : undefined
    const view = taskView(about.connection, obj, info, asTold)
    return view ? [{ ...view, ...withoutUndefined({ entity: asRef(asObject(info)?.entity) }) }] : []
  })
  // A list that is not shown may hold anything.
  const isHidden = content.missing.some(({ path }) => path === 'recentTask')
  const user = await readUser(session)
  return {
    tasks: read,
    // Whatever stands in the list is a task, also what cannot be read.
    unread: Math.max(isHidden ? 1 : 0, asList(listed).length - read.length),
    hostNow,
    user: user ?? about.signedInAs,
    userIsSaid: user !== undefined,
  }
}

/** How the host writes the user of this session. */
async function readUser(session: Session): Promise<string | undefined> {
  try {
    const { properties } = await retrieveOne(session, session.content.sessionManager, ['currentSession'])
    return asText(asObject(properties.get('currentSession'))?.userName)
  } catch {
    return undefined // not every server has it
  }
}
