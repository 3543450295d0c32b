import { vimFaultOf } from '../../vsphere/fault'
import { complexTypes, enumValues, fieldsOf, scalarTypes } from '../../vsphere/schema/schema'
import type { WireTap } from '../../vsphere/wire-tap'
import { asList, asObject, asObjects, asRef, asText, type WireObject, type WireValue } from '../../vsphere/wire-value'

/** How often something was met. */
export type Met = { what: string; times: number }

export type Understanding = {
  /** Types that Andon's tables do not hold; their values are kept as they came. */
  unknownTypes: Met[]
  /** `Type.field`s that they do not hold. */
  unknownFields: Met[]
  /** `Enumeration value`s that they do not hold. */
  unknownValues: Met[]
  /** `Class property: fault` for what was asked for and not given. */
  missing: Met[]
  /** Methods that were called, and how often. */
  calls: Met[]
  /** Methods that the server refused, with its fault: `Method: fault`. */
  faults: Met[]
}

/** Sees what comes from an endpoint, and keeps what Andon's tables have no place for. */
export function observeUnderstanding(): { tap: WireTap; result: () => Understanding } {
  const counts = {
    unknownTypes: new Map<string, number>(),
    unknownFields: new Map<string, number>(),
    unknownValues: new Map<string, number>(),
    missing: new Map<string, number>(),
    calls: new Map<string, number>(),
    faults: new Map<string, number>(),
  }
  const note = (list: keyof typeof counts, what: string) => counts[list].set(what, (counts[list].get(what) ?? 0) + 1)

  function look(value: WireValue | undefined): void {
    if (Array.isArray(value)) return value.forEach(look)
    const object = asObject(value)
    if (!object || asRef(object)) return
    const type = object.$type
    const fields = type === undefined ? undefined : fieldsOf(type)
    if (type !== undefined && !fields && !isPlain(type)) note('unknownTypes', type)
    noteMissing(object)
    for (const [name, field] of Object.entries(object)) {
      if (name.startsWith('$')) continue
      const known = fields?.get(name)
      if (fields && !known) note('unknownFields', `${type}.${name}`)
      const values = known && enumValues.get(known.type)
      for (const one of values ? asList(field) : []) {
        const text = asText(one)
        if (text !== undefined && !values?.includes(text)) note('unknownValues', `${known?.type} ${text}`)
      }
      look(field)
    }
  }

  function noteMissing(object: WireObject): void {
    const owner = asRef(object.obj)?.type ?? 'object'
    for (const { path, fault } of asObjects(object.missingSet)) {
      const inner = asObject(asObject(fault)?.fault)
      const privilege = asText(inner?.privilegeId)
      const reason = inner?.$type ?? 'no reason given'
      note('missing', `${owner} ${asText(path) ?? '?'}: ${reason}${privilege === undefined ? '' : ` (${privilege})`}`)
    }
  }

  return {
    tap: {
      decoded(method, reply) {
        note('calls', method)
        if (reply.kind === 'value') return look(reply.value)
        note('faults', `${method}: ${vimFaultOf(reply).fault.type}`)
      },
    },
    result: () => ({
      unknownTypes: sorted(counts.unknownTypes),
      unknownFields: sorted(counts.unknownFields),
      unknownValues: sorted(counts.unknownValues),
      missing: sorted(counts.missing),
      calls: sorted(counts.calls),
      faults: sorted(counts.faults),
    }),
  }
}

const isPlain = (type: string) =>
  complexTypes.has(type) ||
  enumValues.has(type) ||
  scalarTypes.has(type.replace(/^xsd:/, '')) ||
  type.startsWith('ArrayOf')

const sorted = (counts: Map<string, number>): Met[] =>
  [...counts].map(([what, times]) => ({ what, times })).sort((a, b) => (a.what < b.what ? -1 : 1))
