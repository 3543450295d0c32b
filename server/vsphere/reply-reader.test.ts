import { expect, test } from 'vitest'
import { WireError } from './errors'
import { defaultReplyCaps, type ReplyCaps } from './reply-reader'
import { readReply } from './testing/read-reply'

const envelope = (body: string) =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/"
 xmlns:xsd="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<soapenv:Body>\n${body}\n</soapenv:Body>\n</soapenv:Envelope>`

function read(method: string, xml: string, { chunk = xml.length, caps = defaultReplyCaps } = {}) {
  const cuts = Array.from({ length: Math.floor(Buffer.byteLength(xml) / chunk) }, (_, index) => index * chunk)
  return readReply(method, xml, { cuts, caps })
}

/** The value of one property of any type, as RetrieveProperties returns it. */
function readAny(val: string) {
  const object = `<returnval><obj type="VirtualMachine">vm-1</obj><propSet><name>x</name>${val}</propSet></returnval>`
  const reply = read(
    'RetrieveProperties',
    envelope(`<RetrievePropertiesResponse xmlns="urn:vim25">${object}</RetrievePropertiesResponse>`),
  )
  if (reply.kind !== 'value') throw new Error('a fault')
  const [content] = reply.value as unknown as [{ propSet: [{ val: unknown }] }]
  return content.propSet[0].val
}

function codeOf(action: () => unknown) {
  try {
    action()
  } catch (error) {
    if (error instanceof WireError) return error.code
    throw error
  }
  return 'no error'
}

test('scalars of any type are typed by xsi:type; a long beyond 2^53 keeps its digits and a date its microseconds', () => {
  expect(readAny('<val xsi:type="xsd:int">-2147483648</val>')).toBe(-2147483648)
  expect(readAny('<val xsi:type="xsd:boolean">1</val>')).toBe(true)
  expect(readAny('<val xsi:type="xsd:long">9007199254740991</val>')).toBe(9007199254740991)
  expect(readAny('<val xsi:type="xsd:long">9223372036854775807</val>')).toBe(9223372036854775807n)
  expect(readAny('<val xsi:type="xsd:double">INF</val>')).toBe(Infinity)
  expect(readAny('<val xsi:type="xsd:dateTime">2023-12-12T10:06:39.217239Z</val>')).toBe('2023-12-12T10:06:39.217239Z')
  expect(readAny('<val xsi:type="xsd:string"> Keyboard </val>')).toBe(' Keyboard ')
  expect(readAny('<val xsi:type="xsd:string"/>')).toBe('')
  expect(readAny('<val xsi:type="VirtualMachinePowerState">poweredOn</val>')).toBe('poweredOn')
  expect(readAny('<val xsi:type="xsd:int">many</val>')).toBe('many')
})

test('arrays are lists with no, one or several items', () => {
  expect(readAny('<val xsi:type="ArrayOfEvent"></val>')).toEqual([])
  expect(readAny('<val xsi:type="ArrayOfInt"><int xsi:type="xsd:int">-669998656</int></val>')).toEqual([-669998656])
  expect(readAny('<val xsi:type="ArrayOfString"><string>a</string><string> b</string></val>')).toEqual(['a', ' b'])
  const task = { $type: 'ManagedObjectReference', type: 'Task', value: 'task-1' }
  expect(
    readAny(
      '<val xsi:type="ArrayOfManagedObjectReference"><ManagedObjectReference type="Task" xsi:type="ManagedObjectReference">task-1</ManagedObjectReference></val>',
    ),
  ).toEqual([task])
  expect(
    readAny(
      '<val xsi:type="ArrayOfVirtualDevice"><VirtualDevice xsi:type="VirtualCdrom"><key>3002</key></VirtualDevice></val>',
    ),
  ).toEqual([{ $type: 'VirtualCdrom', key: 3002 }])
})

test('a list field is a list although it holds one, and fields have the types of the tables', () => {
  const question = `<val xsi:type="VirtualMachineQuestionInfo"><id>7</id><text>msg.x:y</text>
    <choice><choiceInfo xsi:type="ElementDescription"><label>Yes</label><summary>Yes</summary><key>0</key></choiceInfo>
    <defaultIndex>0</defaultIndex></choice>
    <message><id>msg.x</id><argument xsi:type="xsd:int">5</argument></message></val>`
  expect(readAny(question)).toEqual({
    $type: 'VirtualMachineQuestionInfo',
    id: '7',
    text: 'msg.x:y',
    choice: {
      $type: 'ChoiceOption',
      choiceInfo: [{ $type: 'ElementDescription', label: 'Yes', summary: 'Yes', key: '0' }],
      defaultIndex: 0,
    },
    message: [{ $type: 'VirtualMachineMessage', id: 'msg.x', argument: [5] }],
  })
})

test('prefixes do not matter: another sender binds the same namespaces differently', () => {
  const xml = `<Envelope xmlns="http://schemas.xmlsoap.org/soap/envelope/"><Body>
    <v:RetrievePropertiesResponse xmlns:v="urn:vim25" xmlns:XMLSchema-instance="http://www.w3.org/2001/XMLSchema-instance" xmlns:t="http://www.w3.org/2001/XMLSchema">
    <v:returnval><v:obj type="Task">task-1</v:obj><v:propSet><v:name>info.progress</v:name>
    <v:val XMLSchema-instance:type="t:int">47</v:val></v:propSet></v:returnval></v:RetrievePropertiesResponse></Body></Envelope>`
  expect(read('RetrieveProperties', xml)).toMatchObject({ value: [{ propSet: [{ name: 'info.progress', val: 47 }] }] })
})

test('unknown types and fields are kept: what repeats is a list, what holds elements an object', () => {
  expect(
    readAny(
      '<val xsi:type="BrandNewInfo"><size>5</size><part>a</part><part>b</part><part>c</part><host type="HostSystem">h-1</host></val>',
    ),
  ).toEqual({
    $type: 'BrandNewInfo',
    size: '5',
    part: ['a', 'b', 'c'],
    host: { $type: 'ManagedObjectReference', type: 'HostSystem', value: 'h-1' },
  })
  expect(readAny('<val xsi:type="VirtualFloppy"><key>1</key><newer>x</newer></val>')).toMatchObject({
    key: 1,
    newer: 'x',
  })
  expect(readAny('<val xsi:type="xsd:string" xsi:nil="true"/>')).toBeUndefined()
})

test('a name that JavaScript treats specially is a field like any other', () => {
  const value = readAny('<val xsi:type="New"><__proto__><polluted>yes</polluted></__proto__></val>')
  expect(Object.keys(value as object)).toEqual(['$type', '__proto__'])
  expect(({} as { polluted?: string }).polluted).toBeUndefined()
})

test('a reply reads the same however the network cuts it', () => {
  const xml = envelope(
    '<CurrentTimeResponse xmlns="urn:vim25"><returnval>2026-11-22T20:52:54.246053Z</returnval></CurrentTimeResponse>',
  )
  for (const chunk of [1, 2, 7, 64]) {
    expect(read('CurrentTime', xml, { chunk })).toEqual({ kind: 'value', value: '2026-11-22T20:52:54.246053Z' })
  }
})

test('an absent result is undefined, or an empty list where the method returns one', () => {
  expect(read('Logout', envelope('<LogoutResponse xmlns="urn:vim25"/>'))).toEqual({ kind: 'value', value: undefined })
  expect(
    read('WaitForUpdatesEx', envelope('<WaitForUpdatesExResponse xmlns="urn:vim25"></WaitForUpdatesExResponse>')),
  ).toEqual({ kind: 'value', value: undefined })
  expect(read('QueryEvents', envelope('<QueryEventsResponse xmlns="urn:vim25"/>'))).toEqual({
    kind: 'value',
    value: [],
  })
})

test('a SOAP header is passed over', () => {
  const xml = envelope('<LogoutResponse xmlns="urn:vim25"/>').replace(
    '<soapenv:Body>',
    '<soapenv:Header><vcSessionCookie><Body/>x</vcSessionCookie></soapenv:Header><soapenv:Body>',
  )
  expect(read('Logout', xml)).toEqual({ kind: 'value', value: undefined })
})

test('what is not a vSphere reply is named for what it is', () => {
  expect(codeOf(() => read('Login', '<!DOCTYPE html><html><body>Welcome</body></html>'))).toBe('not-vsphere')
  expect(codeOf(() => read('Login', '<html><body>Welcome</body></html>'))).toBe('not-vsphere')
  expect(codeOf(() => read('Login', '{"error":"not found"}'))).toBe('not-vsphere')
  expect(codeOf(() => read('Login', 'hello'))).toBe('not-xml')
  expect(codeOf(() => read('Login', envelope('<LogoutResponse xmlns="urn:vim25"/>')))).toBe('not-vsphere')
  expect(codeOf(() => read('Login', envelope('')))).toBe('not-vsphere')
  expect(codeOf(() => read('Login', envelope('<LoginResponse></Login>')))).toBe('not-xml')
  expect(codeOf(() => read('Login', envelope('&nbsp;')))).toBe('not-xml')
})

test('a document type is refused, with the entities that it might declare', () => {
  const bomb = '<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><lolz>&b;</lolz>'
  expect(codeOf(() => read('Login', bomb))).toBe('doctype')
  expect(codeOf(() => read('Login', '<!DOCTYPE x SYSTEM "file:///etc/passwd"><x/>'))).toBe('doctype')
})

test('a reply that ends in the middle is truncated, wherever it ends', () => {
  const xml = envelope('<CurrentTimeResponse xmlns="urn:vim25"><returnval>2026</returnval></CurrentTimeResponse>')
  for (const length of [0, 30, xml.indexOf('2026') + 2, xml.length - 5]) {
    expect(
      codeOf(() => read('CurrentTime', xml.slice(0, length))),
      `${length} characters`,
    ).toBe('truncated')
  }
})

test('nesting, the number of elements and the length of a text are bounded', () => {
  const caps = (some: Partial<ReplyCaps>) => ({ caps: { ...defaultReplyCaps, ...some } })
  const deep = envelope(`<LoginResponse>${'<a>'.repeat(500)}${'</a>'.repeat(500)}</LoginResponse>`)
  expect(codeOf(() => read('Login', deep))).toBe('too-large')
  const many = envelope(`<LoginResponse>${'<a/>'.repeat(1000)}</LoginResponse>`)
  expect(codeOf(() => read('Login', many, caps({ elements: 999 })))).toBe('too-large')
  expect(codeOf(() => read('Login', many, caps({ elements: 1000 })))).toBe('no error')
  const long = envelope(`<LoginResponse><a>${'x'.repeat(1000)}</a></LoginResponse>`)
  expect(codeOf(() => read('Login', long, caps({ textLength: 999 })))).toBe('too-large')
})

test('a hundred thousand repetitions of an unknown element take linear time', () => {
  const xml = envelope(`<LoginResponse><returnval>${'<odd>x</odd>'.repeat(100_000)}</returnval></LoginResponse>`)
  expect(read('Login', xml)).toMatchObject({ kind: 'value', value: { odd: { length: 100_000 } } })
})
