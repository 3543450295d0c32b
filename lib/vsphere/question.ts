/** One answer that the host offers. `AnswerVM` takes its `key`; `label` may be an internal id such as `button.yes`. */
export type QuestionChoice = { key: string; label: string; summary: string }

/** `VirtualMachine.runtime.question`, decoded. Source: VirtualMachineQuestionInfo. */
export type VmQuestion = {
  id: string
  /** The host's text, unchanged. */
  text: string
  choices: QuestionChoice[]
  /** Index into `choices`; absent when the host marked no default, or marked one that is not offered. */
  defaultIndex?: number
  messages: { id: string; args: string[]; text?: string }[]
}

/** ESXi puts the message id in front of the text: `msg.uuid.altered:This virtual machine…`. */
const leadingId = /^\s*(msg\.[A-Za-z0-9_.]+?)\s*:\s*/

/**
 * What a question is about, such as `msg.serial.file.open`: from `message[].id` where the host gives it (4.0 and
 * later), else the id in front of the text. Undefined for hosts that say neither.
 */
export function messageId(question: Pick<VmQuestion, 'text' | 'messages'>): string | undefined {
  const given = question.messages.find(({ id }) => id !== '')?.id
  return given ?? leadingId.exec(question.text)?.[1]
}

/** The host's text without the message id in front of it; otherwise unchanged. */
export const questionText = (question: Pick<VmQuestion, 'text'>): string => question.text.replace(leadingId, '')

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
