import type { QuestionView } from '@/lib/live/live-state'
import { describeQuestion } from '@/lib/vsphere/question-dictionary'

const longest = 72

/** What many VMs ask, in a few words: Andon's own for a known message id, else the first sentence of the host. */
export function groupTitle({ question, messageId }: QuestionView, about: string | undefined): string {
  const { title, text } = describeQuestion(question)
  if (title !== undefined) return about === undefined ? title : `${title} on ${about}`
  const first = firstSentence(text)
  const short = first.length <= longest ? first : `${first.slice(0, longest - 1).trimEnd()}…`
  return short || messageId || 'A question without text'
}

/** Of a host's text. */
export const firstSentence = (text: string): string => text.trim().split(/(?<=[.?!])\s|\n/u)[0] ?? ''

/** Counted, the most first. */
function counted(texts: readonly string[]): [text: string, count: number][] {
  const counts = new Map<string, number>()
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1)
  return [...counts].toSorted(([, a], [, b]) => b - a)
}

const inWords = (counts: readonly [string, number][], more: string, shown = 4): string => {
  const [first] = counts
  if (first && counts.length === 1) return first[0]
  const some = counts.slice(0, shown).map(([text, count]) => `${text} ${count}`)
  return [...some, ...(counts.length > shown ? [`${counts.length - shown} more ${more}`] : [])].join(', ')
}

/** `esx-edge-07 4, esx-lab-03 2`; the one alone without its count. */
export const connectionsText = (
  questions: readonly QuestionView[],
  connections: Readonly<Record<string, { name: string }>>,
): string =>
  inWords(counted(questions.map(({ connection }) => connections[connection]?.name ?? connection)), 'connections')

/** `Power on 6`; `No task 6, Remove snapshot 1`. */
export const tasksText = (questions: readonly QuestionView[]): string =>
  counted(questions.map(({ task }) => task?.label ?? 'No task'))
    .map(([text, count]) => `${text} ${count}`)
    .join(', ')

/** Who started the tasks, where it is one and the same. */
export function startersText(questions: readonly QuestionView[]): string {
  const [first, ...others] = new Set(questions.flatMap(({ task }) => (task ? [task.startedBy] : [])))
  return first === undefined || others.length > 0 ? '' : `, started by ${first}`
}
