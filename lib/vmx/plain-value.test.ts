import { describe, expect, test } from 'vitest'
import { plainVmxValue, vmxValueOfPlain } from './plain-value'

describe('§4.5 what a person reads and types', () => {
  test('displayName and annotation have their schemes, every other value the pipe scheme', () => {
    expect(plainVmxValue('DisplayName', 'say |22hi|22')).toEqual({ text: 'say "hi"' })
    expect(plainVmxValue('displayName', '50%')).toMatchObject({ text: '50%', problem: expect.any(String) })
    expect(plainVmxValue('ethernet0.networkName', 'a%2fb|22')).toEqual({ text: 'a%2fb"' })
    expect(plainVmxValue('guestinfo.x', 'a|b')).toEqual({ text: 'a|b' })
    expect(plainVmxValue('guestinfo.x', 'a|FF')).toMatchObject({ text: 'a|FF', problem: expect.any(String) })
    expect(plainVmxValue('constructor', '50%')).toEqual({ text: '50%' })
    expect(vmxValueOfPlain('annotation', 'a\n"b"')).toBe('a|0A|22b|22')
    expect(vmxValueOfPlain('displayName', 'R&D <lab>/1')).toBe('R&D <lab>%2f1')
    expect(vmxValueOfPlain('scsi0:0.fileName', '50%.vmdk')).toBe('50%.vmdk')
    expect(vmxValueOfPlain('guestinfo.x', '{"a":1}')).toBe('{|22a|22:1}')
    expect(vmxValueOfPlain('guestinfo.x', 'a|22b')).toBe('a|7c22b')
  })
})
