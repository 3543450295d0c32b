import type { FaultText } from '@/lib/vsphere/task'
import { withoutUndefined } from '@/lib/without-undefined'
import { cutText, mostOf } from './cut-text'
import { VimFault } from './errors'
import type { SoapReply } from './reply-reader'
import { basesOf } from './schema/schema'
import {
  asList,
  asName,
  asObject,
  asObjects,
  asRef,
  asShown,
  isObject,
  type WireObject,
  type WireValue,
} from './wire-value'

type ChainLink = FaultText['chain'][number]

/** Causes may be nested; a peer that nests them without end is not followed. */
const maxCauses = 20
/** Texts that are kept of one chain. */
const mostLinks = 50

/**
 * The chain behind a fault, outermost first: its own `faultMessage[]`, a `reason` that no message repeats, then its
 * `faultCause` with the same.
 */
function chainOf(fault: WireObject, depth = 0): ChainLink[] {
  const chain: ChainLink[] = asObjects(fault.faultMessage)
    .slice(0, mostLinks)
    .map((message) => {
      const key = asName(message.key)
      const text = asShown(message.message) ?? cutText(argumentsOf(message) ?? key ?? '', mostOf.text)
      return key === undefined ? { message: text } : { key, message: text }
    })
  const reason = asShown(fault.reason)
  if (reason && !chain.some((link) => link.message.includes(reason))) chain.unshift({ message: reason })
  const cause = asObject(fault.faultCause)
  if (!cause || depth >= maxCauses) return chain
  const inner = asObject(cause.fault) ?? cause
  const message = asShown(cause.localizedMessage) ?? (inner.$type && cutText(inner.$type, mostOf.name))
  const links = chainOf(inner, depth + 1)
  if (message !== undefined && !links.some((link) => link.message === message)) links.unshift({ message })
  return [...chain, ...links].slice(0, mostLinks)
}

/** Without a message, the arguments are all that tells one failure from another. */
function argumentsOf(message: WireObject): string | undefined {
  const values = asObjects(message.arg).flatMap(({ value }) => (typeof value === 'object' ? [] : [String(value)]))
  return values.length > 0 ? values.join(', ') : undefined
}

const mostFields = 20
const mostCharacters = 300
/** What stands elsewhere in a FaultText. */
const notOwn = new Set(['$type', '$text', 'faultCause', 'faultMessage', 'reason'])

/** The fault's own fields, by name: they say which file, which property, which privilege. */
function ownFields(fault: WireObject): Pick<FaultText, 'fields' | 'needs'> {
  const texts = Object.entries(fault).flatMap(([name, value]) => {
    if (notOwn.has(name) || value === undefined) return []
    const text = textOf(value)
    return text === ''
      ? []
      : [
          [
            cutText(name, mostOf.name),
            text.length > mostCharacters ? `${text.slice(0, mostCharacters)}…` : text,
          ] as const,
        ]
  })
  const needs = neededPrivileges(fault)
  return {
    ...(texts.length > 0 ? { fields: Object.fromEntries(texts.slice(0, mostFields)) } : {}),
    ...(needs.length > 0 ? { needs } : {}),
  }
}

function textOf(value: WireValue, depth = 0): string {
  if (typeof value !== 'object') return String(value)
  if (depth > 3) return '…'
  if (!isObject(value))
    return asList(value)
      .slice(0, mostFields)
      .map((one) => textOf(one, depth + 1))
      .join(', ')
  const ref = asRef(value)
  if (ref) return `${ref.type} ${ref.value}`
  const fields = Object.entries(value).flatMap(([name, field]) =>
    name === '$type' || field === undefined ? [] : `${name}: ${textOf(field, depth + 1)}`,
  )
  return `(${fields.slice(0, mostFields).join('; ')})`
}

/** NoPermission names one privilege and its object; from 7.0.3 on a server may name several, each on an object of its own. */
function neededPrivileges(fault: WireObject): NonNullable<FaultText['needs']> {
  const on = (value: WireValue | undefined) => {
    const ref = asRef(value)
    return ref ? { on: { type: ref.type, moid: ref.value } } : {}
  }
  const several = asObjects(fault.missingPrivileges).flatMap(({ entity, privilegeIds }) =>
    asList(privilegeIds).flatMap((id) => {
      const privilege = asName(id)
      return privilege === undefined ? [] : [{ privilege, ...on(entity) }]
    }),
  )
  const privilege = asName(fault.privilegeId)
  const one = privilege === undefined ? [] : [{ privilege, ...on(fault.object) }]
  const known = new Set(several.map((need) => need.privilege))
  return [...one.filter((need) => !known.has(need.privilege)), ...several].slice(0, mostFields)
}

/** `TaskInfo.error`, `MissingProperty.fault` and their like: LocalizedMethodFault. */
export function faultTextOf(localized: WireObject): FaultText {
  const fault = asObject(localized.fault) ?? {}
  const type = cutText(fault.$type ?? 'MethodFault', mostOf.name)
  const message = asShown(localized.localizedMessage) || asShown(fault.reason) || type
  return { type, message, chain: chainOf(fault).filter((link) => link.message !== message), ...ownFields(fault) }
}

/**
 * The fault of a SOAP reply to a method: the type comes from `xsi:type`, else from the name of the element in `detail`.
 * Where both are there and differ, the element names one that the type derives from.
 */
export function vimFaultOf(reply: Extract<SoapReply, { kind: 'fault' }>, method?: string): VimFault {
  const [name, detail] = firstChild(reply.detail)
  const named = name?.replace(/Fault$/, '')
  const type = cutText(detail?.$type ?? named ?? (reply.code.replace(/^.*:/, '') || 'Fault'), mostOf.name)
  const message = cutText(reply.text, mostOf.text) || asShown(detail?.reason) || type
  const chain = detail ? chainOf(detail).filter((link) => link.message !== message) : []
  const text = { type, message, chain, ...ownFields(detail ?? {}) }
  return new VimFault(text, detail ?? {}, withoutUndefined({ method, declared: named }))
}

function firstChild(detail: WireObject | undefined): [string?, WireObject?] {
  for (const [name, value] of Object.entries(detail ?? {})) {
    const child = asList(value)[0]
    if (name !== '$type' && name !== '$text') return isObject(child) ? [name, child] : [name]
  }
  return []
}

/**
 * Whether a fault is of a type or derives from it, as PasswordExpired does from InvalidLogin. Of a type that Andon has
 * never heard of only the name is known.
 */
export const isFaultOf = (type: string, base: string): boolean => type === base || basesOf(type).includes(base)

/** Whether an error is a fault of one of the types, or derives from one. */
export const isFault = (error: unknown, ...types: string[]): error is VimFault =>
  error instanceof VimFault && types.some((type) => error.types.includes(type))
