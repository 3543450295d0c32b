import type { QuestionView } from '../../live/live-state'
import { groupQuestions, worstFirst, type QuestionGroup } from '../../live/question-groups'
import { connectionId, moid, questionKey, vmKey } from '../../vsphere/ids'

/** The server's clock of these tests, ms. */
const start = Date.UTC(2026, 10, 22, 14)

/** A question of its own VM. @param n of all; @param kind asks the same as others of it; @param age s. */
export function asked(n: number, kind: number, at: number, age: number, taken?: string): QuestionView {
  const connection = connectionId(`c${at}`)
  const vm = moid(`vm-${n}`)
  return {
    key: questionKey(connection, vm, '1'),
    connection,
    vm: vmKey(connection, vm),
    vmName: `vm-${n}`,
    vmStoredName: `vm-${n}`,
    question: { id: '1', text: '', choices: [], messages: [] },
    messageId: `msg.kind.${kind}`,
    text: '',
    raisedAt: new Date(start - age * 1_000).toISOString(),
    ...(taken !== undefined && { taken: { by: taken, at: new Date(start).toISOString() } }),
    state: { at: 'waiting', why: { why: 'no-task' } },
  }
}

/** So many groups of one, at three connections. */
export const manyKinds = (count: number): QuestionGroup[] =>
  grouped(Array.from({ length: count }, (_, n) => asked(n, n, n % 3, 10 * (count - n))))

export const grouped = (questions: readonly QuestionView[], now = start): QuestionGroup[] =>
  worstFirst(groupQuestions(questions), now)
