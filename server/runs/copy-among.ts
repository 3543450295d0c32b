import { copyDiskName } from '@/lib/files/vm-copy'
import { pathOf } from '@/lib/runs/run'
import { splitKey, type TaskKey, type VmKey } from '@/lib/vsphere/ids'
import type { TaskView } from '@/lib/vsphere/task'
import { isChangedSince, lookAt } from '../files/look-at'
import { awaitTask } from './await-task'
import { askUntilAnswered } from './search-call'
import { pause } from './with-contact'
import type { WorkingRun } from './work'

/**
 * What became of a call of a copy whose task is one of several that look alike. `nothing`: none of them was its, or its own did
 * not come to a good end; whichever it is, nobody writes any more.
 */
export type AmongEnd = { is: 'done' | 'nothing' | 'unknown' | 'stopped' } | { is: 'registered'; made: VmKey }

/** The stream tells of a new VM some moments after its task. */
const lookAgainMs = 500
const looksAtMost = 20

/**
 * Which of several tasks a call began a host does not say. Once all of them have ended it does not matter: what is there tells
 * what the call has brought.
 * @param registered the VM that lies in the folder of the copy, as far as VMs are shown.
 */
export async function onceAllEnded(
  run: WorkingRun,
  among: readonly TaskKey[],
  { method, sentAt, registered }: { method: string; sentAt: string; registered: (() => VmKey | undefined) | undefined },
): Promise<AmongEnd> {
  const ended: TaskView[] = []
  for (const task of among) {
    const end = await awaitTask(run, task, () => undefined)
    if (end.is !== 'ended') return { is: end.is }
    ended.push(end.task)
  }
  const succeeded = ended.filter(({ state }) => state === 'success')
  if (registered) return untilRegistered(run, succeeded, registered)
  const at = pathOf(run.view)
  const datastore = splitKey(at?.datastore ?? '')
  const goal = at && goalOf(run, method, at.path)
  if (!datastore || goal === undefined) return { is: 'unknown' }
  const looked = await askUntilAnswered(run, (inventory) => lookAt(inventory.access(), datastore.moid, goal))
  if (looked.is === 'stopped') return { is: 'stopped' }
  if (looked.is === 'refused') return { is: 'unknown' }
  const isWhole = succeeded.length === ended.length && isChangedSince(looked.value, Date.parse(sentAt)) === true
  return { is: isWhole ? 'done' : 'nothing' }
}

async function untilRegistered(
  run: WorkingRun,
  succeeded: readonly TaskView[],
  registered: () => VmKey | undefined,
): Promise<AmongEnd> {
  for (let looks = 0; looks < looksAtMost && !run.signal.aborted; looks += 1) {
    const made = registered()
    if (made) return { is: 'registered', made }
    // Each has made a VM that is shown, and lies elsewhere.
    const vms = run.inventory()?.vms
    if (succeeded.every((task) => task.made && vms?.get(task.made)?.vmxPath !== undefined)) return { is: 'nothing' }
    await pause(run, lookAgainMs)
  }
  return { is: run.signal.aborted ? 'stopped' : 'unknown' }
}

/** The file that the last call was to make. */
function goalOf({ view }: WorkingRun, method: string, folder: string): string | undefined {
  if (method === 'CopyDatastoreFile_Task') return `${folder}/${folder}.nvram`
  if (method !== 'CopyVirtualDisk_Task') return undefined
  const sent = view.steps.filter(({ event }) => event.kind === 'start-sent' && event.method === method)
  return `${folder}/${copyDiskName(folder, sent.length - 1)}`
}
