import { plainAnnotation } from '../vim25/name-escapes'

/** A VMX file as the simulated host reads it: keys compare without case, the first of several equal keys wins. */
export type VmxValues = ReadonlyMap<string, { key: string; value: string }>

/** The largest file that a host takes as a configuration. */
const largestVmx = 4 * 1024 * 1024

/**
 * Read the bytes of a .vmx file. Lines are `key = "value"`; blank lines and `#` comments are skipped. Undefined when a
 * line is neither, when there is a NUL, or when the file is too large: a host refuses such a file as a whole.
 */
export function parseVmx(bytes: Uint8Array): VmxValues | undefined {
  if (bytes.length > largestVmx || bytes.includes(0)) return undefined
  const values = new Map<string, { key: string; value: string }>()
  for (const statement of vmxLines(bytes)) {
    if (statement === '' || statement.startsWith('#')) continue
    const match = assignment.exec(statement)
    if (match === null) return undefined
    const [, key = '', quoted, bare = ''] = match
    const known = key.toLowerCase()
    const value = quoted ?? bare
    // The name is in two schemes, which have to be undone together.
    if (!values.has(known)) values.set(known, { key, value: known === 'displayname' ? value : plainAnnotation(value) })
  }
  return values
}

/** `key = "value"`, with or without quotes. */
const assignment = /^([A-Za-z.][\w:.*-]*)\s*=\s*(?:"([^"]*)"|([^\s"#;]*))\s*(?:#.*)?;?$/

/** The lines of a file, without the space around them. */
export const vmxLines = (bytes: Uint8Array): readonly string[] =>
  decode(bytes)
    .split(/[\r\n]+/)
    .map((line) => line.trim())

/** The key of a line that sets one, as it is written. */
export const vmxKeyOf = (line: string): string | undefined => assignment.exec(line)?.[1]

/** The encoding is named by the file itself; everything that Node does not know is read as windows-1252, as ESX does. */
function decode(bytes: Uint8Array): string {
  const ascii = Buffer.from(bytes).toString('latin1')
  const name = /^\s*\.encoding\s*=\s*"([^"]*)"/im.exec(ascii)?.[1] ?? 'UTF-8'
  try {
    return new TextDecoder(name).decode(bytes)
  } catch {
    return new TextDecoder('windows-1252').decode(bytes)
  }
}

export const vmxValue = (values: VmxValues, key: string): string | undefined => values.get(key.toLowerCase())?.value

export const vmxTrue = (values: VmxValues, key: string): boolean => vmxValue(values, key)?.toLowerCase() === 'true'

/** A whole number, `unlimited` being -1; undefined when absent or something else. */
export function vmxNumber(values: VmxValues, key: string): number | undefined {
  const value = vmxValue(values, key)?.trim().toLowerCase()
  if (value === undefined) return undefined
  if (value === 'unlimited') return -1
  return /^-?\d+$/.test(value) ? Number(value) : undefined
}

/** `50 11 5e 16 9b dc 49 d7-f1 71 53 c4 d7 f9 17 10`. */
export function vmxUuid(uuid: string): string {
  const bytes = uuid.replaceAll('-', '').match(/../g) ?? []
  return `${bytes.slice(0, 8).join(' ')}-${bytes.slice(8).join(' ')}`
}

/** The API's form of a VMX UUID; undefined when there are not 32 digits. */
export function plainUuid(value: string): string | undefined {
  const digits = value.replaceAll(/[\s-]/g, '').toLowerCase()
  if (!/^[0-9a-f]{32}$/.test(digits)) return undefined
  return [8, 12, 16, 20, 32].map((end, index) => digits.slice([0, 8, 12, 16, 20][index], end)).join('-')
}
