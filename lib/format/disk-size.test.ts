import { expect, test } from 'vitest'
import { diskBytes, typedSize } from './disk-size'

const gib = 2 ** 30

test('a size is typed with a point or a comma, and a disk has whole KB', () => {
  expect(diskBytes({ size: ' 1,5 ', unit: 'GB' })).toBe(1.5 * gib)
  expect(diskBytes({ size: '0.0015', unit: 'MB' })).toBe(2048)
  for (const size of ['', 'viel', '-1', '1e3', '1.', '1 000']) expect(diskBytes({ size, unit: 'GB' })).toBeUndefined()
})

test('a size is shown in the largest unit in which people would type it, and comes back as it was', () => {
  expect(typedSize(400 * gib)).toEqual({ size: '400', unit: 'GB' })
  expect(typedSize(2048 * gib)).toEqual({ size: '2', unit: 'TB' })
  expect(typedSize(1.5 * gib)).toEqual({ size: '1.5', unit: 'GB' })
  expect(typedSize(1500 * gib)).toEqual({ size: '1500', unit: 'GB' })
  expect(typedSize(1.125 * gib)).toEqual({ size: '1152', unit: 'MB' })
  expect(diskBytes(typedSize(3 * gib + 1024))).toBe(3 * gib + 1024)
})
