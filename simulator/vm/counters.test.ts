import { expect, test } from 'vitest'
import { testWorld } from '../testing/test-world'
import { measureHosts, startCounters } from './counters'
import { loadAt, type LoadFacts } from './load-over-time'

const facts: LoadFacts = {
  phase: 0.3,
  load: 0.4,
  cpus: 4,
  memoryMB: 8_192,
  mhz: 2_500,
  limitMB: -1,
  tools: true,
  uptimeSeconds: 86_400,
}

test('a VM without a limit has neither balloon nor swap, and stays within what it has', () => {
  for (let seconds = 0; seconds < 2_000; seconds += 37) {
    const load = loadAt(facts, seconds)
    expect([load.balloonedMB, load.swappedMB, load.compressedKB]).toEqual([0, 0, 0])
    expect(load.cpuMhz).toBeGreaterThan(0)
    expect(load.cpuMhz).toBeLessThanOrEqual(10_000)
    expect(load.consumedMB).toBeLessThanOrEqual(8_192)
    expect(load.activeMB).toBeLessThan(8_192)
  }
})

test('above a limit memory is ballooned with Tools, swapped and compressed without', () => {
  const limited = loadAt({ ...facts, limitMB: 2_048 }, 100)
  expect(limited.balloonedMB).toBeGreaterThan(1_000)
  expect(limited.swappedMB).toBe(0)
  const silent = loadAt({ ...facts, limitMB: 2_048, tools: false }, 100)
  expect(silent.balloonedMB).toBe(0)
  expect(silent.swappedMB).toBeGreaterThan(1_000)
  expect(silent.compressedKB).toBeGreaterThan(100_000)
})

test('counters move with the clock, for running VMs and for their host', async () => {
  const sim = testWorld()
  const host = sim.world.byType('HostSystem')[0]?.ref
  const stats = (name: string) => sim.world.prop(sim.vm(name), 'summary.quickStats')
  const hostBefore = host && sim.world.prop(host, 'summary.quickStats')
  const [running, off, blocked] = [stats('web-frontend'), stats('100% test'), stats('disk-full')]
  const stop = startCounters(sim.world)
  await sim.clock.advance(60_000)
  expect(stats('web-frontend')).not.toEqual(running)
  expect(stats('100% test')).toEqual(off)
  expect(stats('disk-full')).toEqual(blocked)
  expect(host && sim.world.prop(host, 'summary.quickStats')).not.toEqual(hostBefore)
  stop()
  const stopped = stats('web-frontend')
  await sim.clock.advance(60_000)
  expect(stats('web-frontend')).toBe(stopped)
})

test('the demo shows ballooning and swapping, and hosts add up what their VMs take', () => {
  const sim = testWorld()
  expect(sim.world.prop(sim.vm('R&D <lab>'), 'summary.quickStats.balloonedMemory')).toBeGreaterThan(500)
  expect(sim.world.prop(sim.vm('erp (2003)'), 'summary.quickStats.swappedMemory')).toBeGreaterThan(500)
  measureHosts(sim.world)
  const host = sim.world.byType('HostSystem')[0]?.ref
  const used = host && sim.world.prop(host, 'summary.quickStats.overallMemoryUsage')
  const sum = sim.world
    .byType('VirtualMachine')
    .reduce((total, { ref }) => total + Number(sim.world.prop(ref, 'summary.quickStats.hostMemoryUsage') ?? 0), 0)
  expect(used).toBe(sum + 2_900)
})
