import type { MoRef } from '@/lib/vsphere/ids'
import { VimFault, WireError } from '../vsphere/errors'
import { faultTextOf } from '../vsphere/fault'
import { objectGone } from '../vsphere/retrieve'
import type { ObjectUpdate } from '../vsphere/update-set'
import { asObject, type WireObject, type WireValue } from '../vsphere/wire-value'
import { needTold } from './withheld'

/** What a task that has ended brought. @throws VimFault with which it failed. */
export function resultOf(info: WireObject): WireValue | undefined {
  if (info.state === 'error') throw new VimFault(faultTextOf(asObject(info.error) ?? {}))
  return info.result
}

/** Those who wait for the end of a task and want its result, which nobody else is told. */
export class TaskEnds {
  readonly #waiting = new Set<(update: ObjectUpdate) => void>()

  /**
   * @returns `info.result`. Rejects with the task's fault, with ManagedObjectNotFound when the server forgot the task,
   * with NoPermission when this account is not told how it ended, and with WireError `timed-out`.
   */
  of(task: MoRef, timeoutMs: number): Promise<WireValue | undefined> {
    return new Promise((resolve, reject) => {
      const settle = (how: () => void) => {
        clearTimeout(timer)
        this.#waiting.delete(take)
        how()
      }
      const take = ({ kind, obj, changes, missing }: ObjectUpdate) => {
        if (obj.value !== task.value) return
        // What a stream does not tell because its session has ended, it tells again.
        settleIfUntold(missing.filter(({ fault }) => fault.type !== 'NotAuthenticated'))
        const info = asObject(changes.findLast(({ name }) => name === 'info')?.value)
        const isOver = info?.state === 'success' || info?.state === 'error'
        if (isOver) settle(() => resolve((async () => resultOf(info))()))
        else if (kind === 'leave') settle(() => reject(objectGone(task)))
      }
      const settleIfUntold = (missing: ObjectUpdate['missing']) => {
        try {
          needTold(missing, 'info')
        } catch (error) {
          settle(() => reject(error))
        }
      }
      const late = new WireError('timed-out', `${task.value} had not ended after ${timeoutMs / 1000} s`)
      const timer = setTimeout(() => settle(() => reject(late)), timeoutMs)
      this.#waiting.add(take)
    })
  }

  /** Takes in what the stream says of tasks. */
  note(updates: readonly ObjectUpdate[]): void {
    for (const update of updates) for (const take of this.#waiting) take(update)
  }
}
