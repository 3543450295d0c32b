import { expect, it } from 'vitest'
import { connectionId, hostKey, moid, runId, vmKey } from '../vsphere/ids'
import { covers, partsOf, topicOfRow, union, wantedFor, type Wanted } from './topics'

const [c1, c2] = [connectionId('c1'), connectionId('c2')]
const vm = vmKey(c1, moid('vm/12'))

it.each([
  ['board', { kind: 'board' }],
  ['vms:*', { kind: 'table', table: 'vms', connection: '*' }],
  ['hosts:c1', { kind: 'table', table: 'hosts', connection: 'c1' }],
  ['vm:c1/vm%2F12', { kind: 'vm', vm, connection: 'c1' }],
  ['vm:c1', undefined],
  ['runs:c1', undefined],
  ['vms:', undefined],
  ['vms:a/b', undefined],
  ['vm:c1/a,b', undefined],
  ['', undefined],
])('reads %j', (text, parts) => expect(partsOf(text)).toEqual(parts))

it('knows where a row belongs', () => {
  expect(topicOfRow('runs', runId('r1'))).toBe('board')
  expect(topicOfRow('vms', vm)).toBe('vms:c1')
  expect(topicOfRow('hosts', hostKey(c2, moid('h')))).toBe('hosts:c2')
  expect(topicOfRow('hosts', 'no key')).toBeUndefined()
})

it.each<[Wanted, Wanted, boolean]>([
  ['vms:*', `vms:${c1}`, true],
  ['vms:*', `vm:${vm}`, true],
  [`vms:${c1}`, `vm:${vm}`, true],
  [`vms:${c2}`, `vm:${vm}`, false],
  [`vms:${c1}`, 'vms:*', false],
  [`vm:${vm}`, `vms:${c1}`, false],
  ['hosts:*', `vms:${c1}`, false],
  ['vms:*', 'board', false],
])('%s covers %s: %s', (one, other, does) => expect(covers(one, other)).toBe(does))

it('asks for what several want once, and for what one covers not at all', () => {
  expect(union([`vm:${vm}`, 'board', `hosts:${c2}`, 'board', 'vms:*', `vms:${c1}`])).toEqual([
    'board',
    'hosts:c2',
    'vms:*',
  ])
})

it('asks for all VMs of a connection rather than for very many of them, so that the address stays short', () => {
  const some = (count: number) =>
    union(Array.from({ length: count }, (_, index): Wanted => `vm:${vmKey(c1, moid(`vm-${index}`))}`))
  expect(some(39)).toHaveLength(39)
  expect(some(40)).toEqual(['vms:c1'])
})

it('turns what a screen needs into what it asks for; the board is always part of it', () => {
  expect(wantedFor({})).toEqual(['board'])
  expect(wantedFor({ vms: 'all', hosts: c1 })).toEqual(['board', 'hosts:c1', 'vms:*'])
  expect(wantedFor({ vms: [vm], datastores: 'all' })).toEqual(['board', 'datastores:*', 'vm:c1/vm%2F12'])
})
