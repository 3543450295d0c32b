import { expect, test } from 'vitest'
import { volumeOf, writeFile } from '../../simulator/estate/datastore-files'
import type { SimulatorOptions } from '../../simulator/start/start-simulator'
import { isChangedSince, lookAt, seenSentence } from './look-at'
import { rigsForEachTest } from './testing/file-rig'

const openRig = rigsForEachTest()

const minuteMs = 60_000
const hourMs = 60 * minuteMs

/** What is seen of a file that a host has written just now, by its own clock. */
async function seenNow(options: SimulatorOptions) {
  const rig = await openRig(options)
  const { host } = rig
  const datastore = host.world.byType('Datastore').find(({ props }) => props['name'] === 'datastore1')?.ref
  if (!datastore) throw new Error('no datastore1')
  volumeOf(host.world, datastore).makeFolder('stuff', host.world.clock.now())
  const content = Buffer.from('abc')
  writeFile(host.world, { datastore, name: 'datastore1', path: 'stuff/now.txt' }, { size: 3, content })
  return lookAt(rig.inventory.access(), datastore.value as never, 'stuff/now.txt') // an id of the simulated host
}

test.each([-3 * hourMs, 0, 3 * hourMs])(
  'a file was changed when it was, however far off the clock of its host is (%i ms)',
  async (clockOffsetMs) => {
    const seen = await seenNow({ clockOffsetMs })
    expect(isChangedSince(seen, Date.now() - minuteMs)).toBe(true)
    expect(isChangedSince(seen, Date.now() + minuteMs)).toBe(false)
    expect(seenSentence(seen, Date.now() - minuteMs)).toBe('It is there now, 3 bytes, changed since.')
  },
)

test('of a host behind a vCenter nobody knows the clock: when its file was changed is not said', async () => {
  const seen = await seenNow({ product: 'vcenter', preset: 'field', clockOffsetMs: -3 * hourMs })
  expect(isChangedSince(seen, Date.now())).toBeUndefined()
  expect(seenSentence(seen, Date.now())).toBe('It is there now, 3 bytes.')
})
