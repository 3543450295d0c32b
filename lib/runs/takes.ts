import type { QuestionKey } from '../vsphere/ids'
import type { RunStep } from './run'

/** A person deals with a question. Times are ISO 8601. */
export type Take = { readonly by: string; readonly at: string; readonly together: string }

/** Who takes a question and does nothing about it for so long has it no longer. */
export const silentAfterMs = 15 * 60_000

/**
 * Who deals with which question, as the journal tells it. The first who takes one has it until they give it back, are
 * silent for too long, or it is over.
 */
export type Takes = {
  /** @returns the question that this changes for. */
  fold(step: RunStep): QuestionKey | undefined
  /** @param raisedAt since when it is asked: hosts use an id again, and nobody has taken the next question. */
  of(question: QuestionKey, raisedAt?: string): Take | undefined
  /** What people have that did nothing about it for too long. @param now ms. */
  silent(now: number): QuestionKey[]
  forget(question: QuestionKey): void
  isEmpty(): boolean
}

export function createTakes(): Takes {
  const takes = new Map<QuestionKey, Take>()
  /** By what was taken with one press, and who did: who answers some of it is not silent about the rest. */
  const lastSigns = new Map<string, string>()
  const pressOf = ({ together, by }: Take) => `${together} ${by}`

  return {
    fold({ at, actor, event }) {
      switch (event.kind) {
        case 'question-taken': {
          const before = takes.get(event.question)
          if (actor.kind !== 'person' || (before && before.by !== actor.name)) return undefined
          const take = { by: actor.name, at, together: event.together }
          takes.set(event.question, take)
          lastSigns.set(pressOf(take), at)
          return event.question
        }
        case 'answer-sent': {
          const take = takes.get(event.question)
          if (take && actor.kind === 'person' && actor.name === take.by) lastSigns.set(pressOf(take), at)
          return undefined
        }
        case 'question-let-go':
        case 'answered':
        case 'question-gone':
          return takes.delete(event.question) ? event.question : undefined
        default:
          return undefined
      }
    },
    of(question, raisedAt) {
      const take = takes.get(question)
      return take && raisedAt !== undefined && Date.parse(raisedAt) > Date.parse(take.at) ? undefined : take
    },
    silent(now) {
      const presses = new Set([...takes.values()].map(pressOf))
      for (const press of lastSigns.keys()) if (!presses.has(press)) lastSigns.delete(press)
      const isSilent = (take: Take) => now - Date.parse(lastSigns.get(pressOf(take)) ?? take.at) >= silentAfterMs
      return [...takes].flatMap(([question, take]) => (isSilent(take) ? [question] : []))
    },
    forget: (question) => void takes.delete(question),
    isEmpty: () => takes.size === 0,
  }
}
