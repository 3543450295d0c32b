import { dataType, enumValues, isDataA, isManagedA, isSimple, managedType, type Field } from '../vim25/schema'
import { isDataObject, made, Ref, Typed } from '../vim25/value'
import type { SimObject } from '../world/world'

/*
 * Whether objects are what the vim25 vocabulary says they are. The writer sends what it is given; this finds what would be lost or
 * would break a strict client: unknown fields, missing required ones, values that are not of their type. For tests.
 */

/** What is wrong with an object, one line per problem, `VirtualMachine:1 runtime.powerState: …`. */
export function problemsOf(object: SimObject): readonly string[] {
  const type = managedType(object.ref.type)
  if (type === undefined) return [`${object.ref.key}: no such managed type`]
  const problems: string[] = []
  for (const [name, value] of Object.entries(object.props)) {
    const field = type.props.get(name)
    if (field === undefined) problems.push(`${object.ref.key} ${name}: no such property`)
    else if (value !== undefined) checkField(value, field, `${object.ref.key} ${name}`, problems)
  }
  for (const field of type.props.values()) {
    const missing = !field.optional && !field.array && made(object.props[field.name]) === undefined
    if (missing) problems.push(`${object.ref.key} ${field.name}: required in ${object.ref.type}`)
  }
  return problems
}

/** The same for a value that is sent by itself, such as the result of a method. */
export function problemsOfValue(value: unknown, field: Field): readonly string[] {
  const problems: string[] = []
  if (value !== undefined) checkField(value, field, field.name, problems)
  return problems
}

function checkField(given: unknown, field: Field, path: string, problems: string[]): void {
  const value = made(given)
  if (!field.array) {
    checkValue(value, field, path, problems)
  } else if (!Array.isArray(value)) {
    problems.push(`${path}: must be an array`)
  } else {
    for (const [index, item] of value.entries()) checkValue(item, field, `${path}[${index}]`, problems)
  }
}

function checkValue(value: unknown, declared: Pick<Field, 'type' | 'target'>, path: string, problems: string[]): void {
  const wrong = (what: string): void => {
    problems.push(`${path}: ${what}, is ${JSON.stringify(value, bigintsToo)?.slice(0, 120)}`)
  }
  if (declared.type === 'anyType') {
    checkAny(value, path, problems)
  } else if (value instanceof Typed) {
    checkValue(value.value, { type: value.type.replace(/^xsd:/, '') }, path, problems)
  } else if (declared.type === 'ManagedObjectReference') {
    if (!(value instanceof Ref)) wrong('must be a reference')
    else if (declared.target !== undefined && !isManagedA(value.type, declared.target))
      wrong(`must refer to a ${declared.target}`)
  } else if (isSimple(declared.type)) {
    if (!isOf(declared.type, value)) wrong(`must be xsd:${declared.type}`)
  } else if (enumValues(declared.type) !== undefined) {
    if (typeof value !== 'string' || enumValues(declared.type)?.has(value) !== true) wrong(`must be a ${declared.type}`)
  } else if (!isDataObject(value)) {
    wrong(`must be a ${declared.type}`)
  } else {
    checkData(value, declared.type, path, problems)
  }
}

function checkAny(value: unknown, path: string, problems: string[]): void {
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) checkAny(item, `${path}[${index}]`, problems)
  } else if (value instanceof Typed) {
    const element = /^ArrayOf(\w+)$/.exec(value.type)?.[1]
    if (element === undefined) checkValue(value.value, { type: value.type.replace(/^xsd:/, '') }, path, problems)
    else if (!Array.isArray(value.value)) problems.push(`${path}: ${value.type} must hold an array`)
  } else if (isDataObject(value)) {
    if (value.$type === undefined) problems.push(`${path}: a data object under Any must have $type`)
    else checkData(value, value.$type, path, problems)
  }
}

function checkData(value: Record<string, unknown>, declared: string, path: string, problems: string[]): void {
  const name = typeof value['$type'] === 'string' ? value['$type'] : declared
  const type = dataType(name)
  if (type === undefined) {
    problems.push(`${path}: no such type ${name}`)
    return
  }
  if (!isDataA(name, declared)) problems.push(`${path}: ${name} is not a ${declared}`)
  for (const key of Object.keys(value)) {
    if (key !== '$type' && !type.byName.has(key)) problems.push(`${path}.${key}: no such field in ${name}`)
  }
  for (const field of type.fields) {
    const inner = made(value[field.name])
    if (inner === undefined || inner === null) {
      if (!field.optional && !field.array) problems.push(`${path}.${field.name}: required in ${name}`)
    } else {
      checkField(inner, field, `${path}.${field.name}`, problems)
    }
  }
}

const limits: Readonly<Record<string, number>> = { byte: 2 ** 7, short: 2 ** 15, int: 2 ** 31, long: 2 ** 63 }

function isOf(type: string, value: unknown): boolean {
  switch (type) {
    case 'string':
      return typeof value === 'string'
    case 'boolean':
      return typeof value === 'boolean'
    case 'dateTime':
      return value instanceof Date
        ? !Number.isNaN(value.getTime())
        : typeof value === 'string' && /^\d{4}-\d\d-\d\dT/.test(value)
    case 'base64Binary':
      return value instanceof Uint8Array
    case 'float':
    case 'double':
      return typeof value === 'number'
    default: {
      const limit = limits[type] ?? 0
      if (typeof value === 'bigint') return type === 'long'
      return typeof value === 'number' && Number.isInteger(value) && value >= -limit && value < limit
    }
  }
}

function bigintsToo(_key: string, value: unknown): unknown {
  return typeof value === 'bigint' ? String(value) : value
}
