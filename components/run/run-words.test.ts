import { expect, test } from 'vitest'
import { aBlockedRun, aRun, stepAt } from '@/lib/testing/run-fixtures'
import { runLook } from './run-words'

const left = aBlockedRun()

test('a run on its way says how far it is, once that is known', () => {
  expect(runLook(aRun())).toEqual({ glyph: 'running', word: 'Running, 47 %', tone: 'grey' })
  expect(runLook(aRun({ state: { at: 'running' } })).word).toBe('Running')
  expect(runLook(aRun({ state: { at: 'checking' } })).word).toBe('Checking')
})

test('a left blocked run needs a person, until its task has ended', () => {
  expect(runLook(left)).toEqual({ glyph: 'blocked', word: 'Left blocked', tone: 'wait' })
  const steps = [...left.steps, stepAt(90, { kind: 'task-ended', state: 'success' })]
  const state = left.state.at === 'ended' ? { ...left.state, following: false } : left.state
  expect(runLook({ ...left, state, steps })).toEqual({ glyph: 'done', word: 'Left blocked, then done', tone: 'grey' })
  const gone = [...left.steps, stepAt(90, { kind: 'task-ended', state: 'unknown' })]
  expect(runLook({ ...left, state, steps: gone })).toEqual({ glyph: 'blocked', word: 'Left blocked', tone: 'grey' })
})
