import { coreTypes } from './core'
import { datastoreTypes } from './datastores'
import { deviceTypes } from './devices'
import { enums } from './enums'
import { eventTypes } from './events'
import { faultTree } from './fault-tree'
import { faultTypes } from './faults'
import { hostTypes, performanceTypes } from './hosts'
import { methods } from './methods'
import { virtualMachineTypes } from './virtual-machine'

/*
 * The tables are the single source for the order in which we send, the types with which we read, and the WSDL. A type
 * that they do not hold is no error anywhere: it is read as it comes.
 */

/** One child element. `MoRef<Task>` in the tables becomes `ManagedObjectReference`; the class is there for readers. */
export type Field = { readonly name: string; readonly type: string; readonly list: boolean; readonly optional: boolean }

/** A type with its own fields in wire order; `fieldsOf` adds those of its bases. */
type ComplexType = { readonly name: string; readonly base: string | undefined; readonly own: readonly Field[] }

export type Method = {
  readonly name: string
  readonly parameters: readonly Field[]
  readonly result: Field | undefined
}

/** XML Schema's own types, as they appear in the tables and after `xsd:`. */
export const scalarTypes: ReadonlySet<string> = new Set([
  'string',
  'boolean',
  'byte',
  'short',
  'int',
  'long',
  'float',
  'double',
  'dateTime',
  'base64Binary',
  'anyURI',
])

/** Tables are lines `Name < Base = field?: type[]; …`; a line that starts with a space continues the one before. */
function tableLines(table: string): string[] {
  return table
    .replaceAll(/\n +/g, ' ')
    .split('\n')
    .filter((line) => line !== '')
}

function parseField(text: string): Field {
  const match = /^(\w+)(\?)?: (?:MoRef<\w+>|(\w+))(\[\])?$/.exec(text.trim())
  if (!match?.[1]) throw new Error(`schema table: cannot read the field "${text}"`)
  return {
    name: match[1],
    type: match[3] ?? 'ManagedObjectReference',
    list: match[4] !== undefined,
    optional: match[2] !== undefined,
  }
}

const parseFields = (text: string) => (text.trim() === '' ? [] : text.split(';').map(parseField))

function parseType(line: string): ComplexType {
  const match = /^(\w+)(?: < (\w+))? =(.*)$/.exec(line)
  if (!match?.[1]) throw new Error(`schema table: cannot read the type "${line}"`)
  return { name: match[1], base: match[2], own: parseFields(match[3] ?? '') }
}

function parseMethod(line: string): Method {
  const match = /^(\w+)\((.*)\) (.+)$/.exec(line)
  if (!match?.[1] || !match[3]) throw new Error(`schema table: cannot read the method "${line}"`)
  const result = match[3] === 'void' ? undefined : parseField(`returnval?: ${match[3]}`)
  return { name: match[1], parameters: parseFields(match[2] ?? ''), result }
}

const byName = <T extends { name: string }>(items: T[]) => new Map(items.map((item) => [item.name, item]))

const typeTables = [
  coreTypes,
  faultTypes,
  eventTypes,
  virtualMachineTypes,
  deviceTypes,
  hostTypes,
  datastoreTypes,
  performanceTypes,
]

export const complexTypes: ReadonlyMap<string, ComplexType> = byName(typeTables.flatMap(tableLines).map(parseType))
export const vimMethods: ReadonlyMap<string, Method> = byName(tableLines(methods).map(parseMethod))
export const enumValues: ReadonlyMap<string, readonly string[]> = new Map(
  tableLines(enums).map((line) => {
    const [name = '', values = ''] = line.split(': ')
    return [name, values.split(' | ')]
  }),
)

const fieldsByType = new Map<string, ReadonlyMap<string, Field>>()

/** @returns the fields of a type in wire order, bases first, or undefined for a type that the tables do not hold. */
export function fieldsOf(typeName: string): ReadonlyMap<string, Field> | undefined {
  const known = fieldsByType.get(typeName)
  if (known) return known
  const type = complexTypes.get(typeName)
  if (!type) return undefined
  const inherited = type.base === undefined ? undefined : fieldsOf(type.base)
  const fields = new Map(inherited)
  for (const field of type.own) fields.set(field.name, field)
  fieldsByType.set(typeName, fields)
  return fields
}

/** Each fault of the tree with the one that it derives from. */
function parentsIn(tree: string): ReadonlyMap<string, string> {
  const parents = new Map<string, string>()
  const open: string[] = []
  let last = ''
  for (const [token] of tree.matchAll(/\w+|[()]/g)) {
    const parent = open.at(-1)
    if (token === '(') open.push(last)
    else if (token === ')') open.pop()
    else {
      last = token
      if (parent !== undefined) parents.set(token, parent)
    }
  }
  return parents
}

const faultParents = parentsIn(faultTree)

/** The types that a type is known to derive from, nearest first; none for a type that Andon has never heard of. */
export function basesOf(typeName: string): string[] {
  const bases: string[] = []
  for (let type: string | undefined = typeName; type !== undefined;) {
    type = complexTypes.get(type)?.base ?? faultParents.get(type)
    if (type !== undefined) bases.push(type)
  }
  return bases
}

/**
 * The fields of a type, or of the nearest one that it derives from: by its own known bases, else by what its place
 * promises. Undefined where neither is in the tables.
 */
export function fieldsOfNearest(
  typeName: string,
  declared: string | undefined,
): ReadonlyMap<string, Field> | undefined {
  const own = fieldsOf(typeName)
  if (own) return own
  const promised = declared === undefined ? [] : [declared, ...basesOf(declared)]
  const nearest = [...basesOf(typeName), ...promised].find((base) => complexTypes.has(base))
  return nearest === undefined ? undefined : fieldsOf(nearest)
}
