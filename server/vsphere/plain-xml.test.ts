import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { WireError } from './errors'
import { KnownXml } from './known-xml'
import { PlainXml } from './plain-xml'
import { readReply } from './testing/read-reply'

/*
 * Two read replies: a fast one what is written as vSphere writes, a strict one the rest. They have to be one: of any bytes, cut
 * anywhere, the fast way and the strict one alone come to the same value, or to the same refusal.
 */

/** What all of these have written, the broken ones among them: it must not change what the next one says. */
const known = new KnownXml()

/** What comes of it: the value, with its order and its big numbers, or the code of the WireError. */
function outcome(xml: Uint8Array, cuts: readonly number[], isPlain: boolean): string {
  try {
    const reply = readReply('RetrievePropertiesEx', xml, { cuts, isPlain, known })
    return JSON.stringify(reply, (_key, value: unknown) => (typeof value === 'bigint' ? `${value} big` : value))
  } catch (error) {
    if (error instanceof WireError) return error.code
    throw error
  }
}

function expectSame(xml: Uint8Array, cuts: readonly number[]): void {
  expect(outcome(xml, cuts, true)).toBe(outcome(xml, cuts, false))
}

const space = fc.constantFrom('', '', '', ' ', '\n', '\t', ' \n  ', '\r\n')
const gap = fc.constantFrom(' ', ' ', ' ', '\n', '  ', '\t', '\r\n')

const textPart = fc.constantFrom(
  'poweredOn',
  'vm-17',
  '[ds-1] a/b.vmx',
  ' ',
  '\n',
  '\r\n',
  '\r',
  '\t',
  '17',
  '-2',
  '9223372036854775807',
  'true',
  '1',
  '&amp;',
  '&lt;',
  '&gt;',
  '&quot;',
  '&apos;',
  '&#65;',
  '&#x1F600;',
  '&#13;',
  '&#1;',
  '&#xD800;',
  '&#x110000;',
  '&nbsp;',
  '&',
  '&;',
  '&#;',
  '&#X41;',
  ']]>',
  '\u0000',
  '\u0001',
  '\u007F',
  '\uFFFE',
  '\uFEFF',
  '\u00A0',
  '\u0085',
  '\u2028',
  'ü',
  'ﬃ',
  '😀',
  '日本語',
  '>',
  '"',
  "'",
  'x'.repeat(70),
  'y'.repeat(5_000),
)
const text = fc.array(textPart, { maxLength: 4 }).map((parts) => parts.join(''))

const oddity = fc.oneof(
  { weight: 8, arbitrary: fc.constant('') },
  { weight: 1, arbitrary: text.map((inside) => `<![CDATA[${inside}]]>`) },
  { weight: 1, arbitrary: text.map((inside) => `<!-- ${inside} -->`) },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      '<?pi x?>',
      '<?xml version="1.0"?>',
      '<!DOCTYPE x>',
      '<!-- -- -->',
      '<',
      '</',
      '<>',
      '</>',
    ),
  },
)

const elementName = fc.constantFrom(
  'objects',
  'obj',
  'propSet',
  'name',
  'val',
  'token',
  'string',
  'int',
  'key',
  'device',
  'VirtualDevice',
  'fault',
  'constructor',
  '__proto__',
  'toString',
  '$text',
  'v:name',
  'b:name',
  'xml:name',
  'xmlns:name',
  'ü',
  'a:b:c',
  '1a',
  '-a',
)

const attributeText = fc.constantFrom(
  'VirtualMachine',
  'xsd:string',
  'xsd:int',
  'xsd:long',
  'xsd:boolean',
  'xsd:anyType',
  'ArrayOfString',
  'ArrayOfInt',
  'ManagedObjectReference',
  'ArrayOfVirtualDevice',
  'VirtualDisk',
  'BrandNew',
  'true',
  ' xsd:int ',
  'a\nb',
  'a>b',
  'a&amp;b',
  '',
  '&lt;',
  '<',
  'ü',
  "it's",
  'say "no"',
  'http://www.w3.org/2001/XMLSchema-instance',
  'urn:vim25',
  'x'.repeat(300),
)
const attributeName = fc.constantFrom(
  'xsi:type',
  'xsi:type',
  'xsi:type',
  'type',
  'type',
  'xsi:nil',
  'serverGuid',
  'i:type',
  'other',
  'xml:space',
  'xml:lang',
  'xmlns',
  'xmlns:v',
  'xmlns:xsi',
  'xmlns:xml',
  'xmlns:xmlns',
  'xmlnsx',
  'nobody:type',
  'ü',
)
const attribute = fc
  .tuple(gap, attributeName, space, space, attributeText, fc.constantFrom('"', '"', "'", ''))
  .map(([before, name, left, right, value, quote]) => `${before}${name}${left}=${right}${quote}${value}${quote}`)

const { element } = fc.letrec<{ element: string; content: string }>((tie) => ({
  content: fc
    .array(fc.oneof({ depthSize: 'small', withCrossShrink: true }, text, oddity, tie('element')), { maxLength: 4 })
    .map((parts) => parts.join('')),
  element: fc
    .tuple(elementName, fc.array(attribute, { maxLength: 2 }), space, tie('content'), fc.nat(20), space)
    .map(([name, attributes, end, content, shape, close]) => {
      const start = `<${name}${attributes.join('')}${end}`
      if (shape === 0) return `${start}/>`
      return `${start}>${content}</${shape === 1 ? 'other' : name}${shape === 2 ? close : ''}>`
    }),
}))

const vim = fc.tuple(fc.nat(3), fc.string({ maxLength: 8 }), text).map(([kind, value, note]) => {
  const plain = value.replaceAll(/[^ -%'-;=?-~]/g, 'x')
  const val = [
    `<val xsi:type="xsd:string">${plain}</val>`,
    `<val xsi:type="xsd:string">${note}</val>`,
    `<val type="HostSystem" xsi:type="ManagedObjectReference">${plain}</val>`,
    `<val xsi:type="ArrayOfInt"><int xsi:type="xsd:int">${plain}</int><int xsi:type="xsd:int">5</int></val>`,
  ][kind]
  return `<objects><obj type="VirtualMachine">vm-1</obj><propSet><name>x</name>${val}</propSet></objects>`
})

const declared = fc.constantFrom(
  '<?xml version="1.0" encoding="UTF-8"?>\n',
  '<?xml version="1.0"?>',
  "<?xml version='1.0' standalone='yes' ?>",
  '<?xml version="1.1"?>',
  '<?xml encoding="UTF-8"?>',
  '',
  '\uFEFF',
  ' \n',
)

const reply = fc
  .tuple(declared, fc.array(fc.oneof(vim, vim, element, oddity), { maxLength: 5 }), space, oddity, oddity)
  .map(([declaration, objects, between, before, after]) => {
    const inside = objects.join(between)
    return `${declaration}${before}<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/" xmlns:xsd="http://www.w3.org/2001/XMLSchema"
 xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">${between}<s:Body>${between}<RetrievePropertiesExResponse xmlns="urn:vim25"><returnval>${inside}</returnval></RetrievePropertiesExResponse>${between}</s:Body></s:Envelope>${after}`
  })

const cuts = fc.array(fc.nat(50_000), { maxLength: 8 })

test('the fast way and the strict one come to the same', () => {
  fc.assert(
    fc.property(reply, cuts, (xml, places) => expectSame(Buffer.from(xml), places)),
    { numRuns: 300 },
  )
})

test('also of what is broken: bytes lost, doubled or changed, wrong UTF-8 among them', () => {
  const blow = fc.tuple(fc.nat(50_000), fc.nat(12), fc.uint8Array({ maxLength: 6 }))
  fc.assert(
    fc.property(reply, fc.array(blow, { minLength: 1, maxLength: 3 }), cuts, (xml, blows, places) => {
      let bytes = Buffer.from(xml)
      for (const [place, lost, instead] of blows) {
        const at = place % (bytes.length + 1)
        bytes = Buffer.concat([bytes.subarray(0, at), instead, bytes.subarray(at + lost)])
      }
      expectSame(bytes, places)
    }),
    { numRuns: 300 },
  )
})

test('what vSphere writes is read by the fast one to its end, however it is cut', () => {
  fc.assert(
    fc.property(
      fc.array(vim.filter((one) => !/&(?!(amp|lt|gt|quot|apos|#\d+|#x[\da-fA-F]+);)/.test(one))),
      cuts,
      (objects, places) => {
        const xml =
          Buffer.from(`<?xml version="1.0" encoding="UTF-8"?>\n<s:Envelope xmlns:s="urn:s" xmlns:xsi="urn:i"><s:Body>
${objects.join('')}</s:Body>\n</s:Envelope>`)
        let depth = 0
        const plain = new PlainXml({ open: () => (depth += 1), close: () => (depth -= 1), text: () => undefined })
        let from = 0
        for (const to of [...places.map((place) => place % xml.length).sort((a, b) => a - b), xml.length]) {
          expect(plain.write(xml.subarray(from, to))).toBeUndefined()
          from = to
        }
        expect([depth, plain.end().bytes.length]).toEqual([0, 0])
      },
    ),
    { numRuns: 300 },
  )
})
