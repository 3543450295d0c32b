/**
 * Whether a file name matches a pattern as the datastore browser takes them: `*` is any text, `?` any character. Walks the
 * name once per `*` at most, since patterns come from callers.
 */
export function matchesGlob(name: string, pattern: string): boolean {
  let [at, inPattern] = [0, 0]
  let star: { inPattern: number; at: number } | undefined
  while (at < name.length) {
    const wanted = pattern[inPattern]
    if (wanted === '*') star = { inPattern: ++inPattern, at }
    else if (wanted === '?' || (wanted !== undefined && wanted === name[at])) {
      at++
      inPattern++
    } else if (star !== undefined) {
      at = ++star.at
      inPattern = star.inPattern
    } else return false
  }
  while (pattern[inPattern] === '*') inPattern++
  return inPattern === pattern.length
}
