import { expect, test } from 'vitest'
import { aRun } from '../testing/run-fixtures'
import { connectionId } from '../vsphere/ids'
import type { Actor } from './actor'
import { isRunFor } from './run-within'

const token = 'nightly (m.okafor)'
const own: Actor = { kind: 'person', name: token }
const here = aRun().connection
const elsewhere = connectionId('elsewhere')

test.each<{ who: string; by: Parameters<typeof isRunFor>[0]; actor: Actor; is: boolean }>([
  { who: 'reads all', by: { username: token }, actor: { kind: 'andon' }, is: true },
  { who: 'is limited to its connection', by: { username: token, connections: [here] }, actor: own, is: true },
  { who: 'is limited elsewhere', by: { username: token, connections: [elsewhere] }, actor: own, is: false },
  { who: 'is shown its own, and it is', by: { username: token, onlyOwn: true }, actor: own, is: true },
  {
    who: 'is shown its own, and it is its owner’s',
    by: { username: token, onlyOwn: true },
    actor: { kind: 'person', name: 'm.okafor' },
    is: false,
  },
  {
    who: 'is shown its own, and it is another token’s',
    by: { username: token, onlyOwn: true },
    actor: { kind: 'person', name: 'nightly (a.haddad)' },
    is: false,
  },
  {
    who: 'is shown its own, and a host says that somebody of this name did it',
    by: { username: token, onlyOwn: true },
    actor: { kind: 'elsewhere', name: token },
    is: false,
  },
  {
    who: 'is shown its own, which is elsewhere now',
    by: { username: token, connections: [elsewhere], onlyOwn: true },
    actor: own,
    is: false,
  },
])('a run for one who $who: $is', ({ by, actor, is }) => {
  expect(isRunFor(by, { ...aRun(), actor })).toBe(is)
})
