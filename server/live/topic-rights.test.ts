import { expect, it } from 'vitest'
import { connectionId } from '@/lib/vsphere/ids'
import { grant, type Principal } from './topic-rights'

const wall = (topic: string) => `A wall display has the board and nothing else: not "${topic}".`
const none = (topic: string) => `There is no topic "${topic}" in the live stream.`

/** What each may have. A topic that is new takes a line here for each. */
it.each<[Principal, string, true | string]>([
  ['person', 'board', true],
  ['person', 'vms:*', true],
  ['person', 'vms:c1', true],
  ['person', 'vm:c1/12', true],
  ['person', 'hosts:*', true],
  ['person', 'hosts:c1', true],
  ['person', 'datastores:*', true],
  ['person', 'datastores:c1', true],
  ['person', 'journal', none('journal')],
  ['person', '', none('')],
  ['token', 'board', true],
  ['token', 'vms:*', true],
  ['token', 'vm:c1/12', true],
  ['token', 'hosts:c1', true],
  ['token', 'datastores:*', true],
  ['token', 'journal', none('journal')],
  ['display', 'board', true],
  ['display', 'vms:*', wall('vms:*')],
  ['display', 'vms:c1', wall('vms:c1')],
  ['display', 'vm:c1/12', wall('vm:c1/12')],
  ['display', 'hosts:*', wall('hosts:*')],
  ['display', 'hosts:c1', wall('hosts:c1')],
  ['display', 'datastores:*', wall('datastores:*')],
  ['display', 'datastores:c1', wall('datastores:c1')],
  ['display', 'journal', none('journal')],
])('a %s asks for "%s": %s', (principal, topic, answer) => {
  const { view, wanted, refused } = grant(principal, [topic])
  expect(view).toBe(principal === 'display' ? 'wall' : 'console')
  expect(wanted).toEqual(answer === true ? [topic] : [])
  expect(refused).toEqual(answer === true ? [] : [{ kind: 'refused', wanted: topic, sentence: answer }])
})

it('gives what one may have, and says why not the rest', () => {
  expect(grant('display', ['board', 'hosts:*'])).toMatchObject({ wanted: ['board'], refused: [{ wanted: 'hosts:*' }] })
})

it('who is limited to some connections has their topics, and all of theirs by one name', () => {
  const only = [connectionId('c1')]
  const asked = ['board', 'vms:*', 'vms:c1', 'vms:c2', 'vm:c1/12', 'vm:c2/12', 'hosts:c2', 'datastores:*']
  const { wanted, refused, only: limited } = grant('person', asked, only)
  expect(limited).toBe(only)
  expect(wanted).toEqual(['board', 'vms:*', 'vms:c1', 'vm:c1/12', 'datastores:*'])
  expect(refused.map((one) => one.wanted)).toEqual(['vms:c2', 'vm:c2/12', 'hosts:c2'])
  expect(grant('display', ['board', 'vms:*'], only)).toMatchObject({ wanted: ['board'], only })
})
