import { describe, expect, test } from 'vitest'
import { manualClock } from './clock'
import { problemsOf } from './conformance'
import { buildWorld } from './presets/index'

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
