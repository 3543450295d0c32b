import { describe, expect, test } from 'vitest'
import { checkHardware, hardwareForm } from './hardware-form'

const now = { memoryMiB: 2048, cpuCount: 2 }
const form = hardwareForm(2048, 2)

describe('memory and CPUs as typed', () => {
  test('the form starts with what the VM has, in the unit in which it is whole', () => {
    expect(form).toEqual({ memory: '2', unit: 'GB', cpus: '2' })
    expect(hardwareForm(1540, 1)).toEqual({ memory: '1540', unit: 'MB', cpus: '1' })
    expect(hardwareForm(undefined, undefined)).toEqual({ memory: '', unit: 'GB', cpus: '' })
  })

  test('only what differs is sent', () => {
    expect(checkHardware({ ...form, memory: '1.5' }, now)).toEqual({ ok: true, change: { memoryMiB: 1536 } })
    expect(checkHardware({ ...form, cpus: '4' }, now)).toEqual({ ok: true, change: { cpuCount: 4 } })
    expect(checkHardware({ memory: '2048', unit: 'MB', cpus: '2' }, now)).toEqual({
      ok: false,
      nothing: 'Nothing has been changed.',
    })
  })

  test('a decimal comma is a decimal point', () => {
    expect(checkHardware({ ...form, memory: '2,5' }, now)).toEqual({ ok: true, change: { memoryMiB: 2560 } })
  })

  test.each([
    ['', 'as a number'],
    ['8 GB', 'as a number'],
    ['-1', 'as a number'],
    ['0', 'at least 4 MB'],
    ['0.0001', 'at least 4 MB'],
    ['1.001', 'steps of 4 MB'],
    ['99999999', 'more than 24 TB'],
  ])('memory "%s" is refused in place', (memory, part) => {
    const checked = checkHardware({ ...form, memory }, now)
    expect(checked).toMatchObject({ ok: false, memory: expect.stringContaining(part) as string })
  })

  test.each(['', '0', '1.5', 'two', '769'])('CPUs "%s" are refused in place', (cpus) => {
    expect(checkHardware({ ...form, cpus }, now)).toMatchObject({ ok: false, cpus: expect.any(String) as string })
  })

  test('cores per socket decide the step', () => {
    // Unset, and assigned at power-on: no steps.
    expect(checkHardware({ ...form, cpus: '6' }, { ...now, coresPerSocket: 0 }).ok).toBe(true)
    expect(checkHardware({ ...form, cpus: '6' }, { ...now, coresPerSocket: 4, autoCoresPerSocket: true }).ok).toBe(true)
    expect(checkHardware({ ...form, cpus: '6' }, { ...now, coresPerSocket: 4 })).toMatchObject({
      cpus: 'This VM has 4 cores per socket, so CPUs come in steps of 4.',
    })
  })
})
