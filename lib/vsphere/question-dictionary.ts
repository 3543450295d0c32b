import { lastPartOf } from '../names/datastore-path'
import { withoutUndefined } from '../without-undefined'
import { knownQuestions, type KnownChoice, type KnownQuestion } from './known-questions'
import { choiceLabel, choiceNames, messageId, questionText, type QuestionChoice, type VmQuestion } from './question'

/** What a question needs to be described; `StepQuestion` of a run fits after `asQuestion`. */
export type QuestionLike = Pick<VmQuestion, 'text' | 'choices' | 'messages' | 'defaultIndex'>

export type DescribedChoice = {
  /** What `AnswerVM` takes. */
  key: string
  label: string
  /** Only for known message ids: what this answer does, as the end of a sentence. */
  consequence?: string
  destructive: boolean
  /** For a destructive answer: what is lost, to be agreed to first. */
  confirm?: string
  isDefault: boolean
}

export type DescribedQuestion = {
  messageId?: string
  /** The host's text without a leading message id. */
  text: string
  /** A few words for the wall; only for known message ids. */
  short?: string
  /** What many VMs ask, as a heading; only for known message ids. */
  title?: string
  choices: DescribedChoice[]
}

/** The last part of the first path or name in quotes, or of the first argument: `serial0.log`, `db_primary_1.vmdk`. */
function objectOf(question: Pick<VmQuestion, 'text' | 'messages'>): string | undefined {
  const quoted = /["“]([^"“”]+)["”]|'([^']+)'/u.exec(question.text)
  const named = quoted?.[1] ?? quoted?.[2] ?? question.messages.find(({ args }) => args.length > 0)?.args[0]
  return lastPartOf(named ?? '')
}

/** The entry of a message id; undefined: Andon knows nothing of it. */
export const known = (id: string | undefined): KnownQuestion | undefined =>
  id !== undefined && Object.hasOwn(knownQuestions, id.toLowerCase()) ? knownQuestions[id.toLowerCase()] : undefined

function knownChoice(question: KnownQuestion | undefined, choice: QuestionChoice): KnownChoice | undefined {
  const names = choiceNames(choice)
  return question?.choices.find((entry) => entry.names.some((name) => names.has(name)))
}

/**
 * A question as people read it: its own text and choices in the host's order, with what Andon knows about each answer.
 * For a message id that Andon does not know, nothing is added and nothing is called destructive.
 * @param size of the file that it is about, in words: what would be lost.
 */
export function describeQuestion(question: QuestionLike, size?: string): DescribedQuestion {
  if (size !== undefined) return describe(question, size)
  const description = described.get(question) ?? describe(question)
  described.set(question, description)
  return description
}

/** A question that a host asks is asked about again at each of its steps. */
const described = new WeakMap<QuestionLike, DescribedQuestion>()

function describe(question: QuestionLike, size?: string): DescribedQuestion {
  const id = messageId(question)
  const entry = known(id)
  const of = objectOf(question)
  return {
    ...withoutUndefined({ messageId: id }),
    text: questionText(question),
    ...(entry ? { short: entry.short(of), title: entry.title } : {}),
    choices: question.choices.map((choice, index) => {
      const label = choiceLabel(choice)
      const about = knownChoice(entry, choice)
      const confirm = about?.lost?.(label, of === undefined || size === undefined ? of : `${of} (${size})`)
      return {
        key: choice.key,
        label,
        ...(about ? { consequence: about.consequence } : {}),
        destructive: confirm !== undefined,
        ...withoutUndefined({ confirm }),
        isDefault: index === question.defaultIndex,
      }
    }),
  }
}

/**
 * What is lost when several VMs that ask the same are answered so at once, to be agreed to first; undefined: nothing.
 * @param size of their files together, in words, as far as that is known.
 */
export function lostByMany(question: QuestionLike, key: string, count: number, size?: string): string | undefined {
  const choice = question.choices.find((one) => one.key === key)
  const about = choice && knownChoice(known(messageId(question)), choice)
  if (!choice || !about?.lost) return undefined
  const label = choiceLabel(choice)
  return about.lostByMany?.(label, `${count} VMs`, size) ?? about.lost(label, undefined)
}

/** The choice that the host marked as its default, if it offers that one. */
export const defaultChoice = (question: Pick<VmQuestion, 'choices' | 'defaultIndex'>): QuestionChoice | undefined =>
  question.defaultIndex === undefined ? undefined : question.choices[question.defaultIndex]

/** A question as a run's step keeps it, described again from what was kept. */
export const asQuestion = (step: {
  text: string
  messageId?: string
  choices: QuestionChoice[]
  defaultIndex?: number
}): QuestionLike => ({
  text: step.text,
  choices: step.choices,
  messages: step.messageId === undefined ? [] : [{ id: step.messageId, args: [] }],
  ...withoutUndefined({ defaultIndex: step.defaultIndex }),
})
