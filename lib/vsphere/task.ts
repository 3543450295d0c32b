import type { ConnectionId, RunId, TaskKey, VmKey } from './ids'
import type { PowerState } from './vm'

/** A vSphere fault as text for people: the sentence and the whole chain behind it. */
export type FaultText = {
  /** The fault's type on the wire, such as `InvalidPowerState`. */
  type: string
  /** `localizedMessage` or `faultstring`, unchanged. */
  message: string
  /** `faultMessage[]` and causes, outermost first, unchanged; message keys such as `msg.vmx.poweron.failed` where given. */
  chain: { key?: string; message: string }[]
  /** Its own fields as text, capped: `invalidProperty` of InvalidArgument, `file` of FileLocked. Absent: it has none. */
  fields?: Record<string, string>
  /** Of NoPermission: privileges that the account needs, each with the object where it is checked, if the server says; `name` plain. */
  needs?: { privilege: string; on?: { type: string; moid: string; name?: string } }[]
  /**
   * Not of the host: which other VMs have the disk that could not be locked, as they were read right after; those that are on
   * first. `path` and names plain. Absent: none that this account sees.
   */
  heldBy?: DiskHolder[]
}

export type DiskHolder = { name: string; path: string; powerState: PowerState; host?: string }

/** TaskInfo.state as vSphere has it. A task that waits for an answer still says `running`. */
export type TaskInfoState = 'queued' | 'running' | 'success' | 'error'

/** What began a task, as the host says it: who the user is stands in `startedBy`. */
export type TaskReason =
  | { kind: 'user' }
  | { kind: 'schedule'; name: string }
  | { kind: 'alarm'; name: string }
  | { kind: 'system' }

/** A vSphere task as the board shows it, whoever started it. */
export type TaskView = {
  key: TaskKey
  connection: ConnectionId
  vm?: VmKey
  /** Decoded name of the object the task works on. */
  entityName: string
  /** `PowerOnVM_Task` where the host says it. */
  name?: string
  /** `VirtualMachine.powerOn` */
  descriptionId: string
  state: TaskInfoState
  /** 0..100; absent when the operation reports none. */
  progress?: number
  /** Absent: the host does not say, so that it can be tried. */
  cancelable?: boolean
  /** The host has taken a request to cancel; absent: it does not say. */
  cancelled?: boolean
  cancelRequestedAt?: string
  cancelRequestedBy?: string
  /** User name as the host gives it, or undefined for the system. */
  startedBy?: string
  /** Absent: the host does not say. */
  reason?: TaskReason
  queueTime: string
  startTime?: string
  completeTime?: string
  fault?: FaultText
  /** The VM that it made or registered. */
  made?: VmKey
  /** The run that started it, when Andon did. */
  run?: RunId
}

/** How it ended, in the words in which runs end; `lost` for one of which that is not known. */
export function taskOutcome(task: Pick<TaskView, 'state' | 'fault'>): 'succeeded' | 'failed' | 'cancelled' | 'lost' {
  if (task.state === 'success') return 'succeeded'
  if (task.state !== 'error') return 'lost'
  return task.fault?.type === 'RequestCanceled' ? 'cancelled' : 'failed'
}

/** A task that has not ended, also one that a question has stopped. */
export const isUnfinished = ({ state }: Pick<TaskView, 'state'>): boolean => state === 'queued' || state === 'running'

/** A task that came to its end, well or not. */
export const hasEnded = ({ state }: Pick<TaskView, 'state'>): boolean => state === 'success' || state === 'error'

/**
 * The same task, though it was read twice or from two lists. Ids begin anew when some servers start, and two clocks are
 * measured again now and then.
 */
export const isSameTask = (a: Pick<TaskView, 'key' | 'queueTime'>, b: Pick<TaskView, 'key' | 'queueTime'>): boolean =>
  a.key === b.key && !(Math.abs(Date.parse(a.queueTime) - Date.parse(b.queueTime)) > sameTaskMs)

const sameTaskMs = 10 * 60_000
