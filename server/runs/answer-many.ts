import type { AnswersSoFar } from '@/lib/contract/run-input'
import { failed, ok, type Result } from '@/lib/result'
import { vmOfQuestion, type QuestionKey, type VmKey } from '@/lib/vsphere/ids'
import { toConsoleError } from '../errors/console-error'
import type { Lease, Leases } from '../journal/leases'
import type { After, Person, Press, QuestionPress } from './contract'
import { noSuchAnswers } from './run-errors'

/** The lease of who sends the answers of one press. */
export const answersLease = (id: string) => `answers ${id}`

/** So many answers are on their way to one host at a time. */
const atOncePerHost = 2
/** For so long one can read what became of them. */
const keptMs = 5 * 60_000
/** For so long who reads waits for news. */
const newsMs = 1_000

type Many = {
  by: Person
  lease: Lease
  presses: Map<QuestionKey, Press>
  /** By host: what is still to be sent, and how many are on their way. */
  lanes: Map<string, { next: QuestionKey[]; onTheWay: number }>
  results: { question: QuestionKey; result: Result<null> }[]
  stopped: boolean
  /** Those who wait for news. */
  waiting: Set<() => void>
  forget?: () => void
}

/**
 * One person's answer to many questions. Each is an ordinary answer with a result of its own; each host gets them at its
 * own pace, so that one that is slow holds up nobody else's.
 * @param options.answer as if that question alone had been answered.
 */
export function createManyAnswers(options: {
  leases: Pick<Leases, 'take'>
  after: After
  answer: (question: QuestionKey, press: Press, by: Person) => Promise<Result<null>>
  /** Undefined: it is not known where the VM is. */
  hostOf: (vm: VmKey) => string | undefined
}) {
  const { leases, after, answer, hostOf } = options
  const all = new Map<string, Many>()

  const isEnded = ({ lanes, stopped }: Many) =>
    [...lanes.values()].every(({ next, onTheWay }) => onTheWay === 0 && (stopped || next.length === 0))

  function tell(many: Many): void {
    for (const go of many.waiting) go()
  }

  function goOn(id: string, many: Many): void {
    for (const lane of many.lanes.values()) {
      while (!many.stopped && lane.onTheWay < atOncePerHost) {
        const question = lane.next.shift()
        const press = question && many.presses.get(question)
        if (!press) break
        lane.onTheWay += 1
        void sendOne(id, many, lane, question, press)
      }
    }
    if (!isEnded(many) || many.forget) return
    many.forget = after(keptMs, () => {
      all.delete(id)
      many.lease.release()
    })
    tell(many)
  }

  async function sendOne(id: string, many: Many, lane: { onTheWay: number }, question: QuestionKey, press: Press) {
    const result = await answer(question, press, many.by).catch((error: unknown) => failed(toConsoleError(error)))
    lane.onTheWay -= 1
    many.results.push({ question, result })
    tell(many)
    goOn(id, many)
  }

  const own = (id: string, by: Person): Many | undefined => {
    const many = all.get(id)
    return many?.by.name === by.name ? many : undefined
  }

  /** Undefined: another process has it, or somebody else. */
  async function open(id: string, by: Person): Promise<Many | undefined> {
    const known = all.get(id)
    if (known) return own(id, by)
    const taken = await leases.take({ name: answersLease(id), label: 'Answers', subjects: [], lasting: false })
    if (taken.is === 'held') return own(id, by)
    const many: Many = {
      by,
      lease: taken.lease,
      presses: new Map(),
      lanes: new Map(),
      results: [],
      stopped: false,
      waiting: new Set(),
    }
    all.set(id, many)
    return many
  }

  return {
    has: (id: string) => all.has(id),
    /** Undefined: another process has what is known under this id. */
    async begin(id: string, presses: readonly QuestionPress[], by: Person): Promise<Result<null> | undefined> {
      const many = await open(id, by)
      if (!many) return all.has(id) ? noSuchAnswers : undefined
      many.forget?.()
      delete many.forget
      for (const { question, press } of presses) {
        if (many.presses.has(question)) continue
        many.presses.set(question, press)
        const host = hostOf(vmOfQuestion(question)) ?? ''
        const lane = many.lanes.get(host)
        if (lane) lane.next.push(question)
        else many.lanes.set(host, { next: [question], onTheWay: 0 })
      }
      goOn(id, many)
      return ok(null)
    },
    async read(id: string, from: number, by: Person): Promise<Result<AnswersSoFar>> {
      const many = own(id, by)
      if (!many) return noSuchAnswers
      if (many.results.length <= from && !isEnded(many)) await news(many)
      const { results, presses } = many
      return ok({ results: results.slice(from), known: results.length, of: presses.size, ended: isEnded(many) })
    },
    async stop(id: string, by: Person): Promise<Result<null>> {
      const many = own(id, by)
      if (!many) return noSuchAnswers
      many.stopped = true
      goOn(id, many)
      return ok(null)
    },
    /** Nothing more is sent. */
    close() {
      for (const many of all.values()) {
        many.stopped = true
        many.forget?.()
        tell(many)
      }
    },
  }

  function news(many: Many): Promise<void> {
    return new Promise((resolve) => {
      const go = () => {
        many.waiting.delete(go)
        stopWaiting()
        resolve()
      }
      const stopWaiting = after(newsMs, go)
      many.waiting.add(go)
    })
  }
}
