import type { Ref } from '../vim25/value'
import { startTask, type TaskSpec } from '../vm/tasks'
import type { CallContext } from './method'

/** Start a task on behalf of a caller: it is named after the method called, and its reason is the caller. */
export function startFor(ctx: CallContext, spec: Omit<TaskSpec, 'method' | 'userName'>): Ref {
  return startTask(ctx.world, {
    ...spec,
    method: ctx.method,
    ...(ctx.session && { userName: ctx.session.userName }),
  })
}
