import type { DatastoreView, LiveTables, QuestionView } from '@/lib/live/live-state'
import { oldestFirst } from '@/lib/live/question-groups'
import { datastoreNames } from '../live/datastore-names'
import { placeText } from '../live/place'
import { splitDatastorePath } from '@/lib/names/datastore-path'

/** A question that still needs an answer, or whose answer is on its way. */
export const isOpenQuestion = (question: QuestionView) =>
  question.state.at === 'waiting' || question.state.at === 'sending'

/** Auto-answer gives its answer at this moment, or is about to: nobody is needed, unless that fails. */
export const isBeingAutoAnswered = ({ state }: Pick<QuestionView, 'state'>) =>
  (state.at === 'waiting' && state.why.why === 'answering') ||
  (state.at === 'sending' && state.by.kind === 'autoAnswer')

/** What a badge, a lamp, a wall and the Board count and say: an open question that auto-answer does not deal with. */
export const needsPerson = (question: QuestionView) => isOpenQuestion(question) && !isBeingAutoAnswered(question)

/** All questions, also those that stay a minute as a record, oldest first. */
export const questionsByAge = (questions: LiveTables['questions']): QuestionView[] =>
  oldestFirst(Object.values(questions))

/** Where a question was asked: the host, and the connection, whose auto-answer setting counts. */
export const questionPlace = ({ connection, hostName }: QuestionView, connections: LiveTables['connections']): string =>
  placeText({ connection, host: hostName }, connections)

/** Message ids and texts of questions that are about a full datastore. */
const aboutSpace = /outofspace|nospace|no more space|not enough (?:free )?space|insufficient (?:disk )?space/i

export const isAboutSpace = ({ messageId, text }: Pick<QuestionView, 'messageId' | 'text'>) =>
  aboutSpace.test(messageId ?? '') || aboutSpace.test(text)

/**
 * For a question about missing space: the datastore of the VM's own folder, where its disks and its swap file lie unless
 * somebody has put them elsewhere.
 */
export function questionDatastore(
  question: QuestionView,
  tables: Pick<LiveTables, 'subjects' | 'volumes' | 'datastores'>,
): DatastoreView | undefined {
  if (!isAboutSpace(question)) return undefined
  const place = splitDatastorePath(
    tables.subjects[question.vm]?.vmxPath ?? '',
    datastoreNames(tables, question.connection),
  )
  if (!place.ok) return undefined
  const found = Object.values(tables.datastores).filter(
    ({ connection, storedName }) => connection === question.connection && storedName === place.datastore,
  )
  // Two datacenters may each have one of that name: better none than the wrong one.
  return found.length === 1 ? found[0] : undefined
}
