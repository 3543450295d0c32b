import { describe, expect, test } from 'vitest'
import { parseVmx } from './document'
import { cpuSharesText, readMemory, readProcessor } from './processor-memory'
import { vmxReader, type Read } from './value-reader'

const cpu = (text: string) => readProcessor(vmxReader(parseVmx(text)))
const memory = (text: string) => readMemory(vmxReader(parseVmx(text)))
const value = <T>(field: Read<T>) => (field.odd ? 'odd' : field.value)

describe('§5.2 memory keys', () => {
  test('§5.2 memsize is 32 MiB by default, more than 0 and a multiple of 4', () => {
    expect(value(memory('').sizeMiB)).toBe(32)
    expect(value(memory('memsize = "1024"').sizeMiB)).toBe(1024)
    for (const text of ['0', '-4', '1022', 'x']) expect(value(memory(`memsize = "${text}"`).sizeMiB)).toBe('odd')
  })

  test.each([
    ['', 4096],
    ['sched.mem.max = "-1"', 4096],
    ['sched.mem.max = "UNLIMITED"', 4096],
    ['sched.mem.max = "9999"', 4096],
    ['sched.mem.max = "2048"', 2048],
  ])('§5.2 sched.mem.max: %j makes current memory %d MiB', (line, currentMiB) => {
    expect(memory(`memsize = "4096"\n${line}`).libvirt?.currentKiB).toBe(currentMiB * 1024)
  })

  test.each([
    ['', 0],
    ['sched.mem.minsize = "-1"', 0],
    ['sched.mem.minsize = "512"', 512],
    ['sched.mem.minsize = "9999"', 4096],
  ])('§5.2 sched.mem.minsize: %j guarantees %d MiB', (line, guaranteedMiB) => {
    expect(memory(`memsize = "4096"\n${line}`).libvirt?.guaranteedKiB).toBe(guaranteedMiB * 1024)
  })

  test('a reservation is sched.mem.minsize, or sched.mem.min alone: ESXi writes both, and libvirt reads the first', () => {
    expect(value(memory('sched.mem.min = "512"').reservationMiB)).toBe(512)
    expect(memory('memsize = "4096"\nsched.mem.min = "512"').libvirt?.guaranteedKiB).toBe(0)
    expect(value(memory('sched.mem.min = "512"\nsched.mem.minSize = "256"').reservationMiB)).toBe(256)
    expect(value(memory('').reservationMiB)).toBe(0)
  })

  test('§6.2 memsize is libvirt’s maximum memory, and one odd key leaves no numbers', () => {
    expect(memory('memsize = "4096"').libvirt?.maximumKiB).toBe(4194304)
    expect(memory('memsize = "4096"\nsched.mem.max = "x"').libvirt).toBeUndefined()
    expect(value(memory('sched.mem.max = "-1"').limitMiB)).toBe('unlimited')
    expect(value(memory('').limitMiB)).toBeUndefined()
  })

  test('§6.2 sched.mem.shares, which libvirt ignores, are 5, 10 or 20 for each MB', () => {
    expect(value(memory('memsize = "128"\nsched.mem.shares = "normal"').shares)).toEqual({
      level: 'normal',
      shares: 1280,
    })
    expect(value(memory('sched.mem.shares = "77"').shares)).toEqual({ level: 'custom', shares: 77 })
    expect(value(memory('').shares)).toBeUndefined()
  })
})

describe('§5.2 CPU keys', () => {
  test('§5.2 numvcpus is 1 by default and more than 0', () => {
    expect(value(cpu('').count)).toBe(1)
    expect(value(cpu('numvcpus = "3"').count)).toBe(3)
    expect(value(cpu('numvcpus = "0"').count)).toBe('odd')
  })

  test('§5.2 cpuid.coresPerSocket above 1 makes sockets of cores; 0 is odd', () => {
    expect(cpu('numvcpus = "16"\ncpuid.coresPerSocket = "4"').topology).toEqual({
      sockets: 4,
      cores: 4,
      threads: 1,
      dies: 1,
      clusters: 1,
    })
    expect(cpu('numvcpus = "4"\ncpuid.coresPerSocket = "1"').topology).toBeUndefined()
    expect(value(cpu('cpuid.coresPerSocket = "0"').coresPerSocket)).toBe('odd')
    expect(cpu('numvcpus = "5"\ncpuid.coresPerSocket = "2"')).toMatchObject({
      topology: { sockets: 2 },
      coresPerSocket: { note: '5 CPUs do not divide into sockets of 2.' },
    })
  })

  test('§5.2 sched.cpu.affinity is all, or at least one host CPU for each virtual one', () => {
    expect(value(cpu('').affinity)).toBeUndefined()
    expect(value(cpu('sched.cpu.affinity = "ALL"').affinity)).toBeUndefined()
    expect(value(cpu('numvcpus = "2"\nsched.cpu.affinity = "0, 2 ,5"').affinity)).toEqual([0, 2, 5])
    expect(value(cpu('numvcpus = "4"\nsched.cpu.affinity = "0,1"').affinity)).toBe('odd')
    expect(value(cpu('sched.cpu.affinity = "0-3"').affinity)).toBe('odd')
  })

  test.each([
    ['low', 1, { level: 'low', shares: 500 }],
    ['NORMAL', 2, { level: 'normal', shares: 2000 }],
    ['high', 4, { level: 'high', shares: 8000 }],
    ['4223', 2, { level: 'custom', shares: 4223 }],
  ])('§6.3 sched.cpu.shares %s of %d CPUs', (word, cpus, shares) => {
    expect(value(cpu(`numvcpus = "${cpus}"\nsched.cpu.shares = "${word}"`).shares)).toEqual(shares)
  })

  test('§5.2 sched.cpu.shares of another word is odd', () => {
    expect(value(cpu('sched.cpu.shares = "medium"').shares)).toBe('odd')
    expect(value(cpu('sched.cpu.shares = "-5"').shares)).toBe('odd')
  })

  test('§5.8 16000 shares of 16 CPUs are written as normal, other numbers as they are', () => {
    expect(cpuSharesText(16000, 16)).toBe('normal')
    expect(cpuSharesText(500, 1)).toBe('low')
    expect(cpuSharesText(8000, 4)).toBe('high')
    expect(cpuSharesText(4223, 2)).toBe('4223')
  })

  test('§6.3 sched.cpu.min and max, which libvirt ignores, are MHz', () => {
    expect(value(cpu('sched.cpu.min = "500"').reservationMHz)).toBe(500)
    expect(value(cpu('sched.cpu.min = "-500"').reservationMHz)).toBe('odd')
    expect(value(cpu('sched.cpu.max = "unlimited"').limitMHz)).toBe('unlimited')
    expect(value(cpu('sched.cpu.max = "2000"').limitMHz)).toBe(2000)
  })
})
