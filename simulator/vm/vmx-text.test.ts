import { describe, expect, test } from 'vitest'
import { writeFile } from '../estate/datastore-files'
import { testWorld, type TestWorld } from '../testing/test-world'
import { anyText, object, objects, text } from '../vim25/read-data'
import { Ref, type DataObject } from '../vim25/value'
import { datacenterOf } from '../world/inventory-walk'
import { factsFromVmx, reloadVmx, rewriteVmx } from './config-file'
import { vmxPathOf } from './files'
import { parseVmx, vmxNumber, vmxTrue, vmxValue, plainUuid, vmxUuid } from './vmx-parse'
import { vmxText } from './vmx-text'

const parse = (source: string) => parseVmx(Buffer.from(source, 'utf8'))

describe('a .vmx of this host', () => {
  const sims = (['esx', 'vcenter'] as const).map((product) => testWorld({ product }))
  const all = sims.flatMap((sim) =>
    sim.world.byType('VirtualMachine').map(({ ref, props }) => ({ sim, ref, name: String(props['name']) })),
  )

  test.each(all)('says of $name what the API says', ({ sim, ref }) => {
    const values = parse(vmxText(sim.world, ref))
    if (values === undefined) throw new Error('The host cannot read its own file')
    const facts = factsFromVmx(sim.world, values, vmxPathOf(sim.world, ref), datacenterOf(sim.world, ref))
    const config = sim.world.prop(ref, 'config')
    const hardware = object(config, 'hardware')
    expect(facts).toMatchObject({
      name: text(config, 'name'),
      guest: { id: text(config, 'guestId') },
      uuid: text(config, 'uuid'),
      instanceUuid: text(config, 'instanceUuid'),
      locationId: text(config, 'locationId'),
      firmware: text(config, 'firmware'),
      cpus: hardware?.['numCPU'],
      coresPerSocket: hardware?.['numCoresPerSocket'],
      memoryMB: hardware?.['memoryMB'],
      cpuAllocation: object(config, 'cpuAllocation'),
      memoryAllocation: object(config, 'memoryAllocation'),
    })
    expect(facts.annotation).toBe(text(config, 'annotation'))
    expect(devicesIn(facts.devices)).toEqual(devicesIn(objects(hardware, 'device')))
  })
})

/** Devices by key, as far as a file can tell: not whether they are connected now. */
function devicesIn(devices: readonly DataObject[]): unknown {
  const known = devices
    .filter((device) => Number(device['key']) >= 1000 && device['key'] !== 12_000)
    .map(({ key, $type, backing, controllerKey, unitNumber, macAddress, addressType }) => {
      const file =
        text(backing, 'fileName') ??
        text(backing, 'deviceName') ??
        text(backing, 'serviceURI') ??
        text(backing, 'pipeName')
      return [
        key,
        { $type, file, proxy: text(backing, 'proxyURI'), controllerKey, unitNumber, macAddress, addressType },
      ] as const
    })
  return new Map(known.toSorted(([a], [b]) => Number(a) - Number(b)))
}

test('names and annotations carry the escapes of VMX files', () => {
  const sim = testWorld()
  expect(vmxText(sim.world, sim.vm('build|agent "7"'))).toContain('displayName = "build|7cagent |227|22"\n')
  expect(vmxText(sim.world, sim.vm('db/primary'))).toContain('displayName = "db%2fprimary"\n')
  expect(vmxText(sim.world, sim.vm('db%2Fprimary'))).toContain('displayName = "db%252Fprimary"\n')
  expect(vmxText(sim.world, sim.vm('build|agent "7"'))).toContain('annotation = "Label: |22nightly|22 |7c pool 7"\n')
})

test('a disk on another datastore is named below its mount point', () => {
  const sim = testWorld()
  expect(vmxText(sim.world, sim.vm('build|agent "7"'))).toMatch(
    /scsi0:1\.fileName = "\/vmfs\/volumes\/[0-9a-f]{8}-[0-9a-f]{8}\/build_agent _7_\/build_agent _7__1\.vmdk"/,
  )
})

test('UUIDs are sixteen bytes in the file and come back', () => {
  const uuid = '564dc40b-2a8f-ad43-f2e9-21c58c1fa568'
  expect(vmxUuid(uuid)).toBe('56 4d c4 0b 2a 8f ad 43-f2 e9 21 c5 8c 1f a5 68')
  expect(plainUuid(vmxUuid(uuid))).toBe(uuid)
  expect(plainUuid('56 4d')).toBeUndefined()
})

describe('reading', () => {
  test('compares keys without case, lets the first of two win, and skips comments', () => {
    const values = parse(
      '#!/usr/bin/vmware\nMEMSIZE = "512"\n\nmemsize = "1024"\nscsi0.present = "true" # yes\r\nsched.cpu.max = "Unlimited"',
    )
    if (values === undefined) throw new Error('unreadable')
    expect(vmxNumber(values, 'memSize')).toBe(512)
    expect(vmxTrue(values, 'SCSI0.present')).toBe(true)
    expect(vmxNumber(values, 'sched.cpu.max')).toBe(-1)
    expect(vmxNumber(values, 'scsi0.present')).toBeUndefined()
  })

  test('takes the encoding that the file names', () => {
    const bytes = Buffer.from('.encoding = "windows-1252"\ndisplayName = "caf\xe9"\n', 'latin1')
    const values = parseVmx(bytes)
    expect(values && vmxValue(values, 'displayName')).toBe('café')
  })

  test.each([['displayName = "open\n'], ['just words\n'], ['a = "b"\n\0']])('refuses %j as a whole', (source) => {
    expect(parse(source)).toBeUndefined()
  })
})

describe('an uploaded file', () => {
  const upload = (sim: TestWorld, vm: Ref, change: (source: string) => string) => {
    const content = Buffer.from(change(vmxText(sim.world, vm)), 'utf8')
    writeFile(sim.world, vmxPathOf(sim.world, vm), { size: content.length, content })
  }

  test('counts from the next power-on, with keys that the host does not know', async () => {
    const sim = testWorld()
    const vm = sim.vm('100% test')
    upload(
      sim,
      vm,
      (source) =>
        source.replace('memSize = "512"', 'memSize = "768"').replace(/numvcpus = "\d+"/, 'numvcpus = "2"') +
        'guestinfo.color = "blue"\n',
    )
    expect(sim.world.prop(vm, 'config.hardware.memoryMB')).toBe(512)
    expect(await sim.outcome(await sim.start('PowerOnVM_Task', vm))).toBe('success')
    expect(sim.world.prop(vm, 'config.hardware')).toMatchObject({ memoryMB: 768, numCPU: 2 })
    expect(vmxText(sim.world, vm)).toContain('guestinfo.color = "blue"\n')
  })

  test('counts when the VM is reloaded, CPUID masks included', () => {
    const sim = testWorld()
    const vm = sim.vm('100% test')
    const mask = '----:----:----:----:----:----:----:---0'
    upload(sim, vm, (source) => `${source}cpuid.1.ecx = "${mask}"\nvhv.enable = "TRUE"\n`)
    sim.callNow('Reload', vm)
    expect(sim.world.prop(vm, 'config.cpuFeatureMask')).toEqual([{ level: 1, ecx: mask }])
    expect(sim.world.prop(vm, 'config.nestedHVEnabled')).toBe(true)
  })

  test('keeps quotes, pipes and line breaks of any value, in the escapes that every value has', () => {
    const sim = testWorld()
    const vm = sim.vm('100% test')
    const line = 'guestinfo.appInfo = "{|0A|22version|22:|221|7c2|22}"\n'
    upload(sim, vm, (source) => `${source}${line}`)
    sim.callNow('Reload', vm)
    const option = objects(sim.world.prop(vm, 'config'), 'extraConfig').find(({ key }) => key === 'guestinfo.appInfo')
    expect(anyText(option?.['value'])).toBe('{\n"version":"1|2"}')
    expect(vmxText(sim.world, vm)).toContain(line)
  })

  test('keeps its comments where they were, however often the host writes it anew', () => {
    const sim = testWorld()
    const vm = sim.vm('100% test')
    upload(sim, vm, (source) =>
      `# made by hand\n${source.replace('memSize =', '# not more, see the ticket\nmemSize =')}# the end\n`.replace(
        'numvcpus = "1"',
        '  # gone with its key\nold.key = ""\nnumvcpus = "1"',
      ),
    )
    sim.callNow('Reload', vm)
    for (const annotation of ['once', 'twice']) {
      sim.world.update(vm, { 'config.annotation': annotation })
      rewriteVmx(sim.world, vm)
      const text = vmxText(sim.world, vm)
      expect(text).toMatch(/^# made by hand\n\.encoding/)
      expect(text).toContain('# not more, see the ticket\nmemSize = "512"\n')
      expect(text).toMatch(/# the end\n$/)
      expect(text.match(/#/g)).toHaveLength(4)
      expect(parse(text)?.size).toBeGreaterThan(20)
    }
  })

  test('that cannot be read changes nothing', () => {
    const sim = testWorld()
    const vm = sim.vm('100% test')
    upload(sim, vm, () => 'nonsense')
    expect(reloadVmx(sim.world, vm)).toBe(false)
    expect(sim.world.prop(vm, 'config.hardware.memoryMB')).toBe(512)
  })
})
