/**
 * Patterns of people: `*` stands for any number of characters, `?` for one; everything else for itself, whatever its case.
 * No regular expression is made of one, so that none can be written which takes for ever: at most pattern × text steps.
 */
export const maxPatternLength = 300

/** Of a longer text only so much is looked at. */
const looked = 4_000

/** Whether the whole text is as the pattern says; a VM's name. */
export const matchesWhole = (pattern: string, text: string): boolean => matchesMade(madeOf(pattern, 'whole'), text)

/** Whether some part of the text is as the pattern says; a question's. */
export const matchesPart = (pattern: string, text: string): boolean => matchesMade(madeOf(pattern, 'part'), text)

/**
 * Whether every text that fits the second pattern fits the first, as far as that can be told from the patterns alone: never
 * wrongly yes. `part`: the patterns are of a part of a text, else of the whole.
 */
export function isWider(wide: string, narrow: string, of: 'part' | 'whole'): boolean {
  const [outer, inner] = of === 'part' ? [`*${folded(wide)}*`, `*${folded(narrow)}*`] : [folded(wide), folded(narrow)]
  // What stands for any number of characters is taken in only by what does so too.
  return matches(
    cut(outer),
    Array.from(inner),
    (wanted, given) => wanted === given || (wanted === '?' && given !== '*'),
  )
}

/** White space of any kind and number counts as one blank: hosts break lines where they like. */
const folded = (text: string) => text.slice(0, looked).normalize('NFC').replace(/\s+/gu, ' ').trim().toLowerCase()

/** As far as a pattern goes, with what is put around one that is of a part. */
const cut = (pattern: string) => Array.from(pattern.slice(0, maxPatternLength + 2))

/** A pattern made ready. `must`: the longest of its pieces without `*` and `?`, which every text that fits has. */
type Made = { signs: readonly string[]; must: string }

/**
 * Two hundred rules look at one text, and thousands of texts at the same patterns: what was made of them is kept for a
 * while, and a text that lacks a whole piece is not gone through sign by sign.
 */
const kept = { whole: new Map<string, Made>(), part: new Map<string, Made>() }

function madeOf(pattern: string, of: 'whole' | 'part'): Made {
  const known = kept[of].get(pattern)
  if (known) return known
  if (kept[of].size >= 1_000) kept[of].clear()
  const text = folded(pattern).slice(0, maxPatternLength)
  const signs = Array.from(of === 'part' ? `*${text}*` : text)
  const [must = ''] = text.split(/[*?]/u).toSorted((a, b) => b.length - a.length)
  const made = { signs, must }
  kept[of].set(pattern, made)
  return made
}

type Looked = { text: string; signs?: readonly string[] }
const keptTexts = new Map<string, Looked>()

function lookedAt(text: string): Looked {
  const known = keptTexts.get(text)
  if (known) return known
  // One of a question and one of its VM's name.
  if (keptTexts.size >= 4) keptTexts.clear()
  const made = { text: folded(text) }
  keptTexts.set(text, made)
  return made
}

function matchesMade({ signs, must }: Made, text: string): boolean {
  const given = lookedAt(text)
  if (!given.text.includes(must)) return false
  given.signs ??= Array.from(given.text)
  return matches(signs, given.signs)
}

/** Goes back to the last `*` where it does not go on, and never further: what an earlier one took can stay as it is. */
function matches(
  wanted: readonly string[],
  given: readonly string[],
  isOne = (one: string, other: string) => one === '?' || one === other,
): boolean {
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
