import { expect, test } from 'vitest'
import { wallFit, wallFitWords } from './wall-distance'

test('65 inches from 4 m is the default and fits on one page', () => {
  expect(wallFit(65, 4)).toEqual({ kind: 'one-page' })
})

test('a little farther turns the lists, farther still turns pages', () => {
  expect(wallFit(65, 4.8).kind).toBe('lists-turn')
  expect(wallFit(65, 8).kind).toBe('pages')
})

test('too far says both ways out', () => {
  expect(wallFitWords(wallFit(43, 12))).toBe('Too far: sit closer than 3.3 m or use a screen of 156 inches.')
})
