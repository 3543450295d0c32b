import type { LiveTables, QuestionView } from '@/lib/live/live-state'
import type { ConnectionId } from '@/lib/vsphere/ids'
import { describeQuestion } from '@/lib/vsphere/question-dictionary'
import type { ReadText } from '../live/read-text'
import { needsPerson, questionsByAge } from '../question/questions'

/** One question, or many of the same kind at the same connection. */
export type Tile =
  | { kind: 'one'; id: string; raisedAt: string; question: QuestionView }
  | { kind: 'many'; id: string; raisedAt: string; connection: ConnectionId; count: number; oldest: QuestionView }

/** More than this many are folded: a datastore that fills up asks a hundred times. */
export const foldAbove = 10

/** The questions that wait, oldest first, folded by connection and message id when there are many. */
export function wallTiles(questions: LiveTables['questions']): Tile[] {
  const open = questionsByAge(questions).filter(needsPerson)
  if (open.length <= foldAbove) return open.map(tileOf)
  const groups = new Map<string, QuestionView[]>()
  for (const question of open) {
    const kind = JSON.stringify([question.connection, question.messageId ?? question.text])
    const group = groups.get(kind)
    if (group) group.push(question)
    else groups.set(kind, [question])
  }
  // A Map keeps the order of insertion, and the oldest of each group came first.
  return [...groups].flatMap(([id, group]) => {
    const [oldest] = group
    if (!oldest) return []
    if (group.length === 1) return tileOf(oldest)
    const { raisedAt, connection } = oldest
    return { kind: 'many', id, raisedAt, connection, count: group.length, oldest } as const
  })
}

const tileOf = (question: QuestionView): Tile => ({
  kind: 'one',
  id: question.key,
  raisedAt: question.raisedAt,
  question,
})

/** What the wall says of a question: a few words for a known one, else the host's own beginning. */
export const wallText = ({ question, connection, text }: QuestionView, read: ReadText): string =>
  describeQuestion(question).short ?? read(connection, text)

/** Labels that are too long for a wall; all others are short enough. */
const short: Readonly<Record<string, string>> = {
  Reconfigure: 'Reconfig',
  'Shut down guest': 'Shut down',
  'Restart guest': 'Restart',
  'Standby guest': 'Standby',
  'Revert to snapshot': 'Revert',
  'Remove snapshot': 'Remove snap',
  'Remove all snapshots': 'Remove snaps',
  'Consolidate disks': 'Consolidate',
  'Disconnect CD-ROM': 'CD-ROM off',
  'Upgrade hardware': 'Upgrade',
  'Mark as template': 'Template',
}

/** What a running task is called on a wall, where about ten letters fit. */
export const shortLabel = (label: string) => short[label] ?? label
