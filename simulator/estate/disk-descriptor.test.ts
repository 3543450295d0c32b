import { expect, test } from 'vitest'
import { diskDescriptor, diskFacts } from './disk-descriptor'
import type { DiskFacts, FileNode } from './volume'

const file = (content: string): FileNode => {
  const bytes = Buffer.from(content, 'utf8')
  return { kind: 'file', modified: new Date(0), size: bytes.length, content: bytes }
}

const facts: DiskFacts = {
  capacityKb: 4 * 1024 ** 2,
  thin: true,
  eager: false,
  uuid: '6000C290-A113-6543-7D13-7363C08FE61D',
  controllerType: 'VirtualLsiLogicController',
}

test('a descriptor that was downloaded and uploaded again is the same disk', () => {
  expect(diskFacts(file(diskDescriptor('a.vmdk', facts)))).toEqual(facts)
  const thick = { ...facts, thin: false, controllerType: 'VirtualBusLogicController' }
  expect(diskFacts(file(diskDescriptor('a.vmdk', thick)))).toEqual(thick)
})

test('extents add up, and what a descriptor does not say is filled in', () => {
  const text =
    '# Disk DescriptorFile\nRW 4096 VMFS "a-s001.vmdk"\nRW 2048 VMFS "a-s002.vmdk"\nddb.adapterType = "ide"\n'
  expect(diskFacts(file(text))).toMatchObject({
    capacityKb: 3072,
    thin: false,
    controllerType: 'VirtualIDEController',
    uuid: '00000000-0000-0000-0000-000000000000',
  })
})

test('anything else is no disk', () => {
  expect(diskFacts(file('KDMV\0\0\0'))).toBeUndefined()
  expect(diskFacts(file('# Disk DescriptorFile\nno extents\n'))).toBeUndefined()
  expect(diskFacts({ kind: 'file', modified: new Date(0), size: 10 })).toBeUndefined()
})
