import { isDataObject, made, Ref, Typed } from './value'

/** One step of a property path: a field, or the item of an array that has a key. */
export type Segment = { readonly field: string } | { readonly key: string }

/** `config.hardware.device[4000].backing` as steps. Keys may be quoted: `config.extraConfig["a.b"]`. Undefined when malformed. */
export function parsePath(path: string): readonly Segment[] | undefined {
  const known = cache.get(path)
  if (known !== undefined) return known
  if (path.startsWith('.')) return undefined
  const segments: Segment[] = []
  const step = /(?:^|\.)([A-Za-z_][A-Za-z0-9_]*)|\[(?:"((?:[^"\\]|\\.)*)"|([^\]"]*))\]/gy
  let at = 0
  while (at < path.length) {
    step.lastIndex = at
    const match = step.exec(path)
    if (match === null) return undefined
    const [text, field, quoted, bare] = match
    if (field === undefined && segments.length === 0) return undefined
    segments.push(field === undefined ? { key: quoted?.replace(/\\(.)/g, '$1') ?? bare ?? '' } : { field })
    at += text.length
  }
  if (segments.length === 0) return undefined
  if (cache.size > 10_000) cache.clear()
  cache.set(path, segments)
  return segments
}

const cache = new Map<string, readonly Segment[]>()

/** Steps back to text, keys in brackets: numbers bare, everything else quoted. */
export function formatPath(segments: readonly Segment[]): string {
  return segments
    .map((segment, index) => {
      if ('field' in segment) return index === 0 ? segment.field : `.${segment.field}`
      return /^-?\d+$/.test(segment.key) ? `[${segment.key}]` : `[${JSON.stringify(segment.key)}]`
    })
    .join('')
}

/** Whether one path is the other or lies above or below it. */
export function pathsTouch(a: readonly Segment[], b: readonly Segment[]): boolean {
  const shorter = Math.min(a.length, b.length)
  for (let index = 0; index < shorter; index++) {
    const left = a[index]
    const right = b[index]
    if (left === undefined || right === undefined || !sameStep(left, right)) return false
  }
  return true
}

function sameStep(a: Segment, b: Segment): boolean {
  return 'field' in a ? 'field' in b && a.field === b.field : 'key' in b && a.key === b.key
}

/** The value at a path; undefined when any step of it is unset. */
export function readPath(value: unknown, segments: readonly Segment[]): unknown {
  let here = value
  for (const segment of segments) {
    if (here instanceof Typed) here = here.value
    if ('field' in segment) {
      if (!isDataObject(here)) return undefined
      here = made(here[segment.field])
    } else {
      if (!Array.isArray(here)) return undefined
      here = here.find((item) => hasKey(item, segment.key))
    }
    if (here === undefined || here === null) return undefined
  }
  return here
}

/**
 * The value with one path replaced, everything else shared with the original. `undefined` unsets; a keyed item is then removed.
 * @param own objects that belong to the caller alone, which are changed in place; what is copied becomes one of them.
 */
export function writePath(value: unknown, segments: readonly Segment[], next: unknown, own?: Set<unknown>): unknown {
  return writeFrom(0, value, segments, next, own)
}

function writeFrom(
  step: number,
  value: unknown,
  segments: readonly Segment[],
  next: unknown,
  own: Set<unknown> | undefined,
): unknown {
  const segment = segments[step]
  if (segment === undefined) return next
  const isLast = step + 1 === segments.length
  if ('field' in segment) {
    const before = isDataObject(value) ? value : {}
    const inside = isLast ? undefined : made(before[segment.field])
    const child = writeFrom(step + 1, inside, segments, next, own)
    if (child === undefined) {
      if (!Object.hasOwn(before, segment.field)) return before
      const { [segment.field]: _unset, ...kept } = before
      own?.add(kept)
      return kept
    }
    if (own?.has(before)) {
      const mine: Record<string, unknown> = before // the caller's own, as it says
      mine[segment.field] = child
      return mine
    }
    const copy = { ...before, [segment.field]: child }
    own?.add(copy)
    return copy
  }
  const items: readonly unknown[] = Array.isArray(value) ? value : []
  const index = items.findIndex((item) => hasKey(item, segment.key))
  const child = writeFrom(step + 1, index < 0 ? undefined : items[index], segments, next, own)
  if (child === undefined) return items.filter((_, at) => at !== index)
  return index < 0 ? [...items, child] : items.map((item, at) => (at === index ? child : item))
}

/** Arrays are addressed by an item's `key`, by a reference's moid, or by a simple item's own text. */
export function hasKey(item: unknown, key: string): boolean {
  if (item instanceof Ref) return item.value === key
  if (isDataObject(item)) return item['key'] instanceof Ref ? item['key'].value === key : String(item['key']) === key
  return String(item) === key
}
