import { SimFault } from '../vim25/faults'
import type { DataObject, Ref } from '../vim25/value'
import { startTask, type TaskSpec } from '../vm/tasks'
import type { ObjectTable, World } from '../world/world'

/** What a method may know of the session it is called in. */
export type Session = {
  /** `UserSession.key`; not the cookie's value. */
  readonly key: string
  readonly userName: string
  /** Objects that live and die with the session (collectors, filters, views): same operations as the world's. */
  readonly objects: ObjectTable
  /** A new moid for an object of this session, `session[<key>]<uuid>`. */
  newId(): string
  /** The session as `UserSession` data. */
  data(): DataObject
  /** Run when the session ends (logout, expiry). */
  onEnd(fn: () => void): void
}

/** One call, as its method sees it. */
export type CallContext = {
  readonly world: World
  /** Undefined only for methods that are open to anonymous callers. */
  readonly session: Session | undefined
  /** The caller's API version from SOAPAction; `2.5` when it sent none. */
  readonly apiVersion: string
  /** The method's wire name, e.g. `PowerOnVM_Task`. */
  readonly method: string
  readonly remoteAddress: string
  readonly userAgent: string
  /** Aborted when the caller's connection is gone. */
  readonly signal: AbortSignal
  /** Run when the reply is on its way, and nothing else is to be done. */
  afterReply(fn: () => void): void
}

/**
 * An API method. `args` holds the decoded parameters by wire name, arrays always as arrays (absent array parameters too).
 * The result is written by the method's declared return type; `undefined` gives an empty response. Throw `SimFault` for faults.
 */
export type Method = (ctx: CallContext, self: Ref, args: Record<string, unknown>) => unknown

/** Methods by wire name, as the files of this room export them. */
export type MethodTable = Readonly<Record<string, Method>>

/** Start a task on behalf of a caller: it is named after the method called, and its reason is the caller. */
export function startFor(ctx: CallContext, spec: Omit<TaskSpec, 'method' | 'userName'>): Ref {
  return startTask(ctx.world, {
    ...spec,
    method: ctx.method,
    ...(ctx.session && { userName: ctx.session.userName }),
  })
}

/** For what only a vCenter does. Throws NotSupported at a host by itself. */
export function refuseOnHost({ world }: CallContext): void {
  if (world.product === 'esx')
    throw new SimFault(
      'NotSupported',
      {},
      'The operation is not supported on the object: a host by itself cannot do this.',
    )
}
