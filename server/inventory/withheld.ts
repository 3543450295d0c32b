import { VimFault } from '../vsphere/errors'
import type { MissingProperty } from '../vsphere/update-set'
import { whyUnread } from './why-unread'

/**
 * What the server would not tell of a property that was asked for. A session that has ended is no such thing: it is
 * repaired elsewhere, and asked again.
 */
const missingOf = (missing: readonly MissingProperty[], path: string): MissingProperty | undefined =>
  missing.find((one) => one.path === path && one.fault.type !== 'NotAuthenticated')

/** Why a property is not told, as a sentence; undefined when the server has not said that it will not. */
export const withheld = (missing: readonly MissingProperty[], path: string): string | undefined =>
  missingOf(missing, path) && whyUnread(path, missing)

/**
 * Of a reading that has come to its end, a session that has ended is a reason too: it was repaired, and ended again.
 * @throws VimFault when the server would not tell one of these. What is not told is not taken for nothing.
 */
export function needTold(missing: readonly MissingProperty[], ...paths: readonly string[]): void {
  const found = missing.find(({ path }) => paths.includes(path))
  if (found) throw new VimFault(found.fault)
}
