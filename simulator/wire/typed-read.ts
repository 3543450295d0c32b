import { hasKey, type Segment } from '../vim25/property-path'
import { dataType, findField, isSimple, managedType, type Field } from '../vim25/schema'
import { isDataObject, Ref, Typed, made } from '../vim25/value'
import type { SimObject } from '../world/world'
import type { Declared } from './xml-write'

/** What a property path of a managed type is declared as; undefined when there is no such property (InvalidProperty). */
export function declaredAt(managed: string, segments: readonly Segment[]): Declared | undefined {
  const [first, ...rest] = segments
  if (first === undefined || !('field' in first)) return undefined
  let here: Declared | undefined = managedType(managed)?.props.get(first.field)
  for (const segment of rest) {
    if (here === undefined) return undefined
    if ('key' in segment) here = here.array ? { type: here.type, array: false } : undefined
    else here = here.array ? undefined : findField(here.type, segment.field)
  }
  return here
}

/**
 * The value at a path of an object, wrapped with its declared type so that it can be sent under Any; undefined when unset.
 * Follows the runtime types, so `config.hardware.device[2000].capacityInKB` is found though VirtualDevice does not declare it.
 */
export function readTyped(object: SimObject, segments: readonly Segment[]): unknown {
  let value: unknown = object.props
  let declared: Declared = { type: object.ref.type, array: false }
  for (const segment of segments) {
    if (value instanceof Typed) value = value.value
    if ('key' in segment) {
      if (!Array.isArray(value)) return undefined
      value = value.find((item) => hasKey(item, segment.key))
      declared = { type: declared.type, array: false }
    } else {
      if (!isDataObject(value)) return undefined
      const field: Field | undefined =
        value === object.props
          ? managedType(declared.type)?.props.get(segment.field)
          : dataType(value.$type ?? declared.type)?.byName.get(segment.field)
      if (field === undefined) return undefined
      value = made(value[segment.field])
      declared = field
    }
    if (value === undefined || value === null) return undefined
  }
  return underAny(value, declared)
}

/** A value of a declared type, ready for a place that is declared Any. */
function underAny(value: unknown, declared: Declared): unknown {
  const { type } = declared
  if (declared.array) return new Typed(arrayName(type), Array.isArray(value) ? value : [value])
  if (value instanceof Typed || type === 'anyType' || value instanceof Ref) return value
  return new Typed(wireName(type), value)
}

const arrayName = remembered((type) => `ArrayOf${type.charAt(0).toUpperCase()}${type.slice(1)}`)
const wireName = remembered((type) => (isSimple(type) ? `xsd:${type}` : type))

/** What is made of each type, of which the schema has so many and no more. */
function remembered(make: (type: string) => string): (type: string) => string {
  const made = new Map<string, string>()
  return (type) => {
    let name = made.get(type)
    if (name === undefined) made.set(type, (name = make(type)))
    return name
  }
}
