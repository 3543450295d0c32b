import { shownInventoryName } from '@/lib/names/inventory-name'
import { taskKey, vmKey, type ConnectionId, type MoRef } from '@/lib/vsphere/ids'
import type { TaskInfoState, TaskReason, TaskView } from '@/lib/vsphere/task'
import { faultTextOf } from '../vsphere/fault'
import { asBoolean, asNumber, asObject, asRef, asRefTo, asName, type WireValue } from '../vsphere/wire-value'
import { withoutUndefined } from '@/lib/without-undefined'

/** A time of the server in our clock. */
export type OurTime = (text: string | undefined) => string | undefined

/** Reads `Task.info`. Undefined for a value that is no TaskInfo. `task` is the object that it was read from. */
export function taskView(
  connection: ConnectionId,
  task: MoRef,
  value: WireValue | undefined,
  ourTime: OurTime,
): TaskView | undefined {
  const info = asObject(value)
  const state = readState(info?.state)
  if (!info || !state) return undefined
  const entity = asRef(info.entity)
  const vm = asRefTo('VirtualMachine', info.entity)
  const error = asObject(info.error)
  const made = state === 'success' ? asRefTo('VirtualMachine', info.result) : undefined
  const progress = asNumber(info.progress)
  return {
    key: taskKey(connection, task.value),
    connection,
    entityName: shownInventoryName(asName(info.entityName) ?? entity?.value ?? '').name,
    descriptionId: asName(info.descriptionId) ?? '',
    state,
    queueTime: ourTime(asName(info.queueTime)) ?? '',
    ...withoutUndefined({
      vm: vm && vmKey(connection, vm.value),
      cancelable: asBoolean(info.cancelable),
      cancelled: asBoolean(info.cancelled),
      name: asName(info.name),
      progress: state === 'running' && progress !== undefined ? Math.min(100, Math.max(0, progress)) : undefined,
      startedBy: readStarter(info.reason),
      reason: readReason(info.reason),
      startTime: ourTime(asName(info.startTime)),
      completeTime: ourTime(asName(info.completeTime)),
      made: made && vmKey(connection, made.value),
      fault: state === 'error' && error ? faultTextOf(error) : undefined,
    }),
  }
}

/** The same task when its server's clock turns out to be `ms` further ahead than was believed. */
export function withClockAhead(task: TaskView, ms: number): TaskView {
  const earlier = (text: string | undefined) => {
    const time = Date.parse(text ?? '')
    return Number.isNaN(time) ? text : new Date(time - ms).toISOString()
  }
  const { queueTime, startTime, completeTime } = task
  return {
    ...task,
    queueTime: earlier(queueTime) ?? queueTime,
    ...withoutUndefined({ startTime: earlier(startTime), completeTime: earlier(completeTime) }),
  }
}

function readState(value: WireValue | undefined): TaskInfoState | undefined {
  return value === 'queued' || value === 'running' || value === 'success' || value === 'error' ? value : undefined
}

/** The user behind a task; tasks of the system, of schedules and of alarms have none. */
function readStarter(value: WireValue | undefined): string | undefined {
  const reason = asObject(value)
  return reason?.$type === 'TaskReasonUser' ? asName(reason.userName) : undefined
}

function readReason(value: WireValue | undefined): TaskReason | undefined {
  const reason = asObject(value)
  switch (reason?.$type) {
    case 'TaskReasonUser':
      return { kind: 'user' }
    case 'TaskReasonSystem':
      return { kind: 'system' }
    case 'TaskReasonSchedule':
      return { kind: 'schedule', name: asName(reason.name) ?? '' }
    case 'TaskReasonAlarm':
      return { kind: 'alarm', name: asName(reason.alarmName) ?? '' }
    default:
      return undefined
  }
}
