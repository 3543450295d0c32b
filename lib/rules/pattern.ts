/**
 * Patterns of people: `*` stands for any number of characters, `?` for one; everything else for itself, whatever its case.
 * No regular expression is made of one, so that none can be written which takes for ever: at most pattern × text steps.
 */
export const maxPatternLength = 300

/** Of a longer text only so much is looked at. */
const looked = 4_000

/** Whether the whole text is as the pattern says; a VM's name. */
export const matchesWhole = (pattern: string, text: string): boolean => matches(folded(pattern), folded(text))

/** Whether some part of the text is as the pattern says; a question's. */
export const matchesPart = (pattern: string, text: string): boolean => matches(`*${folded(pattern)}*`, folded(text))

/**
 * Whether every text that fits the second pattern fits the first, as far as that can be told from the patterns alone: never
 * wrongly yes. `part`: the patterns are of a part of a text, else of the whole.
 */
export function isWider(wide: string, narrow: string, of: 'part' | 'whole'): boolean {
  const [outer, inner] = of === 'part' ? [`*${folded(wide)}*`, `*${folded(narrow)}*`] : [folded(wide), folded(narrow)]
  // What stands for any number of characters is taken in only by what does so too.
  return matches(outer, inner, (wanted, given) => wanted === given || (wanted === '?' && given !== '*'))
}

/** White space of any kind and number counts as one blank: hosts break lines where they like. */
const folded = (text: string) => text.slice(0, looked).normalize('NFC').replace(/\s+/gu, ' ').trim().toLowerCase()

/** Goes back to the last `*` where it does not go on, and never further: what an earlier one took can stay as it is. */
function matches(
  pattern: string,
  text: string,
  isOne = (wanted: string, given: string) => wanted === '?' || wanted === given,
): boolean {
  const wanted = Array.from(pattern.slice(0, maxPatternLength + 2))
  const given = Array.from(text)
  let at = 0
  let star = -1
  let afterStar = 0
  for (let next = 0; next < given.length;) {
    const one = wanted[at]
    if (one === '*') {
      star = at
      at += 1
      afterStar = next
    } else if (one !== undefined && isOne(one, given[next] ?? '')) {
      at += 1
      next += 1
    } else if (star >= 0) {
      at = star + 1
      afterStar += 1
      next = afterStar
    } else return false
  }
  while (wanted[at] === '*') at += 1
  return at === wanted.length
}
