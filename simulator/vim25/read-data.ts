import { isDataObject, made, Ref, Typed, type DataObject } from './value'

/*
 * Readers for values whose shape only the schema knows: decoded arguments and properties. A value of another shape reads
 * as absent, since a client may leave out or mistype anything.
 */

/** A data object's field, with a value under Any taken out of its wrapper. */
export function field(value: unknown, name: string): unknown {
  if (value instanceof Typed) return field(value.value, name)
  if (!isDataObject(value)) return undefined
  const found = made(value[name])
  return found instanceof Typed ? found.value : found
}

export function text(value: unknown, name: string): string | undefined {
  const found = field(value, name)
  return typeof found === 'string' ? found : undefined
}

/** An int or a long; a long beyond 2^53 loses digits, which no size or share here reaches. */
export function number(value: unknown, name: string): number | undefined {
  const found = field(value, name)
  return typeof found === 'number' ? found : typeof found === 'bigint' ? Number(found) : undefined
}

export function flag(value: unknown, name: string): boolean | undefined {
  const found = field(value, name)
  return typeof found === 'boolean' ? found : undefined
}

export function object(value: unknown, name: string): DataObject | undefined {
  const found = field(value, name)
  return isDataObject(found) ? found : undefined
}

export function refIn(value: unknown, name: string): Ref | undefined {
  const found = field(value, name)
  return found instanceof Ref ? found : undefined
}

export function objects(value: unknown, name: string): readonly DataObject[] {
  return asList(field(value, name)).filter(isDataObject)
}

export function refs(value: unknown, name: string): readonly Ref[] {
  return asList(field(value, name)).filter((item) => item instanceof Ref)
}

export function texts(value: unknown, name: string): readonly string[] {
  return asList(field(value, name)).filter((item) => typeof item === 'string')
}

function asList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}

/** The text of a simple value under Any, such as `OptionValue.value`. */
export function anyText(value: unknown): string {
  const plain = value instanceof Typed ? value.value : value
  return typeof plain === 'string' ? plain : typeof plain === 'boolean' ? String(plain).toUpperCase() : plainText(plain)
}

function plainText(value: unknown): string {
  return typeof value === 'number' || typeof value === 'bigint' ? String(value) : ''
}
