import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { generationId, parseUuid, uuidForVmx } from './uuid'

describe('§4.6 UUID text', () => {
  test.each([
    '50 11 5e 16 9b dc 49 d7-f1 71 53 c4 d7 f9 17 10',
    '50115e16-9bdc-49d7-f171-53c4d7f91710',
    '50115E169BDC49D7F17153C4D7F91710',
    '  50 11--5e16 9bdc49d7-f1 71 53 c4 d7 f9 17 10\n',
  ])('§4.6 %j', (text) => {
    expect(parseUuid(text)).toBe('50115e16-9bdc-49d7-f171-53c4d7f91710')
  })

  test.each([
    '',
    '50115e16-9bdc-49d7-f171-53c4d7f9171',
    '50115e16-9bdc-49d7-f171-53c4d7f917100',
    '5 0115e169bdc49d7f17153c4d7f91710',
    '50115e16:9bdc-49d7-f171-53c4d7f91710',
    'g0115e16-9bdc-49d7-f171-53c4d7f91710',
    '50 '.repeat(100_000),
  ])('§4.6 not exactly 32 hex digits in pairs is no UUID', (text) => {
    expect(parseUuid(text)).toBeUndefined()
  })

  test('§5.2 uuid.bios is written as 16 pairs with a hyphen in the middle, and reads back', () => {
    expect(uuidForVmx('50115e16-9bdc-49d7-f171-53c4d7f91710')).toBe('50 11 5e 16 9b dc 49 d7-f1 71 53 c4 d7 f9 17 10')
    fc.assert(
      fc.property(fc.uuid(), (uuid) => {
        expect(parseUuid(uuidForVmx(uuid) ?? '')).toBe(uuid)
      }),
    )
    expect(uuidForVmx('no')).toBeUndefined()
  })
})

describe('§5.2 vm.genid and vm.genidX', () => {
  test('§5.2 two signed decimals make one generation id', () => {
    expect(generationId('3571897048718482545', '2627911129287880091')).toBe('3191ed70-eb21-9c71-2478-373fb27fed9b')
    expect(generationId('-1', '0')).toBe('ffffffff-ffff-ffff-0000-000000000000')
  })

  test.each([
    ['0', '0'],
    ['', ''],
    ['1', 'x'],
    ['1e3', '1'],
  ])('§5.2 %j and %j make none', (genid, genidX) => {
    expect(generationId(genid, genidX)).toBeUndefined()
  })
})
