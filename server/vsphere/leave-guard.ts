import type { Dispatcher, Pool } from 'undici'
import { WireError } from './errors'

/**
 * Whether this process may still change something at a host. Asked at the very moment in which a request that would
 * leaves: before that it may have waited for a connection, and the process may have stood still for minutes.
 */
export type MayChange = () => boolean

/** Calls that change something, beside those that begin a task. */
const changing: ReadonlySet<string> = new Set([
  'AddPortGroup',
  'AddVirtualSwitch',
  'AnswerVM',
  'CancelTask',
  'MakeDirectory',
  'MarkAsTemplate',
  'MarkAsVirtualMachine',
  'MountToolsInstaller',
  'MoveIntoResourcePool',
  'RebootGuest',
  'ReconfigureAutostart',
  'Reload',
  'RemovePortGroup',
  'RemoveVirtualSwitch',
  'RenameSnapshot',
  'RescanAllHba',
  'RescanHba',
  'RescanVmfs',
  'ShutdownGuest',
  'UnmountToolsInstaller',
  'UnregisterVM',
  'UpdatePortGroup',
  'UpdateVirtualSwitch',
])

export const changesHost = (method: string): boolean =>
  changing.has(method) || (method.endsWith('_Task') && method !== 'SearchDatastore_Task')

/** The same connections, for requests that leave only while the process may change something. They reject with `not-sent`. */
export const whileAllowed = (pool: Pool, mayChange: MayChange): Dispatcher =>
  pool.compose((dispatch) => (options, handler) => dispatch(options, guarded(handler, mayChange)))

const guarded = (handler: Dispatcher.DispatchHandler, mayChange: MayChange): Dispatcher.DispatchHandler => ({
  /** The connection is there, and nothing has been written to it. */
  onRequestStart(controller, context) {
    handler.onRequestStart?.(controller, context)
    if (!mayChange()) controller.abort(new WireError('not-sent', 'this process has been taken for gone'))
  },
  onRequestUpgrade: (...told) => handler.onRequestUpgrade?.(...told),
  onResponseStart: (...told) => handler.onResponseStart?.(...told),
  onResponseData: (...told) => handler.onResponseData?.(...told),
  onResponseEnd: (...told) => handler.onResponseEnd?.(...told),
  onResponseError: (...told) => handler.onResponseError?.(...told),
})
