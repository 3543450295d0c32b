import type { PropertyChange } from '../vsphere/update-set'
import { asList, asObject, asRef, asText, type WireObject, type WireValue } from '../vsphere/wire-value'

/** The properties of one object by the paths that were asked for. */
export type Properties = Map<string, WireValue>

/**
 * Applies one change. The stream asks for whole values, so the name is nearly always a path that was asked for; a
 * server may also name a part of one (`recentTask["task-5"]`, `summary.config.numCpu` within `summary`).
 */
export function applyChange(properties: Properties, { name, op, value }: PropertyChange): void {
  const element = elementOf(name)
  if (element) {
    changeElement(properties, element.path, element.key, op === 'remove' || op === 'indirectRemove' ? undefined : value)
    return
  }
  const whole = properties.has(name) ? undefined : holderOf(properties, name)
  if (whole) properties.set(whole.path, withPart(whole.value, whole.rest, op === 'assign' ? value : undefined))
  else if (value === undefined || op === 'remove' || op === 'indirectRemove') properties.delete(name)
  else properties.set(name, value)
}

/** `path["key"]` or `path[key]`, taken apart by the last bracket: a name may be as long as a server likes. */
function elementOf(name: string): { path: string; key: string } | undefined {
  const open = name.endsWith(']') ? name.lastIndexOf('[') : -1
  if (open < 1) return undefined
  const key = name
    .slice(open + 1, -1)
    .replace(/^"/, '')
    .replace(/"$/, '')
  return /["\]]/.test(key) ? undefined : { path: name.slice(0, open), key }
}

/** An element of a list, known by its moid or key: replaced, added or, without a value, taken out. */
function changeElement(properties: Properties, path: string, key: string, value: WireValue | undefined): void {
  const others = asList(properties.get(path)).filter((element) => keyOf(element) !== key)
  properties.set(path, value === undefined ? others : [...others, value])
}

function keyOf(element: WireValue): string {
  const key = asRef(element)?.value ?? asObject(element)?.key
  return typeof key === 'number' ? String(key) : (asText(key) ?? '')
}

/** The asked-for property that a longer name is a part of. */
function holderOf(
  properties: Properties,
  name: string,
): { path: string; value: WireObject; rest: string[] } | undefined {
  for (const { path, rest } of partsOf(name)) {
    const value = asObject(properties.get(path))
    if (value) return { path, value, rest }
  }
  return undefined
}

/** What a name may be a part of, the longest path first. The same few names are told of every object. */
function partsOf(name: string): readonly { path: string; rest: string[] }[] {
  const known = partsOfNames.get(name)
  if (known) return known
  const parts = []
  for (let dot = name.lastIndexOf('.'); dot > 0; dot = name.lastIndexOf('.', dot - 1))
    parts.push({ path: name.slice(0, dot), rest: name.slice(dot + 1).split('.') })
  // A server may name things as it likes.
  if (partsOfNames.size < 200 && name.length < 100) partsOfNames.set(name, parts)
  return parts
}

const partsOfNames = new Map<string, readonly { path: string; rest: string[] }[]>()

function withPart(whole: WireObject, [part = '', ...rest]: string[], value: WireValue | undefined): WireObject {
  if (rest.length === 0) return { ...whole, [part]: value }
  return { ...whole, [part]: withPart(asObject(whole[part]) ?? {}, rest, value) }
}
