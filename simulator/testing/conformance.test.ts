import { describe, expect, test } from 'vitest'
import { buildWorld } from '../presets/build-world'
import { startSimulator } from '../start/start-simulator'
import { manualClock } from '../world/clock'
import { problemsOf } from './conformance'
import { RawClient } from './raw-client'

describe.each(['esx', 'vcenter'] as const)('%s', (product) => {
  test.each(['demo', 'everyday', 'empty'] as const)(
    'every value of every object in the %s preset is what vim25 declares',
    (preset) => {
      const world = buildWorld({ product, preset, clock: manualClock() })
      const problems = world.types().flatMap((type) => world.byType(type).flatMap(problemsOf))
      expect(shortened(problems)).toEqual([])
    },
  )

  test('and so is a generated inventory', () => {
    const world = buildWorld({ product, vms: 200, clock: manualClock() })
    const problems = world.types().flatMap((type) => world.byType(type).flatMap(problemsOf))
    expect(shortened(problems)).toEqual([])
  })
})

test('it stays so while machines run, ask and are worked on', async () => {
  const clock = manualClock()
  const host = await startSimulator({ product: 'vcenter', clock, activity: true })
  const { world } = host
  const client = new RawClient(host)
  await client.login(host.user, host.password)
  for (const { ref, props } of world.byType('VirtualMachine')) {
    if (String(props['name']).startsWith('asks')) await client.call('PowerOnVM_Task', ref.key)
  }
  for (let count = 0; count < 40; count++) await clock.advance(5_000)
  const problems = world.types().flatMap((type) => world.byType(type).flatMap(problemsOf))
  await host.close()
  expect(world.byType('Task').length).toBeGreaterThan(10)
  expect(shortened(problems)).toEqual([])
})

/** One line per kind of problem: which object it is, or which item of an array, makes no difference. */
function shortened(problems: readonly string[]): readonly string[] {
  const kinds = new Map(
    problems.map((problem) => [
      problem
        .replace(/^(\w+):\S+/, '$1')
        .replace(/\[\d+\]/g, '[]')
        .replace(/, is .*/, ''),
      problem,
    ]),
  )
  return [...kinds.values()].slice(0, 60)
}
