import type { QuestionChoice } from './question'

/** `button.serial.file.append`, `button.yes`: an id that newer hosts put where older ones had text. */
const isLabelId = (label: string) => /^[a-z]+(?:\.\w+)+$/iu.test(label)

/** Hosts up to 4.x mark the letter of a keyboard shortcut: `I _copied it`. */
const withoutMnemonic = (text: string) => text.replace(/(^|[^_\w])_(?=\w)/gu, '$1')

/**
 * What an answer is called: the host's label without the mark of its shortcut; where the label is an id, its summary
 * says it. The key stands in for a host that says neither.
 */
export function choiceLabel(choice: QuestionChoice): string {
  const label = choice.label.trim()
  const summary = choice.summary.trim()
  if (label === '' || (isLabelId(label) && summary !== '')) return withoutMnemonic(summary) || choice.key
  return isLabelId(label) ? label : withoutMnemonic(label)
}

/** Everything a choice may be known by, lower case: label, summary, and both without mnemonics. Never its key. */
export const choiceNames = (choice: QuestionChoice): ReadonlySet<string> =>
  new Set(
    [choice.label, choice.summary, withoutMnemonic(choice.label), withoutMnemonic(choice.summary)]
      .map((name) => name.trim().toLowerCase())
      .filter((name) => name !== ''),
  )
