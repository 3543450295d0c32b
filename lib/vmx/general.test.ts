import { describe, expect, test } from 'vitest'
import { parseVmx } from './document'
import { readGeneral, type VmxGeneral } from './general'
import { vmxReader, type Read } from './value-reader'

const read = (text: string): VmxGeneral => readGeneral(vmxReader(parseVmx(text)), {})
const value = <T>(field: Read<T>) => (field.odd ? `odd: ${field.why}` : field.value)
const isOdd = (field: Read<unknown>) => field.odd

describe('§5.1 value helpers', () => {
  const vmx = vmxReader(
    parseVmx('n = "12"\nu = "Unlimited"\nx = "12 MB"\nbig = "99999999999999999999"\nt = "TrUe"\ny = "yes"\nneg = "-5"'),
  )

  test('§5.1 an integer is decimal and whole, or the word unlimited, which is -1', () => {
    expect(value(vmx.integer('N', 0))).toBe(12)
    expect(value(vmx.integer('u', 0))).toBe(-1)
    expect(value(vmx.integer('neg', 0))).toBe(-5)
    expect(value(vmx.integer('absent', 7))).toBe(7)
    expect(vmx.integer('x', 0)).toEqual({ odd: true, key: 'x', raw: '12 MB', why: 'It has to be a decimal number.' })
    expect(isOdd(vmx.integer('big', 0))).toBe(true)
  })

  test('§5.1 a boolean is true or false in any case, and anything else is odd', () => {
    expect(value(vmx.boolean('t', false))).toBe(true)
    expect(value(vmx.boolean('absent', true))).toBe(true)
    expect(vmx.boolean('y', false)).toMatchObject({ odd: true, raw: 'yes' })
  })
})

describe('§5.2 global keys', () => {
  test('§5.2 config.version is required and has to be 8', () => {
    expect(value(read('config.version = "8"').configVersion)).toBe(8)
    expect(isOdd(read('config.version = "7"').configVersion)).toBe(true)
    expect(read('').configVersion).toMatchObject({ odd: true, raw: '', why: expect.stringContaining('missing') })
  })

  test('§5.2 virtualHW.version is required and at least 4', () => {
    expect(value(read('virtualHW.version = "19"').hardwareVersion)).toBe(19)
    expect(isOdd(read('virtualHW.version = "3"').hardwareVersion)).toBe(true)
    expect(isOdd(read('').hardwareVersion)).toBe(true)
  })

  test('§5.2 guestOS: only the suffix -64, in this case, makes it x86_64', () => {
    expect(read('guestOS = "ubuntu-64"').architecture).toBe('x86_64')
    expect(read('guestOS = "other-64x"').architecture).toBe('i686')
    expect(read('').architecture).toBe('i686')
    expect(value(read('guestOS = "ubuntu-64"').guestOs)).toBe('ubuntu-64')
  })

  test('§5.2 uuid.bios and vc.uuid: the VM’s is vc.uuid, else uuid.bios, else all zero', () => {
    const bios = 'uuid.bios = "50 11 5e 16 9b dc 49 d7-f1 71 53 c4 d7 f9 17 10"\n'
    expect(read(bios).vmUuid).toBe('50115e16-9bdc-49d7-f171-53c4d7f91710')
    expect(read(`${bios}vc.uuid = "52 11 5e 16 9b dc 49 d7-f1 71 53 c4 d7 f9 17 10"`).vmUuid).toMatch(/^52/)
    expect(read('').vmUuid).toBe('00000000-0000-0000-0000-000000000000')
    expect(isOdd(read('uuid.bios = "50 11"').uuidBios)).toBe(true)
  })

  test('§5.2 uuid.action stands in place of a UUID', () => {
    expect(value(read('uuid.action = "create"').uuidAction)).toBe('create')
  })

  test('§5.2 vm.genid and vm.genidX: two signed 64-bit decimals, printed in hex and joined', () => {
    const text = 'vm.genid = "3571897048718482545"\nvm.genidX = "2627911129287880091"'
    expect(value(read(text).generationId)).toBe('3191ed70-eb21-9c71-2478-373fb27fed9b')
    expect(value(read('vm.genid = "0"\nvm.genidX = "0"').generationId)).toBeUndefined()
    expect(value(read('').generationId)).toBeUndefined()
    expect(isOdd(read('vm.genid = "abc"').generationId)).toBe(true)
  })

  test('§5.2 displayName is percent- and pipe-decoded, annotation pipe-decoded; an invalid one is odd', () => {
    expect(value(read('displayName = "100%25|7c|22%2f%5c"').displayName)).toBe('100%|"/\\')
    expect(read('displayName = "50% off"').displayName).toMatchObject({ odd: true, raw: '50% off' })
    expect(value(read('').displayName)).toBeUndefined()
    expect(value(read('annotation = "a|0Ab |22c|22"').annotation)).toBe('a\nb "c"')
    expect(isOdd(read('annotation = "a|"').annotation)).toBe(true)
  })

  test('§5.2 smbios.reflecthost is false by default', () => {
    expect(value(read('').smbiosReflectsHost)).toBe(false)
    expect(value(read('smbios.reflectHost = "TRUE"').smbiosReflectsHost)).toBe(true)
  })

  test('§5.2 firmware: efi, or absent for BIOS; libvirt refuses every other value, bios too', () => {
    expect(read('').firmware).toEqual({ odd: false, key: 'firmware', value: 'bios' })
    expect(value(read('firmware = "efi"').firmware)).toBe('efi')
    expect(read('firmware = "bios"').firmware).toMatchObject({
      value: 'bios',
      note: expect.stringContaining('libvirt refuses'),
    })
    expect(isOdd(read('firmware = "uboot"').firmware)).toBe(true)
  })

  test('§5.2 uefi.secureBoot.enabled counts only with efi', () => {
    expect(value(read('firmware = "efi"\nuefi.secureBoot.enabled = "TRUE"').secureBoot)).toBe(true)
    expect(read('uefi.secureBoot.enabled = "TRUE"').secureBoot).toMatchObject({ value: false, note: expect.anything() })
  })

  test('§5.2 nvram is a file name in the sense of §5.9', () => {
    expect(read('nvram = "vm.nvram"').nvramSource).toEqual({ at: 'beside', path: 'vm.nvram' })
    expect(read('').nvramSource).toBeUndefined()
  })

  test('§5.2 vtpm.present is false by default', () => {
    expect(value(read('').vtpm)).toBe(false)
    expect(value(read('vtpm.present = "TRUE"').vtpm)).toBe(true)
    expect(isOdd(read('vtpm.present = "2.0"').vtpm)).toBe(true)
  })
})
