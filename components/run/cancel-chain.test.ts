import { describe, expect, test } from 'vitest'
import { aBlockedRun, aRun, person, stepAt } from '@/lib/testing/run-fixtures'
import type { RunView } from '@/lib/runs/run'
import { cancelChain } from './cancel-chain'

const said = (run: RunView) => cancelChain(run).map(({ strong, rest }) => [strong, rest].filter(Boolean).join(' '))
const sent = stepAt(6, { kind: 'cancel-sent', because: 'auto-answer-off' })

describe('what became of a cancel', () => {
  test('refused: requested, why not, and that it is left blocked', () => {
    expect(said(aBlockedRun())).toEqual([
      'Cancel requested',
      'The host refuses: PowerOnVM_Task is not cancelable',
      'Left blocked, answer it here',
    ])
  })

  test('never asked because it cannot be: it does not claim that the host refused', () => {
    const run = aBlockedRun()
    const steps = run.steps.filter(({ event }) => event.kind !== 'cancel-sent')
    expect(said({ ...run, steps })[0]).toBe('Not cancelled: PowerOnVM_Task is not cancelable')
  })

  test('answered afterwards: says how the task ended', () => {
    const run = aBlockedRun()
    const state = run.state.at === 'ended' ? { ...run.state, following: false } : run.state
    const steps = [...run.steps, stepAt(60, { kind: 'task-ended', state: 'success' })]
    expect(said({ ...run, state, steps }).at(-1)).toBe('Then the task was done')
    expect(said({ ...run, state }).at(-1)).toBe('Left blocked; what became of the task is not known')
  })

  test('confirmed, by whom and how far it had come', () => {
    const state = {
      at: 'ended',
      outcome: { kind: 'cancelled', by: person },
      endedAt: 'x',
      following: false,
      percent: 62,
    } as const
    expect(said(aRun({ state, steps: [sent] })).at(-1)).toBe('Cancelled by m.okafor at 62 %. The host confirmed')
  })

  test('no reply and still running are not told as cancelled', () => {
    const steps = [sent, stepAt(36, { kind: 'cancel-unanswered' })]
    expect(said(aRun({ steps }))).toEqual(['Cancel requested', 'No reply from the host for 30 s. Outcome unknown'])
    expect(said(aRun({ steps: [sent], state: { at: 'cancelling' } })).at(-1)).toBe('The task still runs')
  })

  test('nobody tried: nothing is said', () => {
    expect(cancelChain(aRun())).toEqual([])
  })
})
