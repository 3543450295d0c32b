import { expect, test } from 'vitest'
import type { RunView } from '../lib/runs/run'
import { emptyTables, heldTables } from '../lib/live/live-state'
import { createRandom } from '../simulator/world/random'
import { comeToRest } from './rest'
import type { Person } from './person'

const nobody: Person = {
  name: 'nobody',
  cookie: '',
  change: () => Promise.reject(new Error('nothing is to be pressed')),
  read: () => Promise.reject(new Error('nothing is to be read')),
  upload: () => Promise.reject(new Error('nothing is to be uploaded')),
}

test('a run that no screen shows yet is waited for, since the record has it', async () => {
  const run = { id: 'run-81' } as RunView // only counted here
  const looks = [[run], []]
  const left = await comeToRest({
    person: nobody,
    shown: () => heldTables(emptyTables()),
    recorded: () => Promise.resolve(looks.shift() ?? []),
    random: createRandom(1),
    presses: [],
  })
  expect(left).toEqual([])
  expect(looks).toEqual([])
}, 20_000)
