import { describe, expect, test } from 'vitest'
import { parseVersion } from '../vim25/api-version'
import { SimFault } from '../vim25/faults'
import { findMethod } from '../vim25/schema'
import { any, ref } from '../vim25/value'
import { readArguments, readCall } from './soap-read'

const newest = parseVersion('8.0.3.0') ?? 0
const envelope = (body: string): string =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/" ` +
  `xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:xsd="http://www.w3.org/2001/XMLSchema"><s:Body>${body}</s:Body></s:Envelope>`

function read(text: string): Record<string, unknown> {
  const call = readCall(text)
  const method = findMethod(call.self.type, call.method)
  if (method === undefined) throw new Error(`no method ${call.method}`)
  return readArguments(call, method, newest)
}

function refusal(text: string): string {
  try {
    read(text)
  } catch (error) {
    if (error instanceof SimFault) return `${error.type}: ${error.message}`
    throw error
  }
  throw new Error('was not refused')
}

const vm = '<_this type="VirtualMachine">vm-1</_this>'
const pc = '<_this type="PropertyCollector">pc</_this>'

describe('the three dialects of real clients', () => {
  const expected = {
    specSet: [
      {
        propSet: [{ type: 'Datacenter', pathSet: ['name'] }],
        objectSet: [
          {
            obj: ref('Folder', 'ha-folder-root'),
            skip: false,
            selectSet: [{ $type: 'TraversalSpec', name: 'f', type: 'Folder', path: 'childEntity' }],
          },
        ],
      },
    ],
  }

  test('libvirt: xmlns and xsi:type on every element', () => {
    const text = `<?xml version="1.0" encoding="UTF-8"?>
<soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/"
 xmlns:xsd="http://www.w3.org/2001/XMLSchema"
 xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<soapenv:Body>
<RetrieveProperties xmlns="urn:vim25"><_this xmlns="urn:vim25" xsi:type="ManagedObjectReference" type="PropertyCollector">ha-property-collector</_this><specSet xmlns="urn:vim25" xsi:type="PropertyFilterSpec"><propSet xmlns="urn:vim25" xsi:type="PropertySpec"><type xmlns="urn:vim25" xsi:type="xsd:string">Datacenter</type><pathSet xmlns="urn:vim25" xsi:type="xsd:string">name</pathSet></propSet><objectSet xmlns="urn:vim25" xsi:type="ObjectSpec"><obj xmlns="urn:vim25" xsi:type="ManagedObjectReference" type="Folder">ha-folder-root</obj><skip xmlns="urn:vim25" xsi:type="xsd:boolean">false</skip><selectSet xmlns="urn:vim25" xsi:type="TraversalSpec"><name xmlns="urn:vim25" xsi:type="xsd:string">f</name><type xmlns="urn:vim25" xsi:type="xsd:string">Folder</type><path xmlns="urn:vim25" xsi:type="xsd:string">childEntity</path></selectSet></objectSet></specSet></RetrieveProperties></soapenv:Body>
</soapenv:Envelope>`
    expect(read(text)).toEqual(expected)
  })

  test('pyVmomi: versionId on parameters', () => {
    const text = envelope(
      '<CurrentTime xmlns="urn:vim25"><_this versionId="8.0.2.0" type="ServiceInstance">ServiceInstance</_this></CurrentTime>',
    )
    expect(readCall(text)).toMatchObject({ method: 'CurrentTime', self: ref('ServiceInstance', 'ServiceInstance') })
    expect(read(text)).toEqual({})
  })

  test('govc: the envelope in the default namespace, another prefix for the schema instance', () => {
    const text =
      '<Envelope xmlns="http://schemas.xmlsoap.org/soap/envelope/"><Header><operationID>x</operationID></Header><Body>' +
      '<RetrieveProperties xmlns="urn:vim25"><_this type="PropertyCollector">ha-property-collector</_this><specSet><propSet><type>Datacenter</type><pathSet>name</pathSet></propSet><objectSet><obj type="Folder">ha-folder-root</obj><skip>false</skip><selectSet xmlns:XMLSchema-instance="http://www.w3.org/2001/XMLSchema-instance" XMLSchema-instance:type="TraversalSpec"><name>f</name><type>Folder</type><path>childEntity</path></selectSet></objectSet></specSet></RetrieveProperties></Body></Envelope>'
    expect(read(text)).toEqual(expected)
  })

  test('node-soap: a prefixed body element', () => {
    const text = envelope(
      '<vim25:AnswerVM xmlns:vim25="urn:vim25" xmlns="urn:vim25"><_this type="VirtualMachine">vm-1</_this><questionId>1</questionId><answerChoice>0</answerChoice></vim25:AnswerVM>',
    )
    expect(read(text)).toEqual({ questionId: '1', answerChoice: '0' })
  })
})

describe('what a real server refuses', () => {
  test('a parameter out of order, with the stack of what was being parsed', () => {
    const text = envelope(
      `<AnswerVM xmlns="urn:vim25">${vm}<answerChoice>0</answerChoice><questionId>1</questionId></AnswerVM>`,
    )
    const message = refusal(text)
    expect(message).toMatch(/^InvalidRequest: Unexpected element tag "questionId" seen/)
    expect(message).toMatch(
      /while parsing call information for method AnswerVM\nat line 2, column \d+\n\nwhile parsing SOAP body/,
    )
  })

  test('a field out of order inside a data object, and inside a derived type', () => {
    const spec = envelope(
      `<ReconfigVM_Task xmlns="urn:vim25">${vm}<spec><numCPUs>2</numCPUs><name>a</name></spec></ReconfigVM_Task>`,
    )
    expect(refusal(spec)).toMatch(
      /Unexpected element tag "name" seen\n\nwhile parsing serialized DataObject of type VirtualMachineConfigSpec/,
    )
    const derived = envelope(
      `<RetrieveProperties xmlns="urn:vim25">${pc}<specSet><propSet><type>Task</type></propSet><objectSet><obj type="Task">t</obj>` +
        `<selectSet xsi:type="TraversalSpec"><path>info</path><type>Task</type></selectSet></objectSet></specSet></RetrieveProperties>`,
    )
    expect(refusal(derived)).toMatch(/Unexpected element tag "type" seen/)
  })

  test('an unknown field, a repeated single field, a missing required parameter', () => {
    const unknown = envelope(`<PowerOffVM_Task xmlns="urn:vim25">${vm}<nonsense/></PowerOffVM_Task>`)
    expect(refusal(unknown)).toMatch(/Unexpected element tag "nonsense" seen/)
    const twice = envelope(
      `<AnswerVM xmlns="urn:vim25">${vm}<questionId>1</questionId><questionId>1</questionId><answerChoice>0</answerChoice></AnswerVM>`,
    )
    expect(refusal(twice)).toMatch(/Unexpected element tag "questionId" seen/)
    const missing = envelope(`<AnswerVM xmlns="urn:vim25">${vm}<questionId>1</questionId></AnswerVM>`)
    expect(refusal(missing)).toMatch(/Required parameter answerChoice is missing/)
  })

  test('values that are not of their type', () => {
    const enumeration = envelope(`<MigrateVM_Task xmlns="urn:vim25">${vm}<priority>asap</priority></MigrateVM_Task>`)
    expect(refusal(enumeration)).toMatch(/VirtualMachineMovePriority has no value "asap"/)
    const int = envelope(
      `<ReconfigVM_Task xmlns="urn:vim25">${vm}<spec><numCPUs>many</numCPUs></spec></ReconfigVM_Task>`,
    )
    expect(refusal(int)).toMatch(/"many" is not a value of type xsd:int/)
    const untyped = envelope(
      `<ReconfigVM_Task xmlns="urn:vim25">${vm}<spec><extraConfig><key>a</key><value>b</value></extraConfig></spec></ReconfigVM_Task>`,
    )
    expect(refusal(untyped)).toMatch(/anyType must have an xsi:type/)
    const wrong = envelope(`<ReconfigVM_Task xmlns="urn:vim25">${vm}<spec xsi:type="TraversalSpec"/></ReconfigVM_Task>`)
    expect(refusal(wrong)).toMatch(/^InvalidType: Type TraversalSpec is not derived from VirtualMachineConfigSpec/)
  })

  test('an xsi:type with a prefix that is bound to nothing', () => {
    const text = `<Envelope xmlns="http://schemas.xmlsoap.org/soap/envelope/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><Body><ReconfigVM_Task xmlns="urn:vim25">${vm}<spec><extraConfig><key>a</key><value xsi:type="xsd:string">b</value></extraConfig></spec></ReconfigVM_Task></Body></Envelope>`
    expect(refusal(text)).toMatch(/Unbound namespace prefix/)
  })

  test('a document type, broken XML, endless depth, another namespace, no envelope', () => {
    expect(refusal(`<!DOCTYPE x [<!ENTITY a "b">]>${envelope('<A/>').replace(/^<\?xml.*\?>\n/, '')}`)).toMatch(
      /document type declaration/,
    )
    expect(refusal('<a><b></a>')).toMatch(/XML document parse error/)
    expect(refusal('not xml at all')).toMatch(/^InvalidRequest/)
    expect(refusal('')).toMatch(/^InvalidRequest/)
    expect(refusal(envelope('<a>'.repeat(200) + '</a>'.repeat(200)))).toMatch(/deep/)
    expect(refusal(envelope('<Login xmlns="urn:pbm"/>'))).toMatch(
      /Unable to resolve WSDL method name Login for namespace name urn:pbm/,
    )
    expect(refusal('<html xmlns="http://www.w3.org/1999/xhtml"/>')).toMatch(/Unexpected element tag "html" seen/)
  })
})

describe('values', () => {
  test('arrays are arrays whatever their number, derived types say so, Any keeps its type', () => {
    const text = envelope(
      `<ReconfigVM_Task xmlns="urn:vim25">${vm}<spec><memoryMB>4096</memoryMB><deviceChange><operation>add</operation>` +
        `<device xsi:type="VirtualSerialPort"><key>-1</key><backing xsi:type="VirtualSerialPortURIBackingInfo"><serviceURI>vspc</serviceURI>` +
        `<direction>client</direction><proxyURI>telnet://10.0.0.1:13370</proxyURI></backing><yieldOnPoll>1</yieldOnPoll></device></deviceChange>` +
        `<extraConfig><key>a</key><value xsi:type="xsd:string"> b&amp;c </value></extraConfig>` +
        `<extraConfig><key>n</key><value xsi:type="xsd:long">5</value></extraConfig></spec></ReconfigVM_Task>`,
    )
    expect(read(text)).toEqual({
      spec: {
        memoryMB: 4096,
        deviceChange: [
          {
            operation: 'add',
            device: {
              $type: 'VirtualSerialPort',
              key: -1,
              backing: {
                $type: 'VirtualSerialPortURIBackingInfo',
                serviceURI: 'vspc',
                direction: 'client',
                proxyURI: 'telnet://10.0.0.1:13370',
              },
              yieldOnPoll: true,
            },
          },
        ],
        extraConfig: [
          { key: 'a', value: ' b&c ' },
          { key: 'n', value: any('xsd:long', 5) },
        ],
      },
    })
  })

  test('array parameters that are left out are empty arrays', () => {
    expect(
      read(
        envelope(`<CreateListView xmlns="urn:vim25"><_this type="ViewManager">ViewManager</_this></CreateListView>`),
      ),
    ).toEqual({ obj: [] })
  })

  test('longs beyond 2^53 keep every digit, dates keep their instant', () => {
    const query = envelope(
      `<QueryPerf xmlns="urn:vim25"><_this type="PerformanceManager">p</_this><querySpec><entity type="VirtualMachine">vm-1</entity>` +
        `<startTime>2014-08-19T04:29:36.070918-04:00</startTime></querySpec></QueryPerf>`,
    )
    expect(read(query)).toMatchObject({ querySpec: [{ startTime: new Date('2014-08-19T08:29:36.070Z') }] })
    const wwn = envelope(
      `<ReconfigVM_Task xmlns="urn:vim25">${vm}<spec><npivNodeWorldWideName>9223372036854775807</npivNodeWorldWideName></spec></ReconfigVM_Task>`,
    )
    expect(read(wwn)).toEqual({ spec: { npivNodeWorldWideName: [9223372036854775807n] } })
  })
})
