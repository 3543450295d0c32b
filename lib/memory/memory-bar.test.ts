import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { allocationFrom } from './allocation'
import { cpuBar } from './cpu-usage'
import { explainSegment, memoryBar, type MemoryBarInput, type MemoryUsage } from './memory-bar'

const bar = (usage: MemoryUsage, more: Partial<MemoryBarInput> = {}) =>
  memoryBar({ configuredMiB: 4096, allocation: allocationFrom({}), usage, isRunning: true, ...more })
const amounts = (usage: MemoryUsage, more: Partial<MemoryBarInput> = {}) =>
  Object.fromEntries(bar(usage, more).segments.map(({ kind, mib }) => [kind, mib]))
const warnings = (usage: MemoryUsage, more: Partial<MemoryBarInput> = {}) =>
  bar(usage, more).warnings.map(({ kind, weight }) => `${weight} ${kind}`)

describe('vim25 §6.3 one stacked bar', () => {
  test('every counter is a segment, and those of the configured memory add up to it', () => {
    const usage = {
      consumedMiB: 2148,
      privateMiB: 2000,
      activeMiB: 800,
      sharedMiB: 96,
      balloonedMiB: 500,
      swappedMiB: 100,
      compressedKiB: 51_200,
      overheadMiB: 52,
    }
    expect(amounts(usage)).toEqual({
      active: 800,
      idle: 1200,
      shared: 96,
      compressed: 50,
      ballooned: 500,
      swapped: 100,
      untouched: 1350,
      overhead: 52,
    })
    expect(bar(usage).totalMiB).toBe(4096 + 52)
  })

  test('without privateMemory it is what is consumed less overhead and shared pages', () => {
    expect(amounts({ consumedMiB: 177, overheadMiB: 50, sharedMiB: 27, activeMiB: 10 })).toMatchObject({
      active: 10,
      idle: 90,
      shared: 27,
    })
  })

  test('memory swapped to an SSD is swapped too, and KiB are not MB', () => {
    expect(amounts({ swappedMiB: 1, ssdSwappedKiB: 2048 })).toMatchObject({ swapped: 3 })
  })

  test('a VM that is off uses nothing, whatever its last counters say', () => {
    const off = bar({ privateMiB: 2000, balloonedMiB: 100 }, { isRunning: false, toolsRunning: false })
    expect(off.segments).toEqual([{ kind: 'untouched', mib: 4096, part: 1 }])
    expect(off.warnings).toEqual([])
  })

  test('limit and reservation are marked where they fall', () => {
    const { markers } = bar({}, { allocation: allocationFrom({ limit: 1024, reservation: 512 }) })
    expect(markers).toEqual([
      { kind: 'configured', mib: 4096, at: 1 },
      { kind: 'limit', mib: 1024, at: 0.25 },
      { kind: 'reservation', mib: 512, at: 0.125 },
    ])
  })

  test('the parts are one whole, however odd the counters', () => {
    const counter = fc.option(fc.integer({ min: -10, max: 100_000 }), { nil: undefined })
    const usage = fc.record({
      privateMiB: counter,
      consumedMiB: counter,
      activeMiB: counter,
      sharedMiB: counter,
      balloonedMiB: counter,
      swappedMiB: counter,
      compressedKiB: counter,
      overheadMiB: counter,
    })
    fc.assert(
      fc.property(usage, fc.nat({ max: 10_000 }), (counters, configuredMiB) => {
        const known = Object.fromEntries(
          Object.entries(counters).filter(([, value]) => value !== undefined),
        ) as MemoryUsage // drops what is undefined
        const { segments } = bar(known, { configuredMiB })
        const whole = segments.reduce((sum, { part }) => sum + part, 0)
        expect(segments.every(({ part, mib }) => part >= 0 && part <= 1 && mib > 0)).toBe(true)
        expect(segments.length === 0 ? 1 : whole).toBeCloseTo(1)
      }),
    )
  })

  test('every segment is explained', () => {
    for (const { sentence } of Object.values(explainSegment)) expect(sentence).toMatch(/\.$/)
  })
})

describe('vim25 §6.3 warnings: ballooned is a warning, swapped and compressed are problems', () => {
  test('a VM in good health has none', () => {
    expect(warnings({ privateMiB: 2000, activeMiB: 500 }, { toolsRunning: true })).toEqual([])
  })

  test('ballooning warns, and is a problem when it takes what the guest uses or can take no more', () => {
    expect(warnings({ balloonedMiB: 500, activeMiB: 500 })).toEqual(['warning ballooned'])
    expect(warnings({ balloonedMiB: 2000, activeMiB: 3000 })).toEqual(['problem ballooned'])
    expect(warnings({ balloonedMiB: 2700, activeMiB: 100 })).toEqual(['problem ballooned'])
    expect(bar({ balloonedMiB: 2000, activeMiB: 3000 }).warnings[0]?.sentence).toContain('The 2,096 MB that are left')
  })

  test('swapping and compression are problems', () => {
    expect(warnings({ swappedMiB: 10, compressedKiB: 2048 })).toEqual(['problem swapped', 'problem compressed'])
    expect(warnings({ ssdSwappedKiB: 2048 })).toEqual(['problem swapped'])
  })

  test('§6.2 a limit below the configured memory warns, and is a problem once the guest uses more', () => {
    const allocation = allocationFrom({ limit: 1024 })
    expect(warnings({ activeMiB: 500 }, { allocation })).toEqual(['warning limit'])
    expect(warnings({ activeMiB: 2000 }, { allocation })).toEqual(['problem limit'])
    expect(warnings({ activeMiB: 2000 }, { allocation: allocationFrom({ limit: 4096 }) })).toEqual([])
  })

  test('without VMware Tools there is no ballooning', () => {
    expect(warnings({}, { toolsRunning: false })).toEqual(['note noTools'])
  })
})

describe('CPU use', () => {
  test('is drawn against what the CPUs can do, with limit and reservation', () => {
    expect(cpuBar(4000, allocationFrom({ limit: 2000, reservation: 1000 }), { usedMHz: 500 })).toEqual({
      usedMHz: 500,
      capacityMHz: 4000,
      part: 0.125,
      markers: [
        { kind: 'limit', mhz: 2000, at: 0.5 },
        { kind: 'reservation', mhz: 1000, at: 0.25 },
      ],
      warnings: [],
    })
    expect(cpuBar(0, allocationFrom({}), { usedMHz: 500 }).part).toBe(0)
  })

  test('a limit that holds the VM back, and waiting for a CPU, are said', () => {
    const held = cpuBar(4000, allocationFrom({ limit: 2000 }), { usedMHz: 1990, demandMHz: 3000, readyPercent: 12 })
    expect(held.warnings.map(({ kind, weight }) => `${weight} ${kind}`)).toEqual(['problem limit', 'problem ready'])
    expect(cpuBar(4000, allocationFrom({}), { readyPercent: 6 }).warnings).toMatchObject([{ weight: 'warning' }])
    expect(cpuBar(4000, allocationFrom({}), { readyPercent: 1 }).warnings).toEqual([])
  })
})
