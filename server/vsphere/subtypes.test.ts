import { describe, expect, test } from 'vitest'
import { dataTypes } from '../../simulator/vim25/schema-data'
import { dataType, isSimple } from '../../simulator/vim25/schema'
import { encodeCall } from './encode'
import { moRef } from '@/lib/vsphere/ids'
import { readReply } from './testing/read-reply'
import { basesOf, complexTypes, fieldsOf } from './schema/schema'
import { envelope } from './testing/scripted-server'
import { asObjects, type WireObject, type WireValue } from './wire-value'

/**
 * PCI passthrough, vGPU, SR-IOV, USB, NVDIMM, sound and watchdogs vanished from the Hardware tab: their types were in no
 * table, so that their keys stayed text. A type that nobody here has heard of keeps at least what its place promises.
 */

const names = [...dataTypes.matchAll(/^(\w+)(?: < \w+)?(?: @\S+)?:/gm)].map(([, name = '']) => name)
const derives = (name: string | undefined, base: string): boolean =>
  name !== undefined && (name === base || derives(dataType(name)?.base, base))
const all = (base: string) => names.filter((name) => derives(name, base))

const samples: Readonly<Record<string, [text: string, value: WireValue]>> = {
  boolean: ['true', true],
  byte: ['7', 7],
  short: ['-7', -7],
  int: ['2000', 2000],
  long: ['9007199254740993', 9007199254740993n],
  dateTime: ['2026-01-01T00:00:00.123456Z', '2026-01-01T00:00:00.123456Z'],
  string: [' a ', ' a '],
}

/** Every simple field of a type, as a host writes it, and what it has to be read as. */
function written(type: string): { xml: string; value: Record<string, WireValue> } {
  const value: Record<string, WireValue> = {}
  let xml = ''
  for (const { name, type: of, array } of dataType(type)?.fields ?? []) {
    const sample = isSimple(of) ? samples[of] : undefined
    if (!sample) continue
    xml += `<${name}>${sample[0]}</${name}>`
    value[name] = array ? [sample[1]] : sample[1]
  }
  return { xml, value }
}

/** A list of any items, as a property of any type; `inside` are elements with an xsi:type each. */
function readList(itemType: string, inside: string): WireObject[] {
  const val = `<val xsi:type="ArrayOf${itemType}">${inside}</val>`
  const object = `<returnval><obj type="VirtualMachine">vm-1</obj><propSet><name>x</name>${val}</propSet></returnval>`
  const xml = envelope(`<RetrievePropertiesResponse xmlns="urn:vim25">${object}</RetrievePropertiesResponse>`)
  const reply = readReply('RetrieveProperties', xml)
  if (reply.kind !== 'value') throw new Error('a fault')
  const [content] = asObjects(reply.value)
  return asObjects(asObjects(content?.propSet)[0]?.val)
}

describe('every device of vim25 is in the tables, with the types of its fields', () => {
  test.each(all('VirtualDevice'))('%s', (type) => {
    const { xml, value } = written(type)
    const [device] = readList('VirtualDevice', `<VirtualDevice xsi:type="${type}">${xml}</VirtualDevice>`)
    expect(device).toEqual({ $type: type, ...value })
    expect(fieldsOf(type)).toBeDefined()
  })

  test.each(all('VirtualDeviceBackingInfo'))('%s', (type) => {
    const { xml, value } = written(type)
    const backing = `<key>1</key><backing xsi:type="${type}">${xml}</backing>`
    const [device] = readList(
      'VirtualDevice',
      `<VirtualDevice xsi:type="VirtualPCIPassthrough">${backing}</VirtualDevice>`,
    )
    expect(device?.backing).toEqual({ $type: type, ...value })
    expect(fieldsOf(type)).toBeDefined()
  })
})

test.each([
  'VirtualDevice',
  'FileInfo',
  'DatastoreInfo',
  'Event',
  'Description',
  'HostFileSystemVolume',
  'MethodFault',
])('a subtype of %s that nobody has heard of has the fields of its base; its own stay as they come', (base) => {
  const { xml, value } = written(base)
  const own = '<loom>5</loom><thread>a</thread><thread>b</thread>'
  const [item] = readList(base, `<${base} xsi:type="Loom${base}">${xml}${own}</${base}>`)
  expect(item).toEqual({ $type: `Loom${base}`, ...value, loom: '5', thread: ['a', 'b'] })
})

test('what an unknown device holds is read as a device holds it', () => {
  const inside = `<key>60000</key><deviceInfo><label>Loom 1</label><summary>Weaves</summary></deviceInfo>
    <backing xsi:type="LoomBackingInfo"><fileName>[ds] a/loom.yarn</fileName></backing>
    <connectable><startConnected>true</startConnected><allowGuestControl>false</allowGuestControl><connected>false</connected></connectable>
    <controllerKey>100</controllerKey><unitNumber>18</unitNumber>`
  const [loom] = readList('VirtualDevice', `<VirtualDevice xsi:type="VirtualLoom">${inside}</VirtualDevice>`)
  expect(loom).toMatchObject({
    $type: 'VirtualLoom',
    key: 60000,
    deviceInfo: { $type: 'Description', label: 'Loom 1', summary: 'Weaves' },
    backing: { $type: 'LoomBackingInfo', fileName: '[ds] a/loom.yarn' },
    connectable: { startConnected: true, connected: false },
    unitNumber: 18,
  })
})

test('an unknown device goes back as it came', () => {
  const inside = '<key>60000</key><unitNumber>18</unitNumber><loom>5</loom>'
  const [device] = readList('VirtualDevice', `<VirtualDevice xsi:type="VirtualLoom">${inside}</VirtualDevice>`)
  const spec = { deviceChange: [{ operation: 'edit', device: device ?? '' }] }
  expect(encodeCall('ReconfigVM_Task', moRef('VirtualMachine', '1'), { spec })).toContain(
    `<device xsi:type="VirtualLoom">${inside}</device>`,
  )
})

test('a fault has the fields of the nearest fault that it is known to derive from', () => {
  const detail =
    '<TaskInProgressFault xmlns="urn:vim25" xsi:type="LoomFull"><faultMessage><key>msg.loom</key></faultMessage><task type="Task">t-2</task></TaskInProgressFault>'
  const xml = envelope(
    `<soapenv:Fault><faultcode>x</faultcode><faultstring>no</faultstring><detail>${detail}</detail></soapenv:Fault>`,
  )
  expect(readReply('PowerOnVM_Task', xml)).toMatchObject({
    detail: { TaskInProgressFault: { $type: 'LoomFull', faultMessage: [{ key: 'msg.loom' }], task: { value: 't-2' } } },
  })
  const [fault] = readList(
    'MethodFault',
    '<MethodFault xsi:type="VAppTaskInProgress"><task type="Task">t-1</task></MethodFault>',
  )
  expect(fault?.task).toEqual({ $type: 'ManagedObjectReference', type: 'Task', value: 't-1' })
})

test('the bases in the tables are those of vim25', () => {
  const known = names.filter((name) => complexTypes.has(name))
  expect(known.length).toBeGreaterThan(150)
  for (const name of known) expect(complexTypes.get(name)?.base, name).toBe(dataType(name)?.base)
  const chain = (name: string): string[] => {
    const base = dataType(name)?.base
    return base === undefined ? [] : [base, ...chain(base)]
  }
  for (const name of all('MethodFault')) expect(basesOf(name), name).toEqual(chain(name))
  expect(basesOf('BrandNewFault')).toEqual([])
})
