import type { MoRef } from '@/lib/vsphere/ids'
import { VimFault, WireError } from '../vsphere/errors'
import { faultTextOf } from '../vsphere/fault'
import type { StreamFilter } from '../vsphere/property-stream'
import { objectGone } from '../vsphere/retrieve'
import { asObject, type WireValue } from '../vsphere/wire-value'

type Watch = (filter: StreamFilter) => () => void

/**
 * Waits until a task has ended, with a filter of its own on the shared stream.
 * @returns `info.result`. Rejects with the task's fault, with ManagedObjectNotFound when the server forgot the task, and
 * with WireError `timed-out`.
 */
export function endOfTask(task: MoRef, watch: Watch, timeoutMs: number): Promise<WireValue | undefined> {
  return new Promise((resolve, reject) => {
    const late = new WireError('timed-out', `${task.value} had not ended after ${timeoutMs / 1000} s`)
    const timer = setTimeout(() => settle(() => reject(late)), timeoutMs)
    let isSettled = false
    let stop: (() => void) | undefined
    const settle = (how: () => void) => {
      if (isSettled) return
      isSettled = true
      clearTimeout(timer)
      stop?.()
      how()
    }
    stop = watch({
      spec: () => ({ properties: [{ type: 'Task', paths: ['info'] }], objects: [{ obj: task }] }),
      onUpdates: (updates) => {
        for (const { kind, changes } of updates) {
          const info = asObject(changes.findLast(({ name }) => name === 'info')?.value)
          if (info?.state === 'success') settle(() => resolve(info.result))
          if (info?.state === 'error') settle(() => reject(new VimFault(faultTextOf(asObject(info.error) ?? {}))))
          if (kind === 'leave') settle(() => reject(objectGone(task)))
        }
      },
    })
    if (isSettled) stop()
  })
}
