import { describe, expect, test } from 'vitest'
import type { Allocation } from '@/lib/memory/allocation'
import { checkMemoryAllocation } from '@/lib/memory/check-allocation'
import { allocationEffect, allocationForm, allocationOfForm, sameAllocation } from './allocation-form'

const plain: Allocation = { reservation: 0, limit: 'unlimited', shares: { level: 'normal' } }
const custom: Allocation = { reservation: 512, limit: 2048, shares: { level: 'custom', shares: 77 } }

describe('the form of an allocation', () => {
  test.each([plain, custom])('comes back as it went in: %j', (allocation) => {
    expect(allocationOfForm(allocationForm('memory', allocation, 4096))).toEqual(allocation)
  })

  test('shows what a level comes to', () => {
    expect(allocationForm('memory', plain, 4096).shares).toBe('40960')
    expect(allocationForm('cpu', { ...plain, shares: { level: 'high' } }, 4).shares).toBe('8000')
  })

  test.each(['-1', '1.5', '1e3', 'lots', '12345678901'])('%j is no number, and the check says so', (typed) => {
    const form = { ...allocationForm('memory', plain, 4096), reservation: typed }
    const [finding] = checkMemoryAllocation(allocationOfForm(form), { configuredMiB: 4096 })
    expect(finding).toMatchObject({ field: 'reservation', weight: 'error' })
  })

  test('an empty reservation is none; an empty limit is not unlimited', () => {
    const form = { ...allocationForm('memory', plain, 4096), reservation: ' ', unlimited: false }
    const wanted = allocationOfForm(form)
    expect(wanted.reservation).toBe(0)
    expect(checkMemoryAllocation(wanted, { configuredMiB: 4096 })).toMatchObject([{ field: 'limit' }])
  })

  test('the same allocation is told from another', () => {
    expect(sameAllocation(plain, { ...plain })).toBe(true)
    expect(sameAllocation(custom, { ...custom, shares: { level: 'custom', shares: 78 } })).toBe(false)
    expect(sameAllocation(plain, { ...plain, limit: 4096 })).toBe(false)
  })
})

describe('what an allocation means, in words', () => {
  test('nothing guaranteed, no limit, usual weight', () => {
    const words = allocationEffect('memory', plain, 4096)
    expect(words[0]).toContain('Nothing is guaranteed')
    expect(words[1]).toContain('up to its configured memory')
    expect(words[2]).toContain('usual weight')
  })

  test.each([
    [{ level: 'high' } as const, 'twice as much as'],
    [{ level: 'low' } as const, 'half as much as'],
    [{ level: 'custom', shares: 6000 } as const, '1.5 times as much as'],
    [{ level: 'custom', shares: 4000 } as const, 'usual weight'],
  ])('%j on 4 vCPU: %s', (shares, words) => {
    expect(allocationEffect('cpu', { ...plain, shares }, 4)[2]).toContain(words)
  })

  test('numbers carry their unit', () => {
    expect(allocationEffect('cpu', { ...custom, shares: { level: 'normal' } }, 4).join(' ')).toMatch(
      /512 MHz.*2048 MHz/,
    )
    expect(allocationEffect('memory', custom, 4096).join(' ')).toMatch(/512 MB.*2,048 MB/)
  })
})
