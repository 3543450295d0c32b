import { expect, test } from 'vitest'
import { aBlockedRun, aRun, stepAt } from '@/lib/testing/run-fixtures'
import { runLook } from './run-words'

const left = aBlockedRun()

test('a run on its way says how far it is, once that is known', () => {
  expect(runLook(aRun())).toEqual({ glyph: 'running', word: 'Running, 47 %', tone: 'grey' })
  expect(runLook(aRun({ state: { at: 'running' } })).word).toBe('Running')
  expect(runLook(aRun({ state: { at: 'checking' } })).word).toBe('Checking')
})

/** With the host killed, the page still said "Running, 21 %" beside a clock that ran. */
test('without contact nobody knows how a run stands that goes on', () => {
  const at = '2026-11-22T14:03:20Z'
  expect(runLook(aRun(), at)).toMatchObject({
    glyph: 'noContact',
    word: expect.stringMatching(/^Unknown, was 47 % at \d\d:\d\d:\d\d$/),
  })
  expect(runLook(aRun({ state: { at: 'running' } }), at).word).toMatch(/^Unknown since \d\d:/)
  const outcome = { kind: 'succeeded' } as const
  expect(runLook(aRun({ state: { at: 'ended', outcome, endedAt: at, following: false } }), at).word).toBe('Done')
})

test('a left blocked run needs a person, until its task has ended', () => {
  expect(runLook(left)).toEqual({ glyph: 'blocked', word: 'Left blocked', tone: 'wait' })
  const steps = [...left.steps, stepAt(90, { kind: 'task-ended', state: 'success' })]
  const state = left.state.at === 'ended' ? { ...left.state, following: false } : left.state
  expect(runLook({ ...left, state, steps })).toEqual({ glyph: 'done', word: 'Left blocked, then done', tone: 'grey' })
  const gone = [...left.steps, stepAt(90, { kind: 'task-ended', state: 'unknown' })]
  expect(runLook({ ...left, state, steps: gone })).toEqual({ glyph: 'blocked', word: 'Left blocked', tone: 'grey' })
})
