import { expect, test } from 'vitest'
import { checkRunRequest } from './check-request'

test('what no host would take is refused with its reason', () => {
  expect(checkRunRequest({ verb: 'rename', newName: ' ' })).toMatchObject({ ok: false })
  expect(checkRunRequest({ verb: 'rename', newName: 'R&D "50%" a/b' })).toEqual({ ok: true })
  const port = { yieldOnPoll: true, startConnected: true }
  const uri = { kind: 'network', serviceUri: 'gopher://x:1', direction: 'client' } as const
  expect(checkRunRequest({ verb: 'addSerialPort', port: { ...port, backing: uri } })).toMatchObject({
    ok: false,
    because: expect.stringContaining('gopher'),
  })
  const climbing = { kind: 'file', fileName: '[ds] a/../../x.log' } as const
  expect(checkRunRequest({ verb: 'addSerialPort', port: { ...port, backing: climbing } }).ok).toBe(false)
})

test('a backing that is not known stays as it is, but is never new', () => {
  const port = {
    backing: { kind: 'unknown', type: 'VirtualSerialPortNewBackingInfo', why: 'newer' },
    yieldOnPoll: false,
    startConnected: true,
  } as const
  expect(checkRunRequest({ verb: 'editSerialPort', deviceKey: 9000, deviceLabel: '', port })).toEqual({ ok: true })
  expect(checkRunRequest({ verb: 'addSerialPort', port }).ok).toBe(false)
})

test('an allocation is checked against itself and against the VM', () => {
  const memory = { reservation: 2_048, limit: 'unlimited', shares: { level: 'normal' } } as const
  expect(checkRunRequest({ verb: 'setAllocation', memory }, { memoryMiB: 4_096 })).toEqual({ ok: true })
  expect(checkRunRequest({ verb: 'setAllocation', memory }, { memoryMiB: 1_024 }).ok).toBe(false)
  expect(checkRunRequest({ verb: 'setAllocation', memory: { ...memory, limit: 1_024 } }).ok).toBe(false)
  expect(checkRunRequest({ verb: 'setAllocation' }).ok).toBe(false)
})
