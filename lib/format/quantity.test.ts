import { expect, test } from 'vitest'
import { formatBytes, formatCount, formatGHz, formatMiB, formatPercent } from './quantity'

test('percent is whole, within its ends, and 100 only when reached', () => {
  expect(formatPercent(47)).toBe('47 %')
  expect(formatPercent(99.9)).toBe('99 %')
  expect(formatPercent(130)).toBe('100 %')
  expect(formatPercent(-1)).toBe('0 %')
  expect(formatPercent(Number.NaN)).toBe('0 %')
})

test('bytes climb by 1024, with one decimal', () => {
  expect(formatBytes(1)).toBe('1 byte')
  expect(formatBytes(1023)).toBe('1023 bytes')
  expect(formatBytes(1024)).toBe('1.0 KB')
  expect(formatBytes(18.2 * 1024 * 1024)).toBe('18.2 MB')
  expect(formatBytes(4 * 1024 ** 4)).toBe('4.0 TB')
  expect(formatBytes(1024 ** 2 - 1)).toBe('1.0 MB')
  expect(formatBytes(Number.NaN)).toBe('–')
})

test('memory that people set has no needless decimal', () => {
  expect(formatMiB(8192)).toBe('8 GB')
  expect(formatMiB(1536)).toBe('1.5 GB')
  expect(formatMiB(512)).toBe('512 MB')
})

test('counts agree with their noun', () => {
  expect(formatCount(1, 'VM')).toBe('1 VM')
  expect(formatCount(0, 'VM')).toBe('0 VMs')
  expect(formatCount(2, 'entry', 'entries')).toBe('2 entries')
  expect(formatGHz(7700)).toBe('7.7 GHz')
})
