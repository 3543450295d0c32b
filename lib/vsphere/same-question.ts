import { withoutUndefined } from '../without-undefined'
import { messageId, questionText, type QuestionChoice, type VmQuestion } from './question'

/** What of a question says whether it is the same as another. `text` is without a leading message id. */
export type Comparable = {
  messageId?: string
  text: string
  choices: readonly QuestionChoice[]
}

/**
 * What a question has in common with others. `same`: all but its figures, so that a question which counts the megabytes
 * that are left is one question. `kind`: all but its figures and the names in it, so that it is one kind of question
 * whatever it is asked about.
 */
export type Likeness = { readonly same: string; readonly kind: string }

/** Figures that stand alone, with their unit: `1085 MB`, `0.4GB`, `21%`. Those within a name or a path belong to it. */
const figures = /(?<![\w./\\-])\d+(?:[.,:]\d+)*(?:\s?(?:%|[kKMGTP]i?B?|bytes|ms|s|min|h|MHz))?(?![\w/\\-]|\.\w)/gu

/** Names: what stands in quotes, and paths. */
const names =
  /"[^"\n]*"|“[^”\n]*”|„[^“”\n]*[“”]|«[^»\n]*»|「[^」\n]*」|'[^'\n]*'|\[[^\]\n]*\]+\s\S+|[^\s/\\]{0,200}[/\\]\S*/gu

/** A host may send a text without end; of one so long, the rest is compared as it is. */
const looked = 4_000
const squeezed = (text: string, change: (start: string) => string) =>
  change(text.slice(0, looked)).replace(/\s+/gu, ' ').trim() + text.slice(looked)

/** What a question has in common with others that look like it. Kept as long as its choices are, which do not change. */
export function likenessOf(question: Comparable): Likeness {
  const { messageId: id = '', text, choices } = question
  const known = kept.get(choices)
  if (known?.id === id && known.text === text) return known.likeness
  const likeness = readLikeness(question)
  kept.set(choices, { id, text, likeness })
  return likeness
}

const kept = new WeakMap<readonly QuestionChoice[], { id: string; text: string; likeness: Likeness }>()

function readLikeness({ messageId, text, choices }: Comparable): Likeness {
  const frame = JSON.stringify([
    messageId?.toLowerCase() ?? '',
    choices.map(({ key, label, summary }) => [key, label, summary]),
  ])
  return {
    same: `${frame} ${squeezed(text, (start) => start.replace(figures, '#'))}`,
    kind: `${frame} ${squeezed(text, (start) => start.replace(names, '…').replace(/\d+(?:[.,:]\d+)*/gu, '#'))}`,
  }
}

/**
 * Whether what is asked now is what was asked before: the same choices with the same meaning, and the same text but for
 * its figures. Hosts put another question under the id of one that was answered.
 */
export const isSameQuestion = (one: Comparable, other: Comparable): boolean =>
  likenessOf(one).same === likenessOf(other).same

/** The same for two questions as a host asks them. Their ids have to be the same too. */
export const asksTheSame = (one: VmQuestion, other: VmQuestion): boolean =>
  one.id === other.id && isSameQuestion(comparable(one), comparable(other))

export const comparable = (
  question: Pick<VmQuestion, 'text' | 'messages' | 'choices'>,
): Comparable & { choices: QuestionChoice[] } => ({
  ...withoutUndefined({ messageId: messageId(question) }),
  text: questionText(question),
  choices: question.choices,
})
