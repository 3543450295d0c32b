import { expect, test } from 'vitest'
import { worldMethods } from '../api/world-methods'
import { testWorld } from '../testing/test-world'
import { createRandom } from '../world/random'
import { startActivity } from './activity'

test('the colleague starts tasks under his own name, and his machines ask and are looked after', async () => {
  const sim = testWorld()
  const stop = startActivity(sim.world, worldMethods, createRandom(4))
  const seen = { users: new Set<unknown>(), asked: new Set<string>(), answered: new Set<string>() }
  sim.world.on((change) => {
    if (change.ref.type === 'Task' && change.kind === 'put')
      seen.users.add(sim.world.prop(change.ref, 'info.reason.userName'))
    if (change.ref.type !== 'VirtualMachine' || change.kind !== 'update') return
    const asks = sim.world.prop(change.ref, 'runtime.question') !== undefined
    if (asks) seen.asked.add(change.ref.value)
    else if (seen.asked.has(change.ref.value)) seen.answered.add(change.ref.value)
  })
  await sim.clock.advance(900_000)
  stop()
  expect([...seen.users]).toEqual(['j.meyer'])
  expect(seen.asked.size).toBeGreaterThan(0)
  await sim.clock.advance(200_000)
  expect(seen.answered).toEqual(seen.asked)
  for (const name of ['disk-full', 'cd-locked-by-guest', 'asks-twice'])
    expect(sim.world.prop(sim.vm(name), 'recentTask')).toEqual([])
})
