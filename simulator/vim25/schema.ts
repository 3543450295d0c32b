import { oldestVersion, parseVersion, type ApiVersion } from './api-version'
import { laterDataTypes } from './later-types'
import { dataTypes, enums as enumLines, managedTypes } from './schema-data'

/** A field of a data object, a property of a managed object or a parameter of a method. */
export type Field = {
  readonly name: string
  /** Wire name of the (element) type: `string`, `VirtualDevice`, `anyType`; `ManagedObjectReference` for references. */
  readonly type: string
  /** For references, the managed type that is pointed to. */
  readonly target?: string
  readonly optional: boolean
  readonly array: boolean
  readonly since: ApiVersion
}

export type DataType = {
  readonly name: string
  readonly base: string | undefined
  readonly since: ApiVersion
  /** All fields in wire order, those of the base first. */
  readonly fields: readonly Field[]
  readonly byName: ReadonlyMap<string, Field>
}

export type MethodType = {
  readonly name: string
  /** In wire order, without `_this`. */
  readonly params: readonly Field[]
  /** Undefined for methods that return nothing. */
  readonly result: Field | undefined
  readonly since: ApiVersion
}

export type ManagedType = {
  readonly name: string
  readonly base: string | undefined
  /** All properties, those of the base first. */
  readonly props: ReadonlyMap<string, Field>
  /** Own methods only; `findMethod` walks the bases. */
  readonly methods: ReadonlyMap<string, MethodType>
}

const simpleTypes: ReadonlySet<string> = new Set(
  'string boolean byte short int long float double dateTime base64Binary'.split(' '),
)

/** Whether a wire type is one of XML Schema's own (`xsd:` on the wire). */
export function isSimple(type: string): boolean {
  return simpleTypes.has(type)
}

/** A field as `name?:*Type[]@since` tells it. */
function parseField(text: string): Field {
  const match = /^(\w*)(\??):(\*?)(\w+)(\[\])?(?:@(.+))?$/.exec(text)
  if (match === null) throw new Error(`Bad field in schema-data: ${text}`)
  const [, name = '', optional, star, type = '', array, since] = match
  return {
    name,
    type: star === '*' ? 'ManagedObjectReference' : type,
    ...(star === '*' ? { target: type } : {}),
    optional: optional === '?',
    array: array !== undefined,
    since: since === undefined ? oldestVersion : (parseVersion(since) ?? oldestVersion),
  }
}

type Entry = {
  readonly base: string | undefined
  readonly since: ApiVersion
  readonly body: string
}

function parseHead(line: string): [string, Entry] {
  const match = /^(\w+)(?: < (\w+))?(?: @(\S+))?:(.*)$/.exec(line)
  if (match === null) throw new Error(`Bad line in schema-data: ${line.slice(0, 80)}`)
  const [, name = '', base, since, body = ''] = match
  return [
    name,
    { base, since: since === undefined ? oldestVersion : (parseVersion(since) ?? oldestVersion), body: body.trim() },
  ]
}

const dataEntries = new Map(`${dataTypes.trim()}\n${laterDataTypes.trim()}`.split('\n').map(parseHead))
const dataCache = new Map<string, DataType>()
const enums = new Map(
  enumLines
    .trim()
    .split('\n')
    .map((line): [string, ReadonlySet<string>] => {
      const [name = '', values = ''] = line.split(' = ')
      return [name, new Set(values.split(' '))]
    }),
)
const subtypes = groupByBase(dataEntries)

function groupByBase(entries: ReadonlyMap<string, Entry>): ReadonlyMap<string, readonly string[]> {
  const groups = new Map<string, string[]>()
  for (const [name, { base }] of entries) {
    if (base === undefined) continue
    const group = groups.get(base)
    if (group === undefined) groups.set(base, [name])
    else group.push(name)
  }
  return groups
}

/** A data object type by wire name. */
export function dataType(name: string): DataType | undefined {
  const cached = dataCache.get(name)
  if (cached !== undefined) return cached
  const entry = dataEntries.get(name)
  if (entry === undefined) return undefined
  const inherited = entry.base === undefined ? [] : (dataType(entry.base)?.fields ?? [])
  const own = entry.body === '' ? [] : entry.body.split(' ').map(parseField)
  const fields = [...inherited, ...own]
  const made: DataType = {
    name,
    base: entry.base,
    since: entry.since,
    fields,
    byName: new Map(fields.map((field) => [field.name, field])),
  }
  dataCache.set(name, made)
  return made
}

/** The values of an enumeration by wire name; undefined when there is no such enumeration. */
export function enumValues(name: string): ReadonlySet<string> | undefined {
  return enums.get(name)
}

/** Whether a data type is another or derives from it. `MethodFault` etc. included. */
export function isDataA(name: string, ancestor: string): boolean {
  for (let at: string | undefined = name; at !== undefined; at = dataEntries.get(at)?.base)
    if (at === ancestor) return true
  return false
}

/** Every type below another, nearest first. */
export function derivedTypes(name: string): readonly string[] {
  const own = subtypes.get(name) ?? []
  return [...own, ...own.flatMap(derivedTypes)]
}

/** A field by name in a type or, failing that, in any type that derives from it: values may be of a derived type. */
export function findField(type: string, name: string): Field | undefined {
  const own = dataType(type)?.byName.get(name)
  if (own !== undefined) return own
  for (const derived of subtypes.get(type) ?? []) {
    const found = findField(derived, name)
    if (found !== undefined) return found
  }
  return undefined
}

/** The type itself or the nearest base that a caller of this version knows. */
export function knownTo(version: ApiVersion, name: string): string {
  let at = dataEntries.get(name)
  let known = name
  while (at !== undefined && at.since > version && at.base !== undefined) {
    known = at.base
    at = dataEntries.get(known)
  }
  return known
}

const managed = parseManaged()

function parseManaged(): ReadonlyMap<string, { own: Entry; methodLines: string[] }> {
  const types = new Map<string, { own: Entry; methodLines: string[] }>()
  types.set('ManagedObject', { own: { base: undefined, since: oldestVersion, body: '' }, methodLines: [] })
  let current: { own: Entry; methodLines: string[] } | undefined
  for (const line of managedTypes.trim().split('\n')) {
    if (line.startsWith('- ')) {
      current?.methodLines.push(line)
      continue
    }
    const [name, own] = parseHead(line)
    current = { own: { ...own, base: own.base ?? 'ManagedObject' }, methodLines: [] }
    types.set(name, current)
  }
  return types
}

const managedCache = new Map<string, ManagedType>()

/** A managed object type by wire name. */
export function managedType(name: string): ManagedType | undefined {
  const cached = managedCache.get(name)
  if (cached !== undefined) return cached
  const entry = managed.get(name)
  if (entry === undefined) return undefined
  const { base, body } = entry.own
  const inherited = base === undefined ? [] : [...(managedType(base)?.props.values() ?? [])]
  const own = body === '' ? [] : body.split(' ').map(parseField)
  const made: ManagedType = {
    name,
    base,
    props: new Map([...inherited, ...own].map((field) => [field.name, field])),
    methods: new Map(entry.methodLines.map(parseMethod).map((method) => [method.name, method])),
  }
  managedCache.set(name, made)
  return made
}

function parseMethod(line: string): MethodType {
  const match = /^- (\w+)\(([^)]*)\) (\*?\w+(?:\[\])?)(\??)(?:@(\S+))?$/.exec(line)
  if (match === null) throw new Error(`Bad method in schema-data: ${line}`)
  const [, name = '', params = '', result = '', optional = '', since] = match
  return {
    name,
    params: params === '' ? [] : params.split(' ').map(parseField),
    result: result === 'void' ? undefined : parseField(`returnval${optional}:${result}`),
    since: since === undefined ? oldestVersion : (parseVersion(since) ?? oldestVersion),
  }
}

/** Whether a managed type is another or derives from it. */
export function isManagedA(name: string, ancestor: string): boolean {
  for (let at: string | undefined = name; at !== undefined; at = managed.get(at)?.own.base)
    if (at === ancestor) return true
  return false
}

/** A method of a managed type, its own or inherited. `Fetch` is on every object, as real hosts have it. */
export function findMethod(type: string, name: string): MethodType | undefined {
  for (let at: string | undefined = type; at !== undefined; at = managed.get(at)?.own.base) {
    const found = managedType(at)?.methods.get(name)
    if (found !== undefined) return found
  }
  return name === 'Fetch' ? fetchMethod : undefined
}

const fetchMethod: MethodType = {
  name: 'Fetch',
  params: [parseField('prop:string')],
  result: parseField('returnval?:anyType'),
  since: oldestVersion,
}

let methodNames: ReadonlySet<string> | undefined

/** Whether any managed type has a method of this name. */
export function isMethodName(name: string): boolean {
  methodNames ??= new Set([
    'Fetch',
    ...[...managed.keys()].flatMap((type) => [...(managedType(type)?.methods.keys() ?? [])]),
  ])
  return methodNames.has(name)
}
