/**
 * The values that travel: what a property, an argument or a reply may hold.
 *
 * - Managed object references are `Ref`. Data objects are plain objects with vSphere's field names; where the runtime type
 *   differs from the declared one, or where the declared type is Any, they carry `$type: 'VirtualDisk'`.
 * - Under Any a simple value that is not a string, boolean or plain number needs its type said: `any('xsd:int', 5)`.
 * - Arrays are plain arrays. Under Any an array whose declared element type is not in the schema is `any('ArrayOfString', […])`.
 * - xsd:long is a bigint or a number; xsd:dateTime a Date or an ISO string; base64Binary a Uint8Array.
 */
export class Ref {
  readonly type: string
  readonly value: string
  #key: string | undefined

  constructor(type: string, value: string) {
    this.type = type
    this.value = value
  }

  /** One string per object, for use as a map key. */
  get key(): string {
    return (this.#key ??= `${this.type}:${this.value}`)
  }

  toString(): string {
    return this.key
  }
}

/** A managed object reference, e.g. `ref('VirtualMachine', '12')`. */
export function ref(type: string, value: string): Ref {
  return new Ref(type, value)
}

/** Whether two values are references to the same object. */
export function sameRef(a: unknown, b: unknown): boolean {
  return a instanceof Ref && b instanceof Ref && a.type === b.type && a.value === b.value
}

/** A value with its wire type said, for places declared Any. */
export class Typed {
  readonly type: string
  readonly value: unknown

  constructor(type: string, value: unknown) {
    this.type = type
    this.value = value
  }
}

/** Say the wire type of a value under Any: `any('xsd:int', 5)`, `any('ArrayOfString', ['a'])`, `any('TaskInfoState', 'running')`. */
export function any(type: string, value: unknown): Typed {
  return new Typed(type, value)
}

/**
 * A value that is made when it is first read, for what an estate of 40,000 VMs has much of and nobody may ever look at. Stands as a
 * field of a data object or an object's properties; `made` gives what it stands for.
 */
export class Later {
  #make: (() => unknown) | undefined
  #value: unknown

  constructor(make: () => unknown) {
    this.#make = make
  }

  get value(): unknown {
    if (this.#make !== undefined) {
      this.#value = this.#make()
      this.#make = undefined
    }
    return this.#value
  }
}

export const made = (value: unknown): unknown => (value instanceof Later ? value.value : value)

/** A field that is XML already, with its tags, as the version of its reader wants it. */
export class Written {
  readonly xml: string

  constructor(xml: string) {
    this.xml = xml
  }
}

/** A data object: plain, with vSphere's field names, and `$type` where the type does not follow from the declaration. */
export type DataObject = {
  readonly $type?: string
  readonly [field: string]: unknown
}

export function isDataObject(value: unknown): value is DataObject {
  if (typeof value !== 'object' || value === null) return false
  // Nearly all that is asked about are plain objects.
  if (Object.getPrototypeOf(value) === Object.prototype) return true
  return (
    !Array.isArray(value) &&
    !(value instanceof Ref) &&
    !(value instanceof Typed) &&
    !(value instanceof Later) &&
    !(value instanceof Written) &&
    !(value instanceof Date) &&
    !(value instanceof Uint8Array)
  )
}
