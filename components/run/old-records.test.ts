/** Version 0.1 called a run lost when nobody knew how it had ended. Nobody reads that word today, on no screen. */
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import type { RunOf } from '@/lib/runs/run'
import { outcomeWord } from '@/lib/runs/outcome-word'
import { aRun } from '@/lib/testing/run-fixtures'
import { runErrorSentence } from './error-words'
import { finishedWords, runDetail } from './finished-words'
import { runLook } from './run-words'
import { stepLine } from './step-words'

type Recorded = Omit<RunOf<'vm'>, 'subjects' | 'kind'> & { vm: RunOf<'vm'>['subjects'][0]['key']; vmName: string }
const record = new URL('../../server/console/testing/data-0.1/expected.json', import.meta.url)
const { runs } = JSON.parse(readFileSync(record, 'utf8')) as { runs: Recorded[] } // what the test of that record holds
const lost = runs.filter(({ state }) => state.at === 'ended' && state.outcome.kind === 'lost').map((run) => aRun(run))

test('there are such records', () => expect(lost.length).toBeGreaterThan(1))

test.each(lost.map((run) => [run.number, run] as const))('run %i of version 0.1 reads "Outcome unknown"', (_, run) => {
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
