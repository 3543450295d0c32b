import type { Actor } from '@/lib/runs/actor'
import type { Result } from '@/lib/result'
import type { QuestionKey, RunId, TaskKey } from '@/lib/vsphere/ids'
import type { Orders } from '../journal/orders'
import type { HeldDecision, Person, Press, QuestionPress } from './contract'
import { noWord, notRecorded, nobodyTookIt } from './run-errors'

/** What a person presses that concerns something which goes on already: the process that carries it out has to do it. */
export type Pressed =
  | { do: 'answer'; question: QuestionKey; press: Press; by: Actor }
  | { do: 'cancel-task'; task: TaskKey; by: Actor }
  | { do: 'cancel-run'; run: RunId; by: Actor }
  | { do: 'decide'; run: RunId; what: HeldDecision; by: Actor }
  | { do: 'begin-answers'; id: string; presses: readonly QuestionPress[]; by: Person }
  | { do: 'read-answers'; id: string; from: number; by: Person }
  | { do: 'stop-answers'; id: string; by: Person }

/**
 * Passes what was pressed here to the process that has the lease, and carries out here what was pressed at others.
 * @param carryOut as if it had been pressed here.
 */
export function createRelay(orders: Orders, carryOut: (pressed: Pressed) => Promise<Result<unknown>>) {
  orders.serve((_to, pressed) => carryOut(pressed as Pressed)) // as `pass` sends it
  return {
    /** @param to the name of a lease. */
    async pass(to: string, pressed: Pressed): Promise<Result<unknown>> {
      try {
        const ordered = await orders.ask(to, pressed)
        switch (ordered.is) {
          case 'done':
            return ordered.result as Result<unknown> // as `carryOut` gives it
          case 'not-taken':
            return nobodyTookIt
          case 'no-word':
            return noWord
        }
      } catch (error) {
        return notRecorded(error)
      }
    },
  }
}
