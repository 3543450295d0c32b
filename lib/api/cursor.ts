/**
 * Where a list goes on: opaque to whoever has it, and good for the list that it is of alone. It opens nothing: what it
 * holds is checked like anything that is sent.
 */

/** No place is longer, by far. */
export const longestCursor = 4_000

/** @param of the list and its filters, as a text. */
export function writeCursor(of: string, place: string): string {
  const bytes = new TextEncoder().encode(JSON.stringify([checkOf(of), place]))
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '')
}

/** The place; undefined: it is no cursor of this list. */
export function readCursor(of: string, cursor: string): string | undefined {
  if (cursor.length > longestCursor || !/^[\w-]+$/.test(cursor)) return undefined
  try {
    const text = atob(cursor.replaceAll('-', '+').replaceAll('_', '/'))
    const bytes = Uint8Array.from(text, (sign) => sign.charCodeAt(0))
    const read: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
    if (!Array.isArray(read) || read.length !== 2) return undefined
    const [check, place] = read as unknown[]
    return check === checkOf(of) && typeof place === 'string' ? place : undefined
  } catch {
    return undefined
  }
}

/** Tells lists apart (FNV-1a); nobody is kept out by it. */
function checkOf(text: string): string {
  let hash = 0x811c9dc5
  for (const sign of text) hash = Math.imul(hash ^ (sign.codePointAt(0) ?? 0), 0x01000193)
  return (hash >>> 0).toString(36)
}
