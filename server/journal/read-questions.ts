import type { StepQuestion } from '@/lib/runs/run'
import { payloadOf } from './entry'
import type { JournalDb } from './tables'

/** What ends the story of a question that was noted without a run. */
const ends = ['question-gone', 'answered', 'answered-elsewhere']

/** Questions that were noted without a run and whose end is not recorded, oldest first; each with its latest text. */
export async function readOpenQuestions(db: JournalDb): Promise<{ question: StepQuestion }[]> {
  const rows = await db
    .selectFrom('journal as noted')
    .select('noted.payload')
    .where('noted.kind', '=', 'question-noted')
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('journal as later')
            .select('later.seq')
            .whereRef('later.question', '=', 'noted.question')
            .whereRef('later.seq', '>', 'noted.seq')
            .where('later.kind', 'in', [...ends, 'question-noted']),
        ),
      ),
    )
    .orderBy('noted.seq')
    .execute()
  return rows.flatMap((row) => {
    const { event } = payloadOf(row)
    return event?.kind === 'question-noted' ? [{ question: event.question }] : []
  })
}

export async function readLastTime(db: JournalDb): Promise<string | undefined> {
  const last = await db.selectFrom('journal').select('at').orderBy('seq', 'desc').limit(1).executeTakeFirst()
  return last?.at
}
