/** Version 0.1 called a run lost when nobody knew how it had ended. Nobody reads that word today, on no screen. */
import { expect, test } from 'vitest'
import { outcomeWord } from '@/lib/runs/outcome-word'
import type { RunOf, StepEvent } from '@/lib/runs/run'
import { aRun, stepAt } from '@/lib/testing/run-fixtures'
import { runErrorSentence } from './error-words'
import { finishedWords, runDetail } from './finished-words'
import { runLook } from './run-words'
import { stepLine } from './step-words'

/** As its journal has them; `server/console/testing/data-0.1` holds such ones. */
function recorded(reason: string, following: boolean, after: StepEvent[] = []): RunOf<'vm'> {
  const outcome = { kind: 'lost', reason } as const
  const ended: StepEvent = { kind: 'ended', outcome, ...(following ? {} : { following: false }) }
  const events: StepEvent[] = [{ kind: 'start-sent', method: 'PowerOnVM_Task' }, ended, ...after]
  const state = { at: 'ended', outcome, endedAt: '2026-11-20T08:03:43.000Z', following } as const
  return aRun({ state, steps: events.map((event, index) => stepAt(index, event)) })
}

const runs = [
  recorded('vc-a does not answer.', true),
  recorded('The VM no longer exists.', false),
  recorded('vc-a does not answer.', false, [{ kind: 'task-ended', state: 'success' }]),
  recorded('vc-a does not answer.', false, [{ kind: 'task-ended', state: 'unknown' }]),
]

test.each(runs.map((run, index) => [index, run] as const))('record %i reads "Outcome unknown"', (_, run) => {
  if (run.state.at !== 'ended') throw new Error('it has ended')
  const finished = finishedWords({ kind: 'run', id: run.id, endedAt: '', run: { ...run, state: run.state } }, false)
  const ended = run.steps.find(({ event }) => event.kind === 'ended')
  const line = ended && stepLine(ended, run, 'vc-a')
  expect(finished.word).toBe('Outcome unknown')
  expect(line?.title).toBe('Outcome unknown')
  expect(runLook(run).word).toMatch(/^Outcome unknown/)
  expect(runErrorSentence(run)?.text).toMatch(/^Outcome unknown: /)
  const said = [finished, line, runLook(run), runErrorSentence(run), runDetail(run)]
  expect(JSON.stringify(said)).not.toMatch(/\blost\b/i)
})

test('and is found by that in History', () => {
  expect(outcomeWord.lost).toBe('Outcome unknown')
  expect(Object.values(outcomeWord).some((word) => /lost/i.test(word))).toBe(false)
})
