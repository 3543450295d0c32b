import { expect, test } from 'vitest'
import type { Blow } from './mischief'
import { takeoverTimes } from './takeover'

const kill = (process: number, at: number, backAt: number): Blow => ({ kind: 'kill', process, at, backAt })
const row = (run: string, at: number, writer: string, kind = 'progress') => ({ run, at, writer, kind })

test('a run that was left by a kill is counted from the kill to the step of the next one', () => {
  const written = [
    row('run-1', 100, 'a'),
    row('run-2', 150, 'b'),
    row('run-1', 1_900, 'b', 'ended'),
    row('run-2', 2_500, 'b'),
  ]
  expect(takeoverTimes({ written }, [kill(0, 200, 900)], 0)).toEqual([{ ms: 1_700, between: 'progress and ended' }])
})

test('the blow is one that fell on a process which had been there all the life long', () => {
  const written = [row('run-1', 500, 'a'), row('run-1', 4_000, 'b')]
  const blows = [kill(0, 200, 400), kill(1, 600, 650), kill(0, 1_000, 1_500)]
  expect(takeoverTimes({ written }, blows.slice(0, 1), 0)).toEqual([])
  expect(takeoverTimes({ written }, blows, 0)).toMatchObject([{ ms: 3_400 }])
})

test('a run that went on in another process while its own was there was not taken over', () => {
  const written = [row('run-1', 100, 'a'), row('run-1', 300, 'b'), row('run-3', 400, 'a')]
  expect(takeoverTimes({ written }, [kill(0, 900, 1_000)], 0)).toEqual([])
})
