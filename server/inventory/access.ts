import type { ConnectionId, MoRef } from '@/lib/vsphere/ids'
import type { Parameters } from '../vsphere/encode'
import { VimFault } from '../vsphere/errors'
import type { FileAnswer, FileExchange } from '../vsphere/file-transport'
import type { FilterSpec } from '../vsphere/filter-spec'
import { retrieveEach, retrieveOne, type ObjectContent } from '../vsphere/retrieve'
import type { ServiceContent } from '../vsphere/service-content'
import type { Session } from '../vsphere/session'
import type { WireValue } from '../vsphere/wire-value'

/**
 * One endpoint for the rooms that know what they ask of it: files and hardware. Everything goes over the connection's
 * one session. Rejects with VimFault or WireError.
 */
export type EndpointAccess = {
  readonly connection: ConnectionId
  readonly content: ServiceContent
  /**
   * A time that a host wrote down (ISO 8601) in our clock. Undefined where that cannot be known: how far the clock is off
   * was not measured, or it is a vCenter's, which says nothing of the clocks of its hosts.
   */
  readonly hostTime: ((text: string) => string) | undefined
  /** `timeoutMs`: of a call that may take longer than hosts usually do. */
  call(
    method: string,
    target: MoRef,
    parameters?: Parameters,
    options?: { timeoutMs: number },
  ): Promise<WireValue | undefined>
  /** Privileges that are missing with these roles (`effectiveRole` of an object); undefined: not known. Never rejects. */
  missingWith(roles: readonly number[] | undefined): Promise<readonly string[] | undefined>
  /** Properties of one object; those that it does not have are left out. ManagedObjectNotFound when it is gone. */
  read(obj: MoRef, paths: readonly string[]): Promise<ReadonlyMap<string, WireValue>>
  /** The same, with the reasons of the server for what it does not tell. */
  readContent(obj: MoRef, paths: readonly string[]): Promise<ObjectContent>
  /** Properties of several; what is gone is left out, and of what may not be seen everything is missing. */
  retrieve(spec: FilterSpec): Promise<ObjectContent[]>
  /** Waits until a task has ended. @returns its result; rejects with its fault. It is kept out of the live tasks. */
  endOf(task: MoRef): Promise<WireValue | undefined>
  /** Shows a task that was started here among the live ones until it has ended, whoever lists it. */
  show(task: MoRef): void
  exchangeFile(exchange: FileExchange): Promise<FileAnswer>
}

/**
 * Properties of an object that is only beside what is read: one that is gone or may not be seen has none. Rejects with
 * WireError.
 */
export async function readBeside(
  access: Pick<EndpointAccess, 'read'>,
  obj: MoRef,
  paths: readonly string[],
): Promise<ReadonlyMap<string, WireValue>> {
  try {
    return await access.read(obj, paths)
  } catch (error) {
    if (error instanceof VimFault) return new Map()
    throw error
  }
}

type Ports = Pick<EndpointAccess, 'endOf' | 'show' | 'hostTime' | 'missingWith'>

/** Access through a session; only for as long as that session is the connection's. */
export const endpointAccess = (connection: ConnectionId, session: Session, ports: Ports): EndpointAccess => ({
  connection,
  content: session.content,
  call: (method, target, parameters, options) => session.call(method, target, parameters, options),
  read: async (obj, paths) => (await retrieveOne(session, obj, paths)).properties,
  readContent: (obj, paths) => retrieveOne(session, obj, paths),
  retrieve: (spec) => retrieveEach(session, spec),
  exchangeFile: (exchange) => session.exchangeFile(exchange),
  ...ports,
})
