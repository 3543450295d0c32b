import { expect, test } from 'vitest'
import { testWorld, fileText } from '../testing/test-world'
import { vmwareLog } from './vmware-log'

const facts = {
  displayName: 'café "1"',
  vmxPath: '/vmfs/volumes/x/a.vmx',
  guestOs: 'debian12-64',
  cpus: 2,
  memoryMB: 1_024,
  disks: ['a.vmdk'],
  started: new Date('2026-01-02T03:04:05Z'),
}

test('is text of exactly the wanted size, line by line later than the one before, and always the same', () => {
  for (const size of [0, 1, 500, 20_000, 248_117]) {
    const log = vmwareLog(facts, size)
    expect(log).toHaveLength(size)
    expect(vmwareLog(facts, size).equals(log)).toBe(true)
  }
  const lines = vmwareLog(facts, 248_117).toString('utf8').trimEnd().split('\n')
  expect(lines[0]).toMatch(/^2026-01-02T03:04:05\.\d{3}Z In\(05\) vmx - Log for VMware ESX pid=\d+ version=8\.0\.3 /)
  expect(lines.join('\n')).toContain('displayName = "café "1""')
  const times = lines.slice(0, -1).map((line) => line.slice(0, 24))
  expect(times).toEqual(times.toSorted())
})

test('lies beside every VM, and is as long as its folder says', () => {
  const sim = testWorld()
  expect(fileText(sim.world, '[datastore1] web-frontend/vmware.log')).toMatch(/^\S+ In\(05\) vmx - Log for VMware ESX/)
})
