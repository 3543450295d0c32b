import { SaxesParser } from 'saxes'
import { WireError } from './errors'

/**
 * The API versions that the tables know, oldest first. A server formats its replies for the one we name, so that a
 * newer server sends what we can read.
 */
export const knownVersions = [
  '2.5',
  '2.5u2',
  '2.5u2server',
  '4.0',
  '4.1',
  '5.0',
  '5.1',
  '5.5',
  '6.0',
  '6.5',
  '6.7',
  '6.7.1',
  '6.7.2',
  '6.7.3',
  '6.8.7',
  '6.9.1',
  '7.0.0.0',
  '7.0.0.2',
  '7.0.1.0',
  '7.0.1.1',
  '7.0.2.0',
  '7.0.2.1',
  '7.0.3.0',
  '7.0.3.1',
  '7.0.3.2',
  '8.0.0.0',
  '8.0.0.1',
  '8.0.0.2',
  '8.0.1.0',
  '8.0.2.0',
  '8.0.3.0',
  '9.0.0.0',
] as const

export const oldestVersion = '2.5'

/** `8.0.2.0` → [8, 0, 2, 0]; the `u2` of `2.5u2` is not a number and drops out. Undefined for an internal name. */
function numbers(version: string): number[] | undefined {
  if (!/^\d+(\.\d+)*/.test(version)) return undefined
  return version.split('.').map((part) => Number.parseInt(part, 10))
}

/** Negative when `a` is older than `b`; missing parts count as 0. Internal names count as newest. */
export function compareVersions(a: string, b: string): number {
  const [left, right] = [numbers(a), numbers(b)]
  if (!left || !right) return Number(!left) - Number(!right)
  for (let i = 0; i < Math.max(left.length, right.length); i += 1) {
    const difference = (left[i] ?? 0) - (right[i] ?? 0)
    if (difference !== 0) return difference
  }
  return 0
}

/** @returns the newest version that both sides know, from what `vimServiceVersions.xml` offers. */
export const newestShared = (offered: readonly string[]): string | undefined =>
  knownVersions.findLast((version) => offered.includes(version))

/**
 * @param apiVersion what the server says of itself in `about.apiVersion`
 * @throws WireError `unsupported-version` for a server older than 2.5.
 */
export function newestUpTo(apiVersion: string): string {
  const fitting = knownVersions.findLast((version) => compareVersions(version, apiVersion) <= 0)
  if (fitting === undefined) throw new WireError('unsupported-version', `the server speaks API version ${apiVersion}`)
  return fitting
}

/**
 * Reads the versions that `vimServiceVersions.xml` offers for `urn:vim25`, prior ones included.
 * @returns an empty list for anything that is not such a document.
 */
export function readOfferedVersions(xml: string): string[] {
  const offered: string[] = []
  let namespace = ''
  let text = ''
  const parser = new SaxesParser({ xmlns: true, position: false })
  const stop = () => {
    throw new Error('not a version list')
  }
  parser.on('doctype', stop)
  parser.on('error', stop)
  parser.on('opentag', () => {
    text = ''
  })
  parser.on('text', (piece) => {
    text += piece
  })
  parser.on('closetag', ({ local }) => {
    if (local === 'name') namespace = text.trim()
    if (local === 'version' && namespace === 'urn:vim25') offered.push(text.trim())
    text = ''
  })
  try {
    parser.write(xml).close()
  } catch {
    return []
  }
  return offered
}
