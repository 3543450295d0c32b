import { expect, test } from 'vitest'
import { labelRows } from './stacked-bar'

const rows = (...places: number[]) =>
  labelRows(places.map((at) => ({ key: String(at), at, label: 'x' }))).map(({ at, row }) => [at, row])

test('labels that would run into each other stand in rows of their own', () => {
  expect(rows(0.9, 0.1)).toEqual([
    [0.1, 0],
    [0.9, 0],
  ])
  expect(rows(0.2, 0.1)).toEqual([
    [0.1, 0],
    [0.2, 1],
  ])
  expect(rows(0.1, 0.15, 0.2, 0.5)).toEqual([
    [0.1, 0],
    [0.15, 1],
    [0.2, 2],
    [0.5, 0],
  ])
})

test('a limit far beyond the bar is drawn at its end, and so is its label', () => {
  expect(rows(5, 0.95)).toEqual([
    [0.95, 0],
    [5, 1],
  ])
})
