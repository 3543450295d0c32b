import { formatSpan } from './age'

/** How long something took, in a sentence: `under 1 s`, `8 s`, `4 min 12 s`. @param from, to ISO 8601 */
export function tookText(from: string, to: string): string {
  const ms = Date.parse(to) - Date.parse(from)
  return ms < 1000 ? 'under 1 s' : formatSpan(ms)
}
