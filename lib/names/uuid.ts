/**
 * UUIDs as VMX files and the API write them: 32 hex digits in pairs, with blanks and hyphens between the pairs, such
 * as `50 11 5e 16 9b dc 49 d7-f1 71 53 c4 d7 f9 17 10`.
 */

const pairs = /^\s*[0-9a-f]{2}(?:[ -]*[0-9a-f]{2}){15}\s*$/i

/** @returns the UUID as 8-4-4-4-12 in lower case, or undefined when the text is not one. */
export function parseUuid(text: string): string | undefined {
  if (text.length > 1024 || !pairs.test(text)) return undefined
  const hex = text.replaceAll(/[^0-9a-f]/gi, '').toLowerCase()
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}

/** A UUID as VMX files write it: 16 pairs, blanks between them, a hyphen in the middle. */
export function uuidForVmx(text: string): string | undefined {
  const bytes = parseUuid(text)?.replaceAll('-', '').match(/../g)
  return bytes ? `${bytes.slice(0, 8).join(' ')}-${bytes.slice(8).join(' ')}` : undefined
}

/** Says "no UUID": libvirt gives it to VMs whose `configStatus` is not green. */
export const zeroUuid = '00000000-0000-0000-0000-000000000000'

/** The two signed decimals `vm.genid` and `vm.genidX` as one generation id; undefined when both are zero or not numbers. */
export function generationId(genid: string, genidX: string): string | undefined {
  const halves = [genid, genidX].map((text) =>
    /^\s*-?\d{1,20}\s*$/.test(text) ? BigInt.asUintN(64, BigInt(text)) : undefined,
  )
  const [high, low] = halves
  if (high === undefined || low === undefined || (high === 0n && low === 0n)) return undefined
  return parseUuid(high.toString(16).padStart(16, '0') + low.toString(16).padStart(16, '0'))
}
