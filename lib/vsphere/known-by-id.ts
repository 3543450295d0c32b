import { choiceNames, type QuestionChoice } from './question'
import { known } from './question-dictionary'
import type { KnownChoice } from './known-questions'

/**
 * What many VMs ask, as a wall says it, which names nothing that is one VM's own; undefined: it is not known.
 * @param about what all of them are about, such as a datastore that is full.
 */
export const shortOfMany = (id: string | undefined, about?: string): string | undefined =>
  known(id)?.short(undefined, about)

/**
 * The one choice that is called so, by label or by label id, whichever of the two this host uses: `Append` is also what
 * Andon knows as `button.serial.file.append`. Never by key. Undefined: it is not offered, or two are called so.
 */
export function choiceNamed(
  question: { messageId?: string; choices: readonly QuestionChoice[] },
  label: string,
): QuestionChoice | undefined {
  const wanted = label.trim().toLowerCase()
  if (wanted === '') return undefined
  const entry = known(question.messageId)?.choices.find(({ names }) => names.includes(wanted))
  const called = (names: readonly string[]) =>
    question.choices.filter((choice) => names.some((name) => choiceNames(choice).has(name)))
  const exact = called([wanted])
  const all = exact.length > 0 || !entry ? exact : called(entry.names)
  return all.length === 1 ? all[0] : undefined
}

/** What Andon knows of the questions of a message id; undefined: nothing. `label`: what an answer may be called. */
export function knownOf(
  id: string,
): { when: string; choices: { label: string; consequence: string; destructive: boolean }[] } | undefined {
  const entry = known(id)
  return entry && { when: entry.when, choices: entry.choices.map(asKnown) }
}

const asKnown = ({ names: [name = ''], consequence, lost }: KnownChoice) => ({
  label: name.charAt(0).toUpperCase() + name.slice(1),
  consequence,
  destructive: lost !== undefined,
})

/** What an answer of this label does, where the questions of this message id are known. */
export const consequenceOf = (id: string, label: string): string | undefined =>
  known(id)?.choices.find(({ names }) => names.includes(label.trim().toLowerCase()))?.consequence
