import { describe, expect, test } from 'vitest'
import { connectionId, moid, vmKey } from '../vsphere/ids'
import {
  asDefault,
  autostartChange,
  isApplied,
  noAutostart,
  oneVmChange,
  startsWithHost,
  type HostAutostart,
} from './autostart'

const vm = (id: string) => vmKey(connectionId('c'), moid(id))
const entry = (id: string, order = -1) => ({ ...asDefault(vm(id)), name: id, order })
const host = (entries: HostAutostart['entries'], enabled = true): HostAutostart => ({
  defaults: { enabled, startDelay: 120, stopAction: 'PowerOff' },
  entries,
})

describe('whether a VM starts with its host', () => {
  test('counts only while the host’s autostart is on, in either case of the action', () => {
    const listed = [
      entry('b', 1),
      { ...entry('a', 2), startAction: 'PowerOn' },
      { ...entry('c', 3), startAction: 'none' },
    ]
    expect(startsWithHost(host(listed), vm('a'))).toEqual({ is: 'yes', place: 2 })
    expect(startsWithHost(host(listed), vm('c'))).toEqual({ is: 'no' })
    expect(startsWithHost(host(listed), vm('d'))).toEqual({ is: 'no' })
    expect(startsWithHost(host(listed, false), vm('a'))).toEqual({ is: 'hostOff', listed: true })
  })

  test('is not known where the host does not say, and nothing is switched on for it then', () => {
    const untold = { ...host([entry('a', 1)]), defaults: {} }
    expect(startsWithHost(untold, vm('a'))).toMatchObject({ is: 'unknown', listed: true })
    expect(startsWithHost(untold, vm('b'))).toMatchObject({ is: 'unknown', listed: false })
    expect(oneVmChange(untold, vm('b'), true)).toMatchObject({ ok: false })
    const odd = host([{ ...entry('a', 1), startAction: 'systemDefault' }])
    expect(startsWithHost(odd, vm('a'))).toEqual({
      is: 'unknown',
      listed: false,
      because: 'The host’s word for it is "systemDefault".',
    })
  })

  test('has no place where it starts in any order, and holes in the host’s numbers are none', () => {
    const listed = [entry('a', 4), entry('b', 9), entry('c')]
    expect(startsWithHost(host(listed), vm('b'))).toEqual({ is: 'yes', place: 2 })
    expect(startsWithHost(host(listed), vm('c'))).toEqual({ is: 'yes' })
  })
})

test('a change holds only what differs, and what was taken off as the API takes it off', () => {
  const before = host([entry('a', 1), entry('b', 2), entry('c')])
  expect(autostartChange(before, { ...before, entries: [...before.entries] })).toBeUndefined()
  const after = { defaults: { ...before.defaults, startDelay: 30 }, entries: [entry('b', 1), entry('a', 2)] }
  expect(autostartChange(before, after)).toEqual({
    defaults: { startDelay: 30 },
    entries: [{ ...asDefault(vm('b')), order: 1 }, { ...asDefault(vm('a')), order: 2 }, noAutostart(vm('c'))],
  })
})

test('a change is seen to have been made when the host has all of it, whatever else it has', () => {
  const before = host([entry('a', 1), entry('b', 2)])
  const after = host([entry('b', 1), entry('d')])
  const change = autostartChange(before, after)!
  expect(isApplied(change, before)).toBe(false)
  expect(isApplied(change, after)).toBe(true)
  expect(isApplied(change, host([...after.entries, entry('x')]))).toBe(true)
  expect(isApplied({ defaults: { enabled: false } }, after)).toBe(false)
})
