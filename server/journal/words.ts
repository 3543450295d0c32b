import { verbLabel, type Verb } from '@/lib/runs/verb'

/** The words of what somebody searches for, each once: letters and digits, in small letters. */
export const wordsAsked = (text: string): string[] => [...new Set(wordsOf(text).map(beginningOf))]

/**
 * The words by which a text is found, each from its beginning. Languages that write no blanks between words are found
 * from any character on.
 */
function wordsIn(text: string): string[] {
  if (!beyondAscii.test(text)) return wordsOf(text).map(beginningOf)
  return wordsOf(text).flatMap((word) => {
    const whole = Array.from(word).slice(0, longestWord)
    return unspaced.test(word) ? whole.map((_, from) => whole.slice(from).join('')) : [whole.join('')]
  })
}

/** What a host says is mostly plain, for which a pattern that knows nothing of Unicode takes an eighth of the time. */
const wordsOf = (text: string): string[] =>
  beyondAscii.test(text)
    ? (text
        .normalize('NFKC')
        .toLowerCase()
        .match(/[\p{L}\p{M}\p{N}]+/gu) ?? [])
    : (text.toLowerCase().match(/[a-z0-9]+/g) ?? [])

// oxlint-disable-next-line no-control-regex -- all of ASCII
const beyondAscii = /[^\x00-\x7f]/

const beginningOf = (word: string): string =>
  word.length <= longestWord ? word : Array.from(word).slice(0, longestWord).join('')

/** What is longer is found by its beginning. */
const longestWord = 40
/** More than a question and its answers have; a text of megabytes is not indexed to its end. */
const mostWords = 400

const unspaced = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u

/** Keys whose values are how something is stored, and nothing that anybody reads. */
const notRead = new Set(['kind', 'verb', 'do', 'what', 'ticket', 'decided'])

/**
 * The words of what a row says: the texts in its JSON, who did it, and what people call the operation.
 * @returns each word once.
 */
export function wordsOfRow(row: { payload: string; actor: string }): string[] {
  const words = new Set<string>()
  const add = (text: string) => {
    if (words.size < mostWords) for (const word of wordsIn(text)) words.add(word)
  }
  const walk = (value: unknown) => {
    if (typeof value === 'string') return add(value)
    if (typeof value !== 'object' || value === null) return
    for (const [key, part] of Object.entries(value)) if (!notRead.has(key)) walk(part)
  }
  const payload: unknown = JSON.parse(row.payload)
  walk(payload)
  walk(JSON.parse(row.actor))
  const verb = verbOf(payload)
  if (verb !== undefined) add(verbLabel[verb])
  return [...words].slice(0, mostWords)
}

function verbOf(payload: unknown): Verb | undefined {
  const { opening } = payload as { opening?: { request?: { verb?: unknown } } } // rows are written by this room alone
  const verb = opening?.request?.verb
  return typeof verb === 'string' && verb in verbLabel ? (verb as Verb) : undefined // one of its keys
}
