import { setImmediate } from 'node:timers/promises'
import type { PastAsked, PastQuestion, PastQuestionsPage } from '@/lib/contract/past-questions'
import { vmOf } from '@/lib/runs/run'
import { runId, splitKey, type ConnectionId, type QuestionKey, type RunId } from '@/lib/vsphere/ids'
import { withoutUndefined } from '@/lib/without-undefined'
import { emptyRun, payloadOf, stepOf } from './entry'
import { withNames } from './names'
import { isContinued, storyEnds, storyOf, storyStarts, type RunOfStory } from './past-story'
import type { JournalDb } from './tables'

/** Questions of one page: so few that nothing else waits long for them. */
const pageSize = 500
/** Values in one list of a statement. */
const atATime = 400
/** Rows that are read between two looks at what else is to be done. */
const parsedAtATime = 100

/**
 * A page of the questions that were raised at or after a time, newest first, each with what became of it. `only`: of these
 * connections.
 */
export async function readPastQuestions(
  db: JournalDb,
  wanted: { since: string; before?: number | undefined; only?: readonly ConnectionId[] | undefined; limit?: number },
): Promise<PastQuestionsPage> {
  const { since, limit = pageSize } = wanted
  const none = { since, asked: [], questions: [] }
  if (wanted.only?.length === 0) return none
  const from = await firstSince(db, since)
  if (from === undefined) return none
  const starts = await readStarts(db, { ...wanted, from, limit: limit + 1 })
  const page = starts.slice(0, limit)
  const last = page.at(-1)
  if (!last) return none
  const firsts = new Map(page.filter(({ kind, prior }) => !isContinued(kind, prior)).map((row) => [row.seq, row]))
  const stories = await readStories(db, [...new Set([...firsts.values()].map(({ question }) => question))], last.seq)
  const runs = await readRunsOf(db, stories)
  const table = askedTable()
  const questions = stories.flatMap((story): PastQuestion[] => {
    const [first] = story.rows
    const start = first && firsts.get(first.seq)
    if (!first || !start) return []
    const run = story.rows.findLast((row) => row.run !== null)?.run
    const told = storyOf(
      story.rows.map(({ step, vmName }) => ({ step, ...withoutUndefined({ vmName }) })),
      run ? runs.get(runId(run)) : undefined,
    )
    if (!told || start.connection === null || start.vm === null) return []
    const { question, vmName, ...rest } = told
    const { messageId, choices, defaultIndex } = question
    return [
      {
        seq: first.seq,
        connection: start.connection,
        vm: start.vm,
        vmName: vmName ?? splitKey(start.vm)?.moid ?? '',
        asked: table.placeOf({ choices, ...withoutUndefined({ messageId, defaultIndex }) }),
        text: question.text,
        ...rest,
        ...(run ? { run: runId(run) } : {}),
      },
    ]
  })
  return {
    since,
    asked: table.all,
    questions: questions.toSorted((a, b) => b.seq - a.seq),
    ...(starts.length > limit ? { nextBefore: last.seq } : {}),
  }
}

/** Each set of answers once. */
function askedTable() {
  const all: PastAsked[] = []
  const places = new Map<string, number>()
  return {
    all,
    placeOf(asked: PastAsked): number {
      const key = JSON.stringify(asked)
      const known = places.get(key)
      if (known !== undefined) return known
      places.set(key, all.length)
      all.push(asked)
      return all.length - 1
    },
  }
}

/** The number of the first row of a time. Rows follow each other in time, so that it is found by halves. */
async function firstSince(db: JournalDb, since: string): Promise<number | undefined> {
  const newest = await db.selectFrom('journal').select(['seq', 'at']).orderBy('seq', 'desc').limit(1).executeTakeFirst()
  if (!newest || newest.at < since) return undefined
  let [low, high] = [0, newest.seq]
  while (low < high) {
    const middle = Math.floor((low + high) / 2)
    const row = await db
      .selectFrom('journal')
      .select('at')
      .where('seq', '>=', middle)
      .orderBy('seq')
      .limit(1)
      .executeTakeFirst()
    if (row && row.at < since) low = middle + 1
    else high = middle
  }
  return low
}

type Range = { from: number; before?: number | undefined; only?: readonly ConnectionId[] | undefined; limit: number }

/** Newest first, each with the kind of the row of the same question before it. Each kind by its own index. */
async function readStarts(db: JournalDb, { from, before, only, limit }: Range) {
  const ofKind = (kind: string) => {
    let query = db
      .selectFrom('journal as one')
      .select(['one.seq', 'one.kind', 'one.question', 'one.connection', 'one.vm'])
      .select((eb) =>
        eb
          .selectFrom('journal as prior')
          .select('prior.kind')
          .whereRef('prior.question', '=', 'one.question')
          .whereRef('prior.seq', '<', 'one.seq')
          .where('prior.kind', 'in', [...storyStarts, ...storyEnds])
          .orderBy('prior.seq', 'desc')
          .limit(1)
          .as('prior'),
      )
      .where('one.kind', '=', kind)
      .where('one.question', 'is not', null)
      .where('one.seq', '>=', from)
    if (before !== undefined) query = query.where('one.seq', '<', before)
    if (only !== undefined) query = query.where('one.connection', 'in', only)
    return query.orderBy('one.seq', 'desc').limit(limit).$narrowType<{ question: QuestionKey }>().execute()
  }
  const found = await Promise.all(storyStarts.map(ofKind))
  return found
    .flat()
    .toSorted((a, b) => b.seq - a.seq)
    .slice(0, limit)
}

type StoryRow = { seq: number; run: RunId | null; step: NonNullable<ReturnType<typeof stepOf>>; vmName?: string }

/** What is recorded of these questions from a row on, cut where the next question of the same id begins. */
async function readStories(db: JournalDb, keys: readonly QuestionKey[], from: number): Promise<{ rows: StoryRow[] }[]> {
  const stories: { rows: StoryRow[] }[] = []
  const open = new Map<QuestionKey, { story: { rows: StoryRow[] }; prior: string }>()
  for (const some of portions(keys, atATime)) {
    const rows = await db
      .selectFrom('journal')
      .select(['seq', 'at', 'kind', 'run', 'question', 'actor', 'payload'])
      .where('question', 'in', some)
      .where('seq', '>=', from)
      .where('kind', 'in', [...storyStarts, ...storyEnds])
      .orderBy('seq')
      .execute()
    for (const portion of portions(await withNames(db, rows), parsedAtATime)) {
      await setImmediate()
      for (const { seq, kind, run, question, ...row } of portion) {
        const step = stepOf(row)
        if (!step || question === null) continue
        const at = open.get(question)
        const isStart = storyStarts.some((start) => start === kind)
        const goesOn = at && (!isStart || isContinued(kind, at.prior))
        const story = goesOn ? at.story : { rows: [] }
        if (!goesOn && isStart) stories.push(story)
        story.rows.push({ seq, run, step, ...withoutUndefined({ vmName: payloadOf(row).vmName }) })
        open.set(question, { story, prior: kind })
      }
    }
  }
  return stories
}

/** Of a run what counts for its questions. */
const runKinds = ['question-raised', 'answer-sent', 'cancel-sent', 'not-cancelable', 'left-blocked']

async function readRunsOf(db: JournalDb, stories: readonly { rows: StoryRow[] }[]): Promise<Map<RunId, RunOfStory>> {
  const ids = [...new Set(stories.flatMap(({ rows }) => rows.flatMap(({ run }) => run ?? [])))]
  const runs = new Map<RunId, RunOfStory & { steps: NonNullable<ReturnType<typeof stepOf>>[] }>()
  for (const some of portions(ids, atATime)) {
    const rows = await db
      .selectFrom('journal')
      .select(['at', 'number', 'run', 'kind', 'actor', 'payload'])
      .where('run', 'in', some)
      .where('kind', 'in', ['requested', ...runKinds])
      .orderBy('seq')
      .execute()
    for (const portion of portions(await withNames(db, rows), parsedAtATime)) {
      await setImmediate()
      for (const row of portion) {
        const { opening } = payloadOf(row)
        const step = stepOf(row)
        if (row.run === null || !step) continue
        if (!opening) runs.get(runId(row.run))?.steps.push(step)
        else {
          const view = emptyRun(opening, row.number ?? 0, row.at)
          if (view.kind !== 'vm') continue
          const { policy, start } = view
          const vmName = vmOf(view)?.name ?? ''
          runs.set(runId(row.run), { policyOn: policy.autoAnswer, vmName, steps: [], ...withoutUndefined({ start }) })
        }
      }
    }
  }
  return runs
}

function* portions<One>(all: readonly One[], size: number): Generator<One[]> {
  for (let from = 0; from < all.length; from += size) yield all.slice(from, from + size)
}
