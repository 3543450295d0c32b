/**
 * A text taken apart: what it has in common with the same text about another VM, and between that each VM's own parts,
 * which are what stands in quotes, paths, and figures. There is one literal more than there are own parts.
 */
export type TextParts = { readonly literals: readonly string[]; readonly own: readonly string[] }

const ownPart =
  /"[^"\n]*"|“[^”\n]*”|„[^“”\n]*[“”]|«[^»\n]*»|「[^」\n]*」|'[^'\n]*'|\[[^\]\n]*\]+\s\S+|[^\s/\\]{0,200}[/\\]\S*|\d+(?:[.,:]\d+)*/gu

const quotes = '"“”„«»「」\''

/** A host may send a text without end; the rest of one so long is taken as it is. */
const looked = 4_000

/** Takes a text apart. Joined again in turn, the parts are the text. */
export function partsOfText(text: string): TextParts {
  const literals: string[] = []
  const own: string[] = []
  let at = 0
  for (const { 0: found, index } of text.slice(0, looked).matchAll(ownPart)) {
    const isQuoted = found.length > 1 && quotes.includes(found.charAt(0)) && quotes.includes(found.at(-1) ?? ' ')
    const [from, to] = isQuoted ? [index + 1, index + found.length - 1] : [index, index + found.length]
    literals.push(text.slice(at, from))
    own.push(text.slice(from, to))
    at = to
  }
  literals.push(text.slice(at))
  return { literals, own }
}

/** What an own part is of, as far as it shows: `each VM's disk`. */
export type OwnNoun = 'disk' | 'swap file' | 'file' | 'figure' | 'own part'

/** What these parts, which stand in the same place of several texts, all are. */
export function nounOf(parts: readonly string[]): OwnNoun {
  const nouns = new Set(parts.map(nounOfOne))
  const [first, ...others] = nouns
  if (first === undefined || others.length === 0) return first ?? 'own part'
  return [...nouns].every((noun) => noun === 'disk' || noun === 'swap file' || noun === 'file') ? 'file' : 'own part'
}

function nounOfOne(part: string): OwnNoun {
  if (/\.vmdk$/iu.test(part)) return 'disk'
  if (/\.vswp$/iu.test(part)) return 'swap file'
  if (/[/\\]|\.[a-z][\w-]{0,7}$/iu.test(part)) return 'file'
  return /^\d+(?:[.,:]\d+)*$/u.test(part) ? 'figure' : 'own part'
}
