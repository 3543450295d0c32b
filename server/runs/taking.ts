import { randomUUID } from 'node:crypto'
import type { NotTaken } from '@/lib/contract/run-input'
import { sentRecordMs } from '@/lib/live/live-state'
import type { Result } from '@/lib/result'
import type { Actor } from '@/lib/runs/actor'
import type { StepEvent } from '@/lib/runs/run'
import { createTakes } from '@/lib/runs/takes'
import { questionKey, splitKey, vmOfQuestion, type ConnectionId, type QuestionKey } from '@/lib/vsphere/ids'
import { withoutUndefined } from '@/lib/without-undefined'
import type { Inventory } from '../inventory/contract'
import type { Appended } from '../journal/entry'
import type { Journal } from '../journal/journal'
import type { After, Person } from './contract'
import { notRecorded, noSuchQuestion, notTakenByYou, takenBy } from './run-errors'
import { andon } from './run-machine'

/** How often it is looked whether somebody has been silent for too long. */
const lookEveryMs = 10_000

/**
 * People take questions and give them back. It is a word to the others and forbids nothing; it stands in the journal, so
 * that all processes and screens see it at once, and of two who take the same question the first one there has it.
 */
export function createTaking(options: {
  journal: Pick<Journal, 'append' | 'onAppended' | 'readPresent'>
  now: () => number
  after: After
  warn: (text: string, error: unknown) => void
  inventoryOf: (connection: ConnectionId) => Inventory | undefined
  /** Whether this process is the one that lets go what nobody gives back at a connection. */
  looksAfter: (connection: ConnectionId) => boolean
}) {
  const { journal, now, after, warn, inventoryOf, looksAfter } = options
  const takes = createTakes()
  /** Being let go at this moment. */
  const going = new Set<QuestionKey>()
  const stopHearing = journal.onAppended((appended) => hear(appended))
  let stopLooking: (() => void) | undefined
  /** What was told before it was known what is in a life before this one. */
  let early: Appended[] | undefined = []

  function hear(appended: Appended): void {
    if (early) return void early.push(appended)
    if (appended.is === 'opened') return
    const changed = takes.fold(appended.step)
    if (changed !== undefined && takes.of(changed)) stopLooking ??= after(lookEveryMs, look)
  }

  /** Since when a question is asked; undefined: it is not. */
  function raisedAt(key: QuestionKey): string | undefined {
    const at = splitKey(key)
    const asked = at && inventoryOf(at.connection)?.questions.get(vmOfQuestion(key))
    return asked && questionKey(at.connection, at.moid, asked.question.id) === key ? asked.raisedAt : undefined
  }

  async function write(key: QuestionKey, event: StepEvent, actor: Actor): Promise<void> {
    const vm = vmOfQuestion(key)
    const connection = splitKey(key)?.connection
    const vmName = connection && inventoryOf(connection)?.vms.get(vm)?.name
    await journal.append({ actor, event, vm, ...withoutUndefined({ connection, vmName }) })
  }

  /** Each question for itself: what is wrong with one is said of that one. */
  async function each(
    questions: readonly QuestionKey[],
    one: (key: QuestionKey) => Promise<Result<never> | undefined>,
  ): Promise<NotTaken[]> {
    const not = await Promise.all(
      [...new Set(questions)].map(async (question): Promise<NotTaken[]> => {
        const refused = await one(question).catch(notRecorded)
        return refused && !refused.ok ? [{ question, error: refused.error }] : []
      }),
    )
    return not.flat()
  }

  function take(questions: readonly QuestionKey[], by: Person): Promise<NotTaken[]> {
    const together = randomUUID()
    const isOthers = (key: QuestionKey, since: string) => {
      const has = takes.of(key, since)
      return has && has.by !== by.name ? takenBy(has) : undefined
    }
    return each(questions, async (key) => {
      const since = raisedAt(key)
      if (since === undefined) return noSuchQuestion
      // It was of an earlier question of this id.
      if (takes.of(key) && !takes.of(key, since)) takes.forget(key)
      const before = isOthers(key, since)
      if (before) return before
      await write(key, { kind: 'question-taken', question: key, together }, by)
      return isOthers(key, since)
    })
  }

  const giveBack = (questions: readonly QuestionKey[], by: Person): Promise<NotTaken[]> =>
    each(questions, async (key) => {
      if (takes.of(key)?.by !== by.name) return notTakenByYou
      await write(key, { kind: 'question-let-go', question: key, because: 'given-back' }, by)
      return undefined
    })

  function look(): void {
    for (const key of takes.silent(now())) {
      const connection = splitKey(key)?.connection
      const since = raisedAt(key)
      if (connection === undefined || (since === undefined && inventoryOf(connection)?.state.at === 'live')) {
        takes.forget(key)
      } else if (looksAfter(connection) && !going.has(key)) {
        going.add(key)
        write(key, { kind: 'question-let-go', question: key, because: 'silence' }, andon)
          .catch((error: unknown) => warn('a question that was taken was not let go', error))
          .finally(() => going.delete(key))
      }
    }
    stopLooking = takes.isEmpty() ? undefined : after(lookEveryMs, look)
  }

  return {
    take,
    giveBack,
    /** What people had in a life before this one. Called once. */
    async load() {
      const since = new Date(now() - sentRecordMs).toISOString()
      const { alone, seq } = await journal.readPresent({ ended: new Date(now()).toISOString(), alone: since })
      const missed = early?.filter((appended) => appended.seq > seq) ?? []
      early = undefined
      for (const appended of [...alone, ...missed]) hear(appended)
    },
    close() {
      stopHearing()
      stopLooking?.()
    },
  }
}
