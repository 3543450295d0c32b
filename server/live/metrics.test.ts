import { expect, it } from 'vitest'
import { createHub } from './hub'
import { metricsText } from './metrics'

it('counts by state, and names the states that nothing is in', () => {
  const hub = createHub({ epoch: 'e', now: () => 0 })
  for (const [id, at] of [
    ['a', 'live'],
    ['b', 'live'],
    ['c', 'lost'],
  ] as const) {
    hub.put('connections', id, { state: { at } } as never) // only the state is counted
  }
  const text = metricsText(hub, 1_000)
  expect(text).toContain('andon_connections{state="live"} 2\n')
  expect(text).toContain('andon_connections{state="lost"} 1\n')
  expect(text).toContain('andon_connections{state="refused"} 0\n')
  expect(text).toContain('andon_questions{state="waiting"} 0\n')
  expect(text).toContain('process_resident_memory_bytes 1000\n')
})

it('is Prometheus text: each line is a comment or one sample', () => {
  const text = metricsText(createHub({ epoch: 'e', now: () => 0 }), 0)
  for (const line of text.trimEnd().split('\n'))
    expect(line).toMatch(/^(# (HELP|TYPE) \w+ .+|\w+(\{\w+="\w+"\})? \d+)$/)
})
