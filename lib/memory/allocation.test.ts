import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  allocationFrom,
  allocationInfo,
  libvirtMemory,
  type Allocation,
  allocationMiB,
  maximumMemoryMiB,
  memoryWords,
} from './allocation'
import { checkCpuAllocation, checkMemoryAllocation } from './check-allocation'
import { libvirtShares, sharesFrom, sharesFromLibvirt, sharesInfo, sharesOf, sharesWords, type Shares } from './shares'

describe('§6.2 rounding', () => {
  test.each([
    [1, 4, 1],
    [1024, 4, 1],
    [4096, 4, 4],
    [4097, 8, 5],
    [100_000, 100, 98],
    [1_048_576, 1024, 1024],
  ])('§6.2 %d KiB are memoryMB %d and a limit of %d', (kib, memoryMB, limit) => {
    expect(maximumMemoryMiB(kib)).toBe(memoryMB)
    expect(allocationMiB(kib)).toBe(limit)
  })

  test('§6.2 maximum memory goes up to a multiple of 4096 KiB, the others to one of 1024', () => {
    fc.assert(
      fc.property(fc.nat({ max: 2 ** 40 }), (kib) => {
        expect(maximumMemoryMiB(kib) % 4).toBe(0)
        expect(maximumMemoryMiB(kib) * 1024 - kib).toBeLessThan(4096)
        expect(maximumMemoryMiB(kib) * 1024).toBeGreaterThanOrEqual(kib)
        expect(allocationMiB(kib) * 1024 - kib).toBeLessThan(1024)
        expect(allocationMiB(kib) * 1024).toBeGreaterThanOrEqual(kib)
      }),
    )
  })
})

describe('§6.2 libvirt’s words', () => {
  test('§6.2 maximum is memoryMB, current is the limit, min_guarantee the reservation', () => {
    expect(libvirtMemory(4096, { limit: 1024, reservation: 512 })).toEqual({
      maximumKiB: 4194304,
      currentKiB: 1048576,
      minGuaranteeKiB: 524288,
    })
  })

  test('§6.2 a negative limit means the maximum; raising the maximum leaves a limit as it is', () => {
    expect(libvirtMemory(4096, { limit: -1 }).currentKiB).toBe(4194304)
    expect(libvirtMemory(4096, {}).currentKiB).toBe(4194304)
    expect(libvirtMemory(8192, { limit: 4096 }).currentKiB).toBe(4194304)
  })

  test('§6.2 a limit of 0 is shown as 0 memory', () => {
    expect(libvirtMemory(4096, { limit: 0 }).currentKiB).toBe(0)
  })
})

describe('§6.3 shares', () => {
  test.each([
    ['low', -1, 500, 5],
    ['normal', -2, 1000, 10],
    ['high', -3, 2000, 20],
  ] as const)('§6.3 %s is %d for libvirt, %d for each vCPU and %d for each MB', (level, code, perCpu, perMiB) => {
    expect(libvirtShares({ level })).toBe(code)
    expect(sharesFromLibvirt(code)).toEqual({ level })
    expect(sharesOf('cpu', level, 4)).toBe(perCpu * 4)
    expect(sharesOf('memory', level, 1024)).toBe(perMiB * 1024)
    expect(sharesOf('disk', level, 99)).toBe(perCpu)
  })

  test('§6.3 custom is the number, 0 included', () => {
    expect(libvirtShares({ level: 'custom', shares: 4223 })).toBe(4223)
    expect(sharesFromLibvirt(0)).toEqual({ level: 'custom', shares: 0 })
  })

  test.each([-4, -100, 1.5, Number.NaN])('§3.2 %d is refused', (code) => {
    expect(sharesFromLibvirt(code)).toBeUndefined()
  })

  test('vim25 §6.2 a number always goes with the level: normal at 128 MB is 1280', () => {
    expect(sharesInfo('memory', { level: 'normal' }, 128)).toEqual({ shares: 1280, level: 'normal' })
    expect(sharesInfo('cpu', { level: 'custom', shares: 7 }, 2)).toEqual({ shares: 7, level: 'custom' })
    expect(sharesFrom({ shares: 1280, level: 'normal' })).toEqual({ level: 'normal' })
    expect(sharesFrom({ shares: 9, level: 'veryHigh' })).toEqual({ level: 'custom', shares: 9 })
    expect(sharesWords('memory', { level: 'normal' }, 128)).toBe('Normal (1280)')
  })

  test('what goes to libvirt and to the API comes back', () => {
    const shares = fc.oneof(
      fc.constantFrom<Shares>({ level: 'low' }, { level: 'normal' }, { level: 'high' }),
      fc.nat().map((number): Shares => ({ level: 'custom', shares: number })),
    )
    fc.assert(
      fc.property(shares, (each) => {
        expect(sharesFromLibvirt(libvirtShares(each))).toEqual(each)
        expect(sharesFrom(sharesInfo('cpu', each, 3))).toEqual(each)
      }),
    )
  })
})

describe('vim25 §6.2 ResourceAllocationInfo', () => {
  test('is read with what is missing, and sent in schema order', () => {
    expect(allocationFrom({})).toEqual({ reservation: 0, limit: 'unlimited', shares: { level: 'normal' } })
    const info = allocationInfo('memory', { reservation: 5, limit: 'unlimited', shares: { level: 'high' } }, 100)
    expect(Object.entries(info)).toEqual([
      ['reservation', 5],
      ['limit', -1],
      ['shares', { shares: 2000, level: 'high' }],
    ])
    expect(allocationFrom(info)).toEqual({ reservation: 5, limit: 'unlimited', shares: { level: 'high' } })
  })
})

describe('edits are checked with a sentence', () => {
  const fine: Allocation = { reservation: 0, limit: 'unlimited', shares: { level: 'normal' } }
  const memory = (change: Partial<Allocation>, now = {}) =>
    checkMemoryAllocation({ ...fine, ...change }, { configuredMiB: 4096, ...now }).map(
      ({ field, weight, because }) => `${weight} ${field}: ${because}`,
    )
  const cpu = (change: Partial<Allocation>, now = {}) =>
    checkCpuAllocation({ ...fine, ...change }, now).map(
      ({ field, weight, because }) => `${weight} ${field}: ${because}`,
    )

  test('what is fine has no findings', () => {
    expect(memory({})).toEqual([])
    expect(memory({ reservation: 4096, limit: 4096, shares: { level: 'custom', shares: 1_000_000 } })).toEqual([])
    expect(cpu({ reservation: 100, limit: 2000 })).toEqual([])
  })

  test.each([
    [{ reservation: -1 }, 'error reservation: A reservation is a whole number, 0 or more.'],
    [{ reservation: 0.5 }, 'error reservation: A reservation is a whole number, 0 or more.'],
    [{ limit: -5 }, 'error limit: A limit is a whole number, or unlimited.'],
    [{ limit: Number.NaN }, 'error limit: A limit is a whole number, or unlimited.'],
    [{ limit: 0 }, 'error limit: A limit of 0 leaves the VM nothing to run with.'],
    [{ limit: 100, reservation: 200 }, 'error limit: A limit of 100 MB is below the reservation of 200 MB.'],
    [
      { shares: { level: 'custom', shares: 1_000_001 } as const },
      'error shares: Shares are a whole number from 0 to 1000000.',
    ],
    [
      { shares: { level: 'custom', shares: -1 } as const },
      'error shares: Shares are a whole number from 0 to 1000000.',
    ],
    [
      { reservation: 5000 },
      'error reservation: The VM has 4,096 MB of memory; more than that cannot be reserved for it.',
    ],
  ])('memory %j', (change, sentence) => {
    expect(memory(change)).toEqual([sentence])
  })

  test('§6.2 a limit below what the guest has forces reclaim', () => {
    const [warning] = memory({ limit: 1024 }, { activeMiB: 2000 })
    expect(warning).toContain(
      'warning limit: The guest believes it has 4,096 MB. What it uses beyond 1,024 MB is ballooned',
    )
    expect(warning).toContain('It is using 2,000 MB right now.')
    expect(memory({ limit: 1024 }, { activeMiB: 20 })[0]).not.toContain('right now')
  })

  test('a guarantee that nobody can give keeps the VM from starting', () => {
    expect(memory({ reservation: 2048 }, { unreservedMiB: 1024 })).toEqual([
      'warning reservation: Only 1,024 MB can still be reserved; with more the VM will not start.',
    ])
    expect(cpu({ reservation: 900 }, { unreservedMHz: 500 })).toEqual([
      'warning reservation: Only 500 MHz can still be reserved; with more the VM will not start.',
    ])
  })

  test('CPU: reservation and limit against what the CPUs can do', () => {
    expect(cpu({ reservation: 9000 }, { capacityMHz: 4000 })[0]).toContain('the VM can use 4000 MHz at most')
    expect(cpu({ limit: 1000 }, { capacityMHz: 4000 })[0]).toContain('held to 1000 of the 4000 MHz')
    expect(cpu({ limit: 100, reservation: 200 })).toEqual([
      'error limit: A limit of 100 MHz is below the reservation of 200 MHz.',
    ])
  })
})

test('amounts of memory for people', () => {
  expect([512, 10_239, 10_240, 16_896].map(memoryWords)).toEqual(['512 MB', '10,239 MB', '10 GB', '16.5 GB'])
})
