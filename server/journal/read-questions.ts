import type { RunStep, StepQuestion } from '@/lib/runs/run'
import type { QuestionKey } from '@/lib/vsphere/ids'
import type { TaskView } from '@/lib/vsphere/task'
import { withoutUndefined } from '@/lib/without-undefined'
import { payloadOf, stepOf } from './entry'
import { withNames } from './names'
import type { JournalDb } from './tables'

/** What ends the story of a question. */
const ends = ['question-gone', 'answered', 'answered-elsewhere']

/** A question that has not gone, and what was sent in answer to it last. `isOfRun`: it is in the record of a run. */
export type OpenQuestion = { question: StepQuestion; vmName?: string; isOfRun?: true; sent?: RunStep }

/** What tells how the last answer to a question stands. */
const answerKinds = ['answer-sent', 'answer-not-taken', 'answer-unconfirmed']

/** Questions whose end is not recorded, oldest first; each with its latest text. */
export async function readOpenQuestions(db: JournalDb): Promise<OpenQuestion[]> {
  const rows = await db
    .selectFrom('journal as noted')
    .select(['noted.payload', 'noted.seq', 'noted.question'])
    .where('noted.kind', 'in', ['question-noted', 'question-raised'])
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('journal as later')
            .select('later.seq')
            .whereRef('later.question', '=', 'noted.question')
            .whereRef('later.seq', '>', 'noted.seq')
            .where('later.kind', 'in', [...ends, 'question-noted', 'question-raised']),
        ),
      ),
    )
    .orderBy('noted.seq')
    .execute()
  const open: OpenQuestion[] = []
  for (const row of rows) {
    const { event, vmName } = payloadOf(row)
    if (event?.kind === 'question-raised') open.push({ question: event.question, isOfRun: true })
    if (event?.kind !== 'question-noted') continue
    const lastRows = await db
      .selectFrom('journal')
      .selectAll()
      .where('question', '=', row.question)
      .where('seq', '>', row.seq)
      .where('kind', 'in', answerKinds)
      .orderBy('seq', 'desc')
      .limit(1)
      .execute()
    const [last] = await withNames(db, lastRows)
    open.push({ question: event.question, ...withoutUndefined({ vmName, sent: last && stepOf(last) }) })
  }
  return open
}

/** Of a question that comes back for ever the newest are enough. */
const mostSteps = 400

/** What was sent in answer to a question, and what became of it: oldest first, the newest of them. */
export async function readAnswers(db: JournalDb, question: QuestionKey): Promise<RunStep[]> {
  const rows = await db
    .selectFrom('journal')
    .selectAll()
    .where('question', '=', question)
    .where('kind', 'in', [...answerKinds, 'answered'])
    .orderBy('seq', 'desc')
    .limit(mostSteps)
    .execute()
  return (await withNames(db, rows)).toSorted((a, b) => a.seq - b.seq).flatMap((row) => stepOf(row) ?? [])
}

const endKinds = ['question-noted', 'question-raised', ...ends]

/** The last that the record has of a question, whether it is asked or over; `vmName` where the row has one. */
export async function readQuestionEnd(
  db: JournalDb,
  question: QuestionKey,
): Promise<{ step: RunStep; vmName?: string } | undefined> {
  const rows = await db
    .selectFrom('journal')
    .selectAll()
    .where('question', '=', question)
    .where('kind', 'in', endKinds)
    .orderBy('seq', 'desc')
    .limit(1)
    .execute()
  const [row] = await withNames(db, rows)
  const step = row && stepOf(row)
  return step && { step, ...withoutUndefined({ vmName: payloadOf(row).vmName }) }
}

/** The tasks of others that were noted last. Hosts list what has ended for ten minutes. */
export async function readNotedTasks(db: JournalDb): Promise<Pick<TaskView, 'key' | 'queueTime'>[]> {
  const rows = await db
    .selectFrom('journal')
    .select('payload')
    .where('kind', '=', 'task-noted')
    .orderBy('seq', 'desc')
    .limit(2_000)
    .execute()
  return rows.flatMap((row) => {
    const { event } = payloadOf(row)
    return event?.kind === 'task-noted' ? [event.task] : []
  })
}

export async function readLastTime(db: JournalDb): Promise<string | undefined> {
  const last = await db.selectFrom('journal').select('at').orderBy('seq', 'desc').limit(1).executeTakeFirst()
  return last?.at
}
