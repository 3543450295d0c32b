import { describe, expect, test } from 'vitest'
import { datastoreUsage, maintenanceWord } from './datastore-row'

const gib = 2 ** 30

describe('how full a datastore is', () => {
  test('used, free and their part of the capacity', () => {
    expect(datastoreUsage({ capacityBytes: 100 * gib, freeBytes: 40 * gib })).toEqual({
      capacity: 100 * gib,
      used: 60 * gib,
      free: 40 * gib,
      usedPart: 0.6,
      promisedPart: 0.6,
      level: 'fine',
    })
  })

  test('what thin disks may still grow by counts as promised, and may be more than there is', () => {
    const usage = datastoreUsage({ capacityBytes: 100 * gib, freeBytes: 40 * gib, uncommittedBytes: 90 * gib })
    expect(usage?.promisedPart).toBeCloseTo(1.5)
    expect(usage?.usedPart).toBe(0.6)
  })

  test.each([
    [6, 'fine'],
    [4, 'nearlyFull'],
    [0.5, 'full'],
    [0, 'full'],
  ])('with %f percent free it is %s', (free, level) => {
    expect(datastoreUsage({ capacityBytes: 100 * gib, freeBytes: free * gib })?.level).toBe(level)
  })

  test.each([
    [{}],
    [{ capacityBytes: 1 }],
    [{ capacityBytes: 0, freeBytes: 0 }],
    [{ capacityBytes: 10, freeBytes: -1 }],
  ])('nothing is claimed of %j', (view) => expect(datastoreUsage(view)).toBeUndefined())

  test('more free than there is room is no less than empty', () =>
    expect(datastoreUsage({ capacityBytes: 10, freeBytes: 12 })).toMatchObject({ used: 0, free: 10, usedPart: 0 }))
})

test('maintenance is said only when there is some; a newer word is shown as it is', () => {
  expect([undefined, 'normal', 'enteringMaintenance', 'inMaintenance', 'quiesced'].map(maintenanceWord)).toEqual([
    undefined,
    undefined,
    'Entering maintenance',
    'In maintenance',
    'quiesced',
  ])
})
