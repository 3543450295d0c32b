declare const brand: unique symbol
type Brand<T, Name extends string> = T & { readonly [brand]: Name }

/** One configured vSphere endpoint. */
export type ConnectionId = Brand<string, 'ConnectionId'>
/** One operation that an operator asked for. */
export type RunId = Brand<string, 'RunId'>
/** One rule of what becomes of questions. */
export type RuleId = Brand<string, 'RuleId'>
/** One way out for signals: what is told, and to whom. */
export type RouteId = Brand<string, 'RouteId'>
/** The text of a managed object reference, opaque: `12`, `vm-19`, `session[…]…`. */
export type Moid = Brand<string, 'Moid'>

/** A managed object reference: `<x type="VirtualMachine">vm-19</x>`. Only unique together with its connection. */
export type MoRef<Type extends string = string> = { readonly type: Type; readonly value: Moid }

/** `connection/moid`: one object, unique in this console. */
export type VmKey = Brand<string, 'VmKey'>
export type HostKey = Brand<string, 'HostKey'>
export type DatastoreKey = Brand<string, 'DatastoreKey'>
export type TaskKey = Brand<string, 'TaskKey'>
/** `connection/vm moid/question id`: the host counts a VM's questions, and may begin anew when the VM starts again. */
export type QuestionKey = Brand<string, 'QuestionKey'>

export const connectionId = (text: string) => text as ConnectionId
export const runId = (text: string) => text as RunId
export const ruleId = (text: string) => text as RuleId
export const routeId = (text: string) => text as RouteId
export const moid = (text: string) => text as Moid

export const moRef = <Type extends string>(type: Type, value: string): MoRef<Type> => ({ type, value: value as Moid })

/** Most of them stay as they are; looking at one is sooner done than encoding it. */
const encoded = (part: string) => (/^[\w.-]*$/.test(part) ? part : encodeURIComponent(part))

const join = (connection: ConnectionId, part: string) => `${connection}/${encoded(part)}`

export const vmKey = (connection: ConnectionId, vm: Moid) => join(connection, vm) as VmKey
export const hostKey = (connection: ConnectionId, host: Moid) => join(connection, host) as HostKey
export const datastoreKey = (connection: ConnectionId, datastore: Moid) => join(connection, datastore) as DatastoreKey
export const taskKey = (connection: ConnectionId, task: Moid) => join(connection, task) as TaskKey
export const questionKey = (connection: ConnectionId, vm: Moid, question: string) =>
  `${join(connection, vm)}/${encoded(question)}` as QuestionKey

/**
 * Takes a key apart again. Connection ids hold no slash; moids may (vcsim's do), so they are URI-encoded inside keys.
 * @returns undefined when the text is not such a key (a browser sent it: never trust it).
 */
export function splitKey(key: string): { connection: ConnectionId; moid: Moid } | undefined {
  const slash = key.indexOf('/')
  const next = key.indexOf('/', slash + 1)
  const object = key.slice(slash + 1, next === -1 ? undefined : next)
  if (slash < 1 || object === '') return undefined
  try {
    const decoded = object.includes('%') ? decodeURIComponent(object) : object
    return { connection: key.slice(0, slash) as ConnectionId, moid: decoded as Moid }
  } catch {
    return undefined
  }
}

/** The host's own id of a question. */
export const questionIdOf = (key: QuestionKey): string => decodeURIComponent(key.slice(key.lastIndexOf('/') + 1))

/** The VM that a question is about: the key of a question begins with its VM's. */
export const vmOfQuestion = (key: QuestionKey): VmKey => key.slice(0, key.lastIndexOf('/')) as VmKey
