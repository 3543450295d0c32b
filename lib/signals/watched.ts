import { assertNever } from '../assert-never'
import type { WhyGone } from '../runs/run'
import type { ConnectionId, QuestionKey } from '../vsphere/ids'
import { withoutUndefined } from '../without-undefined'
import type { Happening, SignalQuestion, SignalRun, SignalVm } from './happening'

/**
 * What is told to signals: read off the journal, or seen of connections. `id` is the same whenever it is read. Times ISO
 * 8601. `waits`: for a person; else auto-answer or a cancel deals with it.
 */
export type Fact = { readonly id: string; readonly at: string } & (
  | {
      readonly is: 'asked'
      readonly connection: ConnectionId
      readonly vm: SignalVm
      readonly question: SignalQuestion
      readonly waits: boolean
    }
  /** What auto-answer or a cancel dealt with waits for a person after all. */
  | { readonly is: 'waits'; readonly key: QuestionKey }
  | { readonly is: 'taken'; readonly key: QuestionKey; readonly by: string }
  | { readonly is: 'let-go'; readonly key: QuestionKey; readonly by?: string }
  | { readonly is: 'answered'; readonly key: QuestionKey; readonly by: string; readonly answer: string }
  | { readonly is: 'gone'; readonly key: QuestionKey; readonly known: WhyGone }
  | {
      readonly is: 'run-ended'
      readonly connection: ConnectionId
      readonly how: 'failed' | 'left-blocked' | 'unknown'
      readonly run: SignalRun
      readonly vm?: SignalVm
      readonly sentence: string
    }
  | { readonly is: 'lost'; readonly connection: ConnectionId; readonly since: string; readonly reason: string }
  | { readonly is: 'live'; readonly connection: ConnectionId }
  /** What is shown in place of the pinned certificate; undefined: nothing, any more. */
  | { readonly is: 'certificate'; readonly connection: ConnectionId; readonly sha256: string | undefined }
  | { readonly is: 'removed'; readonly connection: ConnectionId }
)

/** A question that is asked. `since`: from when on it waits for a person; undefined: it does not. */
export type OpenQuestion = {
  readonly connection: ConnectionId
  readonly vm: SignalVm
  readonly question: SignalQuestion
  readonly since?: string
  readonly taken?: { readonly by: string; readonly at: string }
  /** How long people had it who have it no longer. */
  readonly heldMs: number
  /** What time alone brought and was told: how often, by name. */
  readonly told: Readonly<Record<string, number>>
}

/** How a connection stands. `told`: that it is lost. */
export type Contact = { readonly lost?: { since: string; reason: string; told?: true }; readonly certificate?: string }

/** What is known of the present. Its values are never changed, only replaced. */
export type Watched = { questions: Map<QuestionKey, OpenQuestion>; contacts: Map<ConnectionId, Contact> }

/** Takes a fact in. @returns what happened with it: nothing, where it was known or concerns nobody. */
export function foldFact(watched: Watched, fact: Fact): Happening[] {
  const { questions, contacts } = watched
  switch (fact.is) {
    case 'asked': {
      const { connection, vm, question, waits, at } = fact
      const before = questions.get(question.key)
      // Another record goes on with it: of a run that has ended, or of the life after a restart.
      if (before && before.question.text === question.text)
        return waits ? foldFact(watched, { is: 'waits', id: fact.id, at, key: question.key }) : []
      const one: OpenQuestion = { connection, vm, question, heldMs: 0, told: {}, ...(waits && { since: at }) }
      questions.set(question.key, one)
      return waits ? [raised(fact.id, at, one)] : []
    }
    case 'waits': {
      const one = questions.get(fact.key)
      if (!one || one.since !== undefined) return []
      const waiting = { ...one, since: fact.at }
      questions.set(fact.key, waiting)
      return [raised(fact.id, fact.at, waiting)]
    }
    case 'taken': {
      const one = questions.get(fact.key)
      if (!one || one.taken) return []
      questions.set(fact.key, { ...one, taken: { by: fact.by, at: fact.at } })
      return happened(one, { id: fact.id, at: fact.at, kind: 'taken', by: fact.by, ...about(one) })
    }
    case 'let-go': {
      const one = questions.get(fact.key)
      if (!one?.taken) return []
      const { taken, ...rest } = one
      const had = Math.max(0, Date.parse(fact.at) - Date.parse(taken.at))
      questions.set(fact.key, { ...rest, heldMs: one.heldMs + had })
      const by = withoutUndefined({ by: fact.by })
      return happened(one, { id: fact.id, at: fact.at, kind: 'given-back', ...by, ...about(one) })
    }
    case 'answered': {
      const one = over(questions, fact.key)
      if (!one) return []
      const { id, at, by, answer } = fact
      return happened(one, { id, at, kind: 'answered', by, answer, ...about(one) })
    }
    case 'gone': {
      const one = over(questions, fact.key)
      return one ? happened(one, { id: fact.id, at: fact.at, kind: 'gone', known: fact.known, ...about(one) }) : []
    }
    case 'run-ended': {
      const { id, at, connection, how, run, vm, sentence } = fact
      return [{ id, at, connection, kind: `run-${how}`, run, sentence, ...withoutUndefined({ vm }) }]
    }
    case 'lost': {
      const before = contacts.get(fact.connection)
      if (before?.lost) return []
      contacts.set(fact.connection, { ...before, lost: { since: fact.since, reason: fact.reason } })
      return []
    }
    case 'live': {
      const { lost, ...rest } = contacts.get(fact.connection) ?? {}
      if (!lost) return []
      putContact(watched, fact.connection, rest)
      const { id, at, connection } = fact
      return lost.told ? [{ id, at, connection, kind: 'connection-back', since: lost.since }] : []
    }
    case 'certificate': {
      const { certificate, ...rest } = contacts.get(fact.connection) ?? {}
      if (certificate === fact.sha256) return []
      putContact(watched, fact.connection, { ...rest, ...withoutUndefined({ certificate: fact.sha256 }) })
      const { id, at, connection, sha256 } = fact
      return sha256 === undefined ? [] : [{ id, at, connection, kind: 'certificate-changed', sha256 }]
    }
    case 'removed':
      // How its questions went, the journal says.
      contacts.delete(fact.connection)
      return []
    default:
      return assertNever(fact, 'fact')
  }
}

function putContact({ contacts }: Watched, connection: ConnectionId, contact: Contact): void {
  if (Object.keys(contact).length === 0) contacts.delete(connection)
  else contacts.set(connection, contact)
}

function over(questions: Watched['questions'], key: QuestionKey): OpenQuestion | undefined {
  const one = questions.get(key)
  questions.delete(key)
  return one
}

const about = ({ connection, vm, question }: OpenQuestion) => ({ connection, vm, question })

const raised = (id: string, at: string, one: OpenQuestion): Happening => ({
  id,
  at,
  kind: 'question-raised',
  ...about(one),
})

/** Of a question that never waited for a person nobody was told, so nobody is told how it went. */
const happened = ({ since }: OpenQuestion, happening: Happening): Happening[] =>
  since === undefined ? [] : [happening]
