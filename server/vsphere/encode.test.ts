import { expect, test } from 'vitest'
import { moRef } from '@/lib/vsphere/ids'
import { encodeCall, escapeXml, UnsendableText } from './encode'
import { refValue } from './wire-value'

const collector = moRef('PropertyCollector', 'ha-property-collector')
const vm = moRef('VirtualMachine', '12')

test('parameters go out in schema order, whatever order they are given in', () => {
  const xml = encodeCall('Login', moRef('SessionManager', 'ha-sessionmgr'), { password: 'p', userName: 'u' })
  expect(xml).toBe('<_this type="SessionManager">ha-sessionmgr</_this><userName>u</userName><password>p</password>')
})

test('fields of a subtype go out in schema order, those of the base first, with the type named', () => {
  const spec = {
    objectSet: {
      selectSet: [{ $type: 'TraversalSpec', skip: false, path: 'view', type: 'ContainerView', name: 'v' }],
      skip: true,
      obj: refValue(moRef('ContainerView', 'session[1]2')),
    },
    propSet: [{ pathSet: ['name', 'runtime.powerState'], type: 'VirtualMachine' }],
  }
  expect(encodeCall('CreateFilter', collector, { partialUpdates: false, spec })).toBe(
    '<_this type="PropertyCollector">ha-property-collector</_this>' +
      '<spec><propSet><type>VirtualMachine</type><pathSet>name</pathSet><pathSet>runtime.powerState</pathSet></propSet>' +
      '<objectSet><obj type="ContainerView">session[1]2</obj><skip>true</skip>' +
      '<selectSet xsi:type="TraversalSpec"><name>v</name><type>ContainerView</type><path>view</path><skip>false</skip>' +
      '</selectSet></objectSet></spec><partialUpdates>false</partialUpdates>',
  )
})

test('a device goes back with the types of what it holds and its fields in order', () => {
  const device = {
    $type: 'VirtualCdrom',
    unitNumber: 0,
    controllerKey: 201,
    connectable: { connected: false, startConnected: false, allowGuestControl: true },
    backing: {
      $type: 'VirtualCdromIsoBackingInfo',
      datastore: refValue(moRef('Datastore', 'ds-1')),
      fileName: '[a] b.iso',
    },
    key: 3002,
  }
  const xml = encodeCall('ReconfigVM_Task', vm, { spec: { deviceChange: [{ device, operation: 'edit' }] } })
  expect(xml).toContain(
    '<deviceChange><operation>edit</operation><device xsi:type="VirtualCdrom"><key>3002</key>' +
      '<backing xsi:type="VirtualCdromIsoBackingInfo"><fileName>[a] b.iso</fileName>' +
      '<datastore type="Datastore">ds-1</datastore></backing>' +
      '<connectable><startConnected>false</startConnected><allowGuestControl>true</allowGuestControl>' +
      '<connected>false</connected></connectable><controllerKey>201</controllerKey><unitNumber>0</unitNumber></device>',
  )
})

test('values of any type name their type', () => {
  const extraConfig = [
    { key: 'a', value: 'x' },
    { key: 'b', value: 7 },
    { key: 'c', value: true },
    { key: 'd', value: 2n ** 60n },
    { key: 'e', value: refValue(vm) },
  ]
  const xml = encodeCall('ReconfigVM_Task', vm, { spec: { extraConfig } })
  expect(xml).toContain('<key>a</key><value xsi:type="xsd:string">x</value>')
  expect(xml).toContain('<value xsi:type="xsd:int">7</value>')
  expect(xml).toContain('<value xsi:type="xsd:boolean">true</value>')
  expect(xml).toContain('<value xsi:type="xsd:long">1152921504606846976</value>')
  expect(xml).toContain('<value xsi:type="ManagedObjectReference" type="VirtualMachine">12</value>')
})

test('fields that a newer server sent go back after the known ones', () => {
  const spec = { deviceChange: { device: { $type: 'VirtualFloppy', newField: 'x', key: 1 } } }
  expect(encodeCall('ReconfigVM_Task', vm, { spec })).toContain('<key>1</key><newField>x</newField></device>')
})

test('markup in a text stays text: a CDATA section, tags, quotes, references and line ends arrive as they were typed', () => {
  const hostile = `<![CDATA[</description><memory>true</memory>]]> & <b a="1">'x'</b> ]]> &amp;\r\n\t`
  const xml = encodeCall('CreateSnapshot_Task', vm, { name: 'n', description: hostile, memory: false, quiesce: false })
  const inside = /<description>(.*)<\/description>/s.exec(xml)?.[1] ?? ''
  expect(inside).not.toMatch(/[<>"'\r\n\t]/)
  expect(inside).toContain('&lt;![CDATA[')
  expect(inside).toContain('&amp;amp;')
  expect(inside).toContain('&#13;&#10;&#9;')
})

test('libvirt-esx §4.5 SOAP text: every parameter is escaped, where libvirt escapes only the password', () => {
  const call = encodeCall('SearchDatastore_Task', moRef('HostDatastoreBrowser', 'b'), {
    datastorePath: '[nas (backup & iso)] a<b',
  })
  expect(call).toContain('<datastorePath>[nas (backup &amp; iso)] a&lt;b</datastorePath>')
  const login = encodeCall('Login', moRef('SessionManager', 's'), { userName: 'a&b', password: '<p>' })
  expect(login).toContain('<userName>a&amp;b</userName><password>&lt;p&gt;</password>')
})

test('what is escaped in other ways goes out as it was given: the percent scheme is not put on here', () => {
  const call = encodeCall('CreateSnapshot_Task', vm, { name: '50% a/b\\c', memory: false, quiesce: false })
  expect(call).toContain('<name>50% a/b\\c</name>')
})

test('a text that XML cannot carry is refused before anything is sent', () => {
  for (const text of ['a\u0000b', 'a\u0008', '\uD800', '\uFFFE']) {
    expect(() => escapeXml(text), JSON.stringify(text)).toThrow(UnsendableText)
  }
  expect(escapeXml('café 😀 R&D')).toBe('café 😀 R&amp;D')
})

test('a method or a parameter that the tables do not hold is a mistake of ours', () => {
  expect(() => encodeCall('DoEvil', vm, {})).toThrow('DoEvil')
  expect(() => encodeCall('PowerOnVM_Task', vm, { hots: 'x' })).toThrow('hots')
})
