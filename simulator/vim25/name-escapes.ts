/**
 * The four escaping schemes of vSphere names, as the simulated host applies them: inventory names, VMX displayName, VMX
 * annotation and datastore items. All of them work on the bytes of the UTF-8 text. Deliberately not shared with the
 * console, so that a mistake in one of the two is seen by the other.
 */

const hex2 = (byte: number) => byte.toString(16).padStart(2, '0')

function escapeAscii(text: string, escape: string, special: string): string {
  let result = ''
  for (const char of text)
    result += char === escape || special.includes(char) ? escape + hex2(char.charCodeAt(0)) : char
  return result
}

function unescapeBytes(text: string, escape: string): string {
  const bytes: number[] = []
  const source = Buffer.from(text, 'utf8')
  for (let at = 0; at < source.length; at++) {
    const byte = source[at] ?? 0
    const code = source.toString('latin1', at + 1, at + 3)
    if (byte === escape.charCodeAt(0) && /^[0-9a-f]{2}$/i.test(code)) {
      bytes.push(Number.parseInt(code, 16))
      at += 2
    } else bytes.push(byte)
  }
  return Buffer.from(bytes).toString('utf8')
}

/** How `name` travels in the API: `%`, `/` and `\` as lower-case `%XX`. */
export const inventoryName = (plain: string) => escapeAscii(plain, '%', '/\\')
export const plainInventoryName = (stored: string) => unescapeBytes(stored, '%')

/** A VMX annotation: `|`, `"` and line ends as `|XX`. */
export const vmxAnnotation = (plain: string) =>
  escapeAscii(plain, '|', '"').replaceAll('\r', '|0D').replaceAll('\n', '|0A')
export const plainAnnotation = (value: string) => unescapeBytes(value, '|')

/** A VMX displayName: first the pipe scheme, then the percent scheme. */
export const vmxDisplayName = (plain: string) => inventoryName(escapeAscii(plain, '|', '"'))
export const plainDisplayName = (value: string) => unescapeBytes(unescapeBytes(value, '%'), '|')

/**
 * The name of a file or folder that the host makes for an inventory name: Windows' special characters become `_`, then
 * the percent scheme, then runs of other bytes become `+base64-` with `,` for `/`. Cannot be undone.
 */
export function datastoreItem(plain: string): string {
  const bytes = Buffer.from(inventoryName(plain.replaceAll(/["*<>:|?]/g, '_')), 'utf8')
  let result = ''
  for (let at = 0; at < bytes.length;) {
    let end = at
    while (end < bytes.length && !isPlain(bytes[end] ?? 0)) end++
    if (end === at) {
      result += String.fromCharCode(bytes[at] ?? 0)
      at++
      continue
    }
    const run = bytes.subarray(at, end).toString('base64').replaceAll('=', '').replaceAll('/', ',')
    result += end === bytes.length ? `+${run}` : `+${run}-`
    at = end
  }
  return result
}

const isPlain = (byte: number) => byte < 128 && /[A-Za-z0-9'(),. _-]/.test(String.fromCharCode(byte))
