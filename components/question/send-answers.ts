import type { ConsoleActions } from '@/lib/contract/contract'
import type { QuestionView } from '@/lib/live/live-state'
import type { ConsoleError, Result } from '@/lib/result'
import type { QuestionKey } from '@/lib/vsphere/ids'
import { partsOfText } from '@/lib/vsphere/own-parts'
import type { DescribedChoice } from '@/lib/vsphere/question-dictionary'
import { withoutUndefined } from '@/lib/without-undefined'
import { unreachable } from '../ui/confirm'

/** What an answer is called, and whether something is lost by it, which was agreed to. */
export type GivenChoice = { key: string; label: string; loses: boolean }

export const givenOf = ({ key, label, confirm }: DescribedChoice): GivenChoice => ({
  key,
  label,
  loses: confirm !== undefined,
})

/** A question as the person saw it, and what it is to get. */
export type GivenAnswer = { question: QuestionView; choice: GivenChoice }

/** What all of them get; undefined: not the same, as far as people call it. */
export function labelOfAll(answers: readonly GivenAnswer[]): string | undefined {
  const label = answers[0]?.choice.label
  return answers.every(({ choice }) => choice.label === label) ? label : undefined
}

/** What became of one of them. */
export type AnswerNews = { question: QuestionKey; result: Result<null> }

type Actions = Pick<ConsoleActions, 'answerQuestions' | 'readAnswers'>

/**
 * Sends the answers of one press, each to what was seen, and hears what becomes of them until nothing more comes.
 * @param id the browser's own name for the press.
 * @returns why nothing more is heard of it, if that is so.
 */
export async function sendAnswers(
  actions: Actions,
  id: string,
  answers: readonly GivenAnswer[],
  onNews: (news: readonly AnswerNews[]) => void,
): Promise<ConsoleError | undefined> {
  try {
    for (const many of alike(answers)) {
      const begun = await actions.answerQuestions(id, many)
      if (!begun.ok) return begun.error
    }
  } catch (cause) {
    return unreachable(cause)
  }
  return follow(actions, id, onNews)
}

/** So many questions in one request, which has a largest size. */
const atOnce = 2_000

/** What these questions have in common is sent once. */
function alike(answers: readonly GivenAnswer[]): ManyAnswers[] {
  const all = new Map<string, ManyAnswers[]>()
  for (const { question, choice } of answers) {
    const { messageId, text } = question
    const { choices } = question.question
    const { literals, own } = partsOfText(text)
    const kind = JSON.stringify([messageId, choices, literals, choice.key, choice.loses])
    const some = all.get(kind) ?? []
    let many = some.at(-1)
    if (!many || many.questions.length >= atOnce) {
      many = {
        choice: choice.key,
        ...withoutUndefined({ messageId }),
        choices,
        literals: [...literals],
        questions: [],
        ...(choice.loses && { confirmed: true }),
      }
      all.set(kind, [...some, many])
    }
    many.questions.push({ question: question.key, own: [...own] })
  }
  return [...all.values()].flat()
}

type ManyAnswers = Parameters<ConsoleActions['answerQuestions']>[1]

/** Between two looks at what has come: more often nobody reads. */
const lookEveryMs = 250

async function follow(
  actions: Actions,
  id: string,
  onNews: (news: readonly AnswerNews[]) => void,
): Promise<ConsoleError | undefined> {
  let known = 0
  for (let missed = 0; ;) {
    try {
      const read = await actions.readAnswers(id, known)
      if (!read.ok) return read.error
      missed = 0
      if (read.value.results.length > 0) onNews(read.value.results)
      known = read.value.known
      if (read.value.ended) return undefined
    } catch (cause) {
      // A request may get lost; what is sent goes on without it.
      if (++missed > 20) return unreachable(cause)
    }
    await new Promise((resolve) => setTimeout(resolve, lookEveryMs))
  }
}

/** A name for the answers of one press. `crypto.randomUUID` is there only on secure pages. */
export function newPress(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  const hex = [...bytes].map((byte, at) =>
    (at === 6 ? (byte & 0x0f) | 0x40 : at === 8 ? (byte & 0x3f) | 0x80 : byte).toString(16).padStart(2, '0'),
  )
  return [0, 4, 6, 8, 10].map((from, at, all) => hex.slice(from, all[at + 1]).join('')).join('-')
}
