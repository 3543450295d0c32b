import { expect, test } from 'vitest'
import {
  formatAgo,
  formatClock,
  formatDateTime,
  formatDay,
  formatHourMinute,
  formatLongDay,
  formatSince,
} from './clock'
import { formatBytes, formatCount, formatGHz, formatMiB, formatPercent } from './quantity'

const at = '2026-11-22T13:07:32.500Z'
const now = Date.parse(at)
const berlin = 'Europe/Berlin'

test('a clock has 24 hours and seconds, in the zone that is asked for', () => {
  expect(formatClock(at, berlin)).toBe('14:07:32')
  expect(formatClock('2026-11-22T23:00:00Z', berlin)).toBe('00:00:00')
  expect(formatHourMinute(at, berlin)).toBe('14:07')
  expect(formatDay(at, berlin)).toBe('Sun 22 Nov')
  expect(formatDateTime(at, berlin)).toBe('22 Nov 2026 14:07:32')
})

test('a day over what happened then has its weekday and month in full, and its year where it is another', () => {
  expect(formatLongDay('2026-11-21T22:30:00Z', now, berlin)).toBe('Saturday, 21 November')
  expect(formatLongDay('2026-11-21T23:30:00Z', now, berlin)).toBe('Sunday, 22 November')
  expect(formatLongDay('2025-11-21T10:00:00Z', now, berlin)).toBe('Friday, 21 November 2025')
  expect(formatLongDay('soon', now)).toBe('–')
})

test('text that is no time is a dash, never "Invalid Date"', () => {
  expect(formatClock('soon')).toBe('–')
  expect(formatSince('soon', now)).toBe('–')
  expect(formatAgo('soon', now)).toBe('–')
})

test('since: the hour today, the day this year, the year before', () => {
  expect(formatSince('2026-11-22T05:55:00Z', now, berlin)).toBe('today 06:55')
  expect(formatSince('2026-11-12T08:20:00Z', now, berlin)).toBe('12 Nov 09:20')
  expect(formatSince('2025-11-12T08:20:00Z', now, berlin)).toBe('12 Nov 2025')
})

test('relative only under 15 minutes', () => {
  expect(formatAgo(now - 41_000, now)).toBe('41 s ago')
  expect(formatAgo(now - 6 * 60_000, now)).toBe('6 min ago')
  expect(formatAgo(now - 15 * 60_000, now, berlin)).toBe('13:52:32')
  expect(formatAgo(now + 3000, now)).toBe('0 s ago')
})

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
