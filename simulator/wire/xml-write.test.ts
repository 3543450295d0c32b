import { describe, expect, test } from 'vitest'
import { parseVersion, oldestVersion } from '../vim25/api-version'
import { SimFault } from '../vim25/faults'
import { any, ref } from '../vim25/value'
import { replyBytes } from './reply-bytes'
import { escapeXml, writeFault, writeResponse, XmlWriter } from './xml-write'

const newest = parseVersion('8.0.3.0') ?? 0

function written(value: unknown, version = newest): string {
  const writer = new XmlWriter(version)
  writer.any('val', value)
  return writer.text
}

function writtenAs(type: string, value: unknown, version = newest): string {
  const writer = new XmlWriter(version)
  writer.value('v', value, type)
  return writer.text
}

describe('values under Any', () => {
  test('simple values say their XML Schema type with the literal xsd prefix', () => {
    expect(written('a')).toBe('<val xsi:type="xsd:string">a</val>')
    expect(written(true)).toBe('<val xsi:type="xsd:boolean">true</val>')
    expect(written(5)).toBe('<val xsi:type="xsd:int">5</val>')
    expect(written(2 ** 40)).toBe('<val xsi:type="xsd:long">1099511627776</val>')
    expect(written(9223372036854775807n)).toBe('<val xsi:type="xsd:long">9223372036854775807</val>')
    expect(written(any('xsd:short', 5))).toBe('<val xsi:type="xsd:short">5</val>')
    expect(written(any('TaskInfoState', 'running'))).toBe('<val xsi:type="TaskInfoState">running</val>')
    expect(written(new Date('2026-01-02T03:04:05Z'))).toBe(
      '<val xsi:type="xsd:dateTime">2026-01-02T03:04:05.000Z</val>',
    )
    expect(written(new Uint8Array([1, 2]))).toBe('<val xsi:type="xsd:base64Binary">AQI=</val>')
  })

  test('arrays are wrapped, and every item carries its own xsi:type', () => {
    expect(written([ref('Datastore', 'datastore-17')])).toBe(
      '<val xsi:type="ArrayOfManagedObjectReference">' +
        '<ManagedObjectReference type="Datastore" xsi:type="ManagedObjectReference">datastore-17</ManagedObjectReference></val>',
    )
    expect(written(['a'])).toBe('<val xsi:type="ArrayOfString"><string xsi:type="xsd:string">a</string></val>')
    expect(written(any('ArrayOfEvent', []))).toBe('<val xsi:type="ArrayOfEvent"></val>')
    expect(written(any('ArrayOfVirtualDevice', [{ $type: 'VirtualCdrom', key: 3000 }]))).toBe(
      '<val xsi:type="ArrayOfVirtualDevice"><VirtualDevice xsi:type="VirtualCdrom"><key>3000</key></VirtualDevice></val>',
    )
  })

  test('a value whose type cannot be known is a mistake, not a guess', () => {
    expect(() => written({ a: 1 })).toThrow(TypeError)
    expect(() => written([])).toThrow(TypeError)
    expect(() => written({ $type: 'NoSuchType' })).toThrow(TypeError)
  })
})

describe('declared fields', () => {
  test('fields come in wire order, those of the base first, with xsi:type only where the runtime type differs', () => {
    expect(writtenAs('ElementDescription', { key: '0', summary: 's', label: 'l' })).toBe(
      '<v><label>l</label><summary>s</summary><key>0</key></v>',
    )
    expect(writtenAs('Description', { $type: 'ElementDescription', key: '0', summary: 's', label: 'l' })).toBe(
      '<v xsi:type="ElementDescription"><label>l</label><summary>s</summary><key>0</key></v>',
    )
    expect(writtenAs('ManagedObjectReference', ref('Folder', 'group-d1'))).toBe('<v type="Folder">group-d1</v>')
  })

  test('array fields repeat without a wrapper, unset fields write nothing', () => {
    expect(writtenAs('PropertySpec', { type: 'Task', all: undefined, pathSet: ['info', 'x'] })).toBe(
      '<v><type>Task</type><pathSet>info</pathSet><pathSet>x</pathSet></v>',
    )
  })

  test('a fault inside data is a LocalizedMethodFault whose fault carries its type', () => {
    const error = new SimFault('FileNotFound', { file: '[ds] a' }, 'File [ds] a was not found').localized()
    expect(writtenAs('LocalizedMethodFault', error)).toBe(
      '<v><fault xsi:type="FileNotFound"><file>[ds] a</file></fault><localizedMessage>File [ds] a was not found</localizedMessage></v>',
    )
  })

  test('fields newer than the caller are hidden', () => {
    const question = new SimFault('QuestionPending', { text: 'why?' }).data()
    expect(writtenAs('MethodFault', question, parseVersion('4.1'))).toContain('<text>why?</text>')
    const message = { id: 'msg.x', text: 'new in 4.0' }
    expect(writtenAs('VirtualMachineMessage', message, parseVersion('4.0'))).toContain('<text>')
    expect(writtenAs('VirtualMachineMessage', message, oldestVersion)).toBe('<v><id>msg.x</id></v>')
  })

  test('types newer than the caller are sent as the nearest base it knows', () => {
    const device = { $type: 'VirtualNVMEController', key: 31000, busNumber: 0 }
    expect(writtenAs('VirtualDevice', device, parseVersion('6.5'))).toContain('xsi:type="VirtualNVMEController"')
    expect(writtenAs('VirtualDevice', device, parseVersion('6.0'))).toBe(
      '<v xsi:type="VirtualController"><key>31000</key><busNumber>0</busNumber></v>',
    )
  })
})

describe('envelopes', () => {
  test('a reply is what hostd sends, with no whitespace inside the response element', () => {
    const result = { name: 'returnval', type: 'string', optional: false, array: false, since: 0 }
    expect(writeResponse('SomeMethod', 'x', result, newest)).toBe(`<?xml version="1.0" encoding="UTF-8"?>
<soapenv:Envelope xmlns:soapenc="http://schemas.xmlsoap.org/soap/encoding/"
 xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/"
 xmlns:xsd="http://www.w3.org/2001/XMLSchema"
 xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<soapenv:Body>
<SomeMethodResponse xmlns="urn:vim25"><returnval>x</returnval></SomeMethodResponse>
</soapenv:Body>
</soapenv:Envelope>`)
    expect(writeResponse('Logout', undefined, undefined, newest)).toContain(
      '>\n<LogoutResponse xmlns="urn:vim25"></LogoutResponse>\n<',
    )
  })

  test('a fault has the text in faultstring and the typed fault in detail', () => {
    expect(writeFault(new SimFault('InvalidLogin'), newest)).toContain(
      '<soapenv:Fault><faultcode>ServerFaultCode</faultcode><faultstring>Cannot complete login due to an incorrect user name or ' +
        'password.</faultstring><detail><InvalidLoginFault xmlns="urn:vim25" xsi:type="InvalidLogin"></InvalidLoginFault></detail></soapenv:Fault>',
    )
  })

  test('the chain of causes goes out as faultMessage, before the own fields', () => {
    const fault = new SimFault('GenericVmConfigFault', { reason: 'No AMD-V' }, 'No', [
      { key: 'msg.hvuser.NoSVM', message: 'm' },
    ])
    expect(writeFault(fault, newest)).toContain(
      '<faultMessage><key>msg.hvuser.NoSVM</key><message>m</message></faultMessage><reason>No AMD-V</reason>',
    )
  })
})

test('text survives XML: markup is escaped, carriage returns are kept, what XML cannot carry becomes a question mark', () => {
  expect(escapeXml(`R&D <lab> "7" it's`)).toBe('R&amp;D &lt;lab&gt; &quot;7&quot; it&apos;s')
  expect(escapeXml('a\r\nb\tc')).toBe('a&#xD;\nb\tc')
  expect(replyBytes(escapeXml('a\u0000b\ud800c'), 'replaced').toString('utf8')).toBe('a?b?c')
  expect(escapeXml('café 😀')).toBe('café 😀')
})

describe('properties', () => {
  test('one with a simple value, which has a shorter way, is written as any other is', () => {
    const values = [
      any('xsd:string', 'a < b & "c"\r'),
      any('xsd:string', ''),
      any('xsd:int', 5),
      any('xsd:long', 5n),
      any('xsd:boolean', false),
      any('xsd:dateTime', new Date(0)),
      any('VirtualMachinePowerState', 'poweredOn'),
      any('xsd:string', any('xsd:int', 5)),
      any('ArrayOfString', ['a']),
      any('OptionValue', { key: 'a', value: 'b' }),
      ref('HostSystem', 'host-1'),
    ]
    for (const val of [...values, ...values.toReversed()]) {
      const change = { name: 'a.b["<"]', op: 'assign', val }
      // A type that is said is looked up: the long way.
      expect(writtenAs('PropertyChange', change)).toBe(
        writtenAs('PropertyChange', { $type: 'PropertyChange', ...change }),
      )
      const { op: _op, ...property } = change
      expect(writtenAs('DynamicProperty', property)).toBe(
        writtenAs('DynamicProperty', { $type: 'DynamicProperty', ...property }),
      )
    }
    expect(writtenAs('PropertyChange', { name: 'a', op: 'remove' })).toBe('<v><name>a</name><op>remove</op></v>')
  })
})
