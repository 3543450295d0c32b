import type { DataObject } from './value'

/** One link of a fault's chain of causes, as `MethodFault.faultMessage` carries it (vim25 1.8). */
export type FaultMessage = {
  readonly key: string
  readonly message?: string
  readonly arg?: readonly { readonly key: string; readonly value: unknown }[]
}

/**
 * A vSphere fault. Thrown by a method it becomes a SOAP fault with typed detail; `localized()` is the same fault as data,
 * for `TaskInfo.error` and other fields declared LocalizedMethodFault.
 */
export class SimFault extends Error {
  readonly type: string
  readonly fields: Readonly<Record<string, unknown>>

  constructor(
    type: string,
    fields: Readonly<Record<string, unknown>> = {},
    message: string = defaultMessage(type),
    faultMessage: readonly FaultMessage[] = [],
  ) {
    super(message)
    this.name = 'SimFault'
    this.type = type
    this.fields = faultMessage.length === 0 ? fields : { faultMessage, ...fields }
  }

  /** The fault as a data object with `$type`. */
  data(): DataObject {
    return { ...this.fields, $type: this.type }
  }

  /** The fault as a LocalizedMethodFault. */
  localized(): DataObject {
    return { fault: this.data(), localizedMessage: this.message }
  }
}

const messages: Readonly<Record<string, string>> = {
  ConcurrentAccess: 'The resource or object is being concurrently modified.',
  InvalidCollectorVersion: 'A specified version is not valid for this property collector.',
  InvalidLogin: 'Cannot complete login due to an incorrect user name or password.',
  InvalidPowerState: 'The attempted operation cannot be performed in the current state.',
  InvalidState: 'The operation is not allowed in the current state.',
  ManagedObjectNotFound: 'The object has already been deleted or has not been completely created',
  MethodNotFound: 'The method is not found on the object.',
  NotAuthenticated: 'The session is not authenticated.',
  NotImplemented: 'The requested operation is not implemented by the server.',
  NotSupported: 'The operation is not supported on the object.',
  NoPermission: 'Permission to perform this operation was denied.',
  RequestCanceled: 'The task was canceled by a user.',
  TaskInProgress: 'The operation is not allowed because another task is already in progress.',
  ToolsUnavailable: 'Cannot complete operation because VMware Tools is not running in this virtual machine.',
}

function defaultMessage(type: string): string {
  return messages[type] ?? `The operation failed: ${type}.`
}

/** A parameter, or a field of one, that cannot be. */
export const invalidArgument = (invalidProperty: string): SimFault =>
  new SimFault('InvalidArgument', { invalidProperty }, `A specified parameter was not correct: ${invalidProperty}`)
