import { expect, test } from 'vitest'
import { connectionId, ruleId } from '../vsphere/ids'
import { decidedBefore } from './order'
import type { Rule } from './rule'

const now = Date.parse('2030-01-01T00:00:00Z')
const rule = (changes: Partial<Rule> = {}): Rule => ({
  id: ruleId('r'),
  name: 'r',
  asks: { by: 'messageId', id: 'msg.uuid.altered' },
  origins: ['own run'],
  gives: { do: 'person' },
  setBy: 'm.okafor',
  ...changes,
})
const lab = [connectionId('lab')]
const text = (pattern: string): Rule['asks'] => ({ by: 'text', pattern })

test.each<[string, Partial<Rule>, Partial<Rule>, boolean]>([
  ['the same', {}, {}, true],
  ['the same id, written otherwise', {}, { asks: { by: 'messageId', id: 'MSG.uuid.altered' } }, true],
  ['another question', { asks: { by: 'messageId', id: 'msg.other' } }, {}, false],
  ['a text for an id', { asks: text('moved') }, {}, false],
  ['any text for an id', { asks: text('**') }, {}, true],
  ['an id for a text', {}, { asks: text('moved') }, false],
  ['a wider text', { asks: text('locked') }, { asks: text('has locked the CD') }, true],
  ['all connections', {}, { connections: lab }, true],
  ['one connection of all', { connections: lab }, {}, false],
  ['wider names', { vms: ['x', 'lab-*'] }, { vms: ['lab-0?'] }, true],
  ['one of two names', { vms: ['lab-*'] }, { vms: ['lab-1', 'build'] }, false],
  ['some names of all', { vms: ['lab-*'] }, {}, false],
  ['any name', { vms: ['*'] }, {}, true],
  ['fewer origins', {}, { origins: ['own run', 'no task'] }, false],
  ['one in dry run', { dryRun: true }, {}, false],
  ['one in use before one in dry run', {}, { dryRun: true }, true],
  ['one that ends before', { until: '2030-02-01T00:00:00Z' }, {}, false],
  ['one that ends later', { until: '2030-03-01T00:00:00Z' }, { until: '2030-02-01T00:00:00Z' }, true],
  ['whatever, when it has ended itself', {}, { until: '2029-12-31T00:00:00Z' }, false],
])('behind %s', (_what, before, changes, never) => {
  expect(decidedBefore([rule(before), rule(changes)], 1, now)).toBe(never ? 0 : undefined)
  expect(decidedBefore([rule(before), rule(changes)], 0, now)).toBeUndefined()
})
