import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { WireError } from './errors'
import { retrieve } from './retrieve'
import { Session } from './session'
import { envelope, serviceContent, startScriptedServer } from './testing/scripted-server'
import { readReply } from './testing/read-reply'
import { XmlCharacters } from './xml-characters'

/**
 * One `&#1;` in the note of one VM made the reply unreadable for a strict parser, and a whole connection was refused for good. What
 * people have typed into one text must never cost more than that text.
 */

const noteReply = (note: string) =>
  envelope(
    `<RetrievePropertiesResponse xmlns="urn:vim25"><returnval><obj type="VirtualMachine">1</obj><propSet>
    <name>config.annotation</name><val xsi:type="xsd:string">${note}</val></propSet></returnval></RetrievePropertiesResponse>`,
  )

/** The note, read from pieces that end at the given places. */
function readNote(written: string, cuts: readonly number[] = []): unknown {
  const reply = readReply('RetrieveProperties', noteReply(written), { cuts })
  return JSON.parse(JSON.stringify(reply)).value[0].propSet[0].val
}

test.each([
  ['raw', 'a\u0001b', 'a\uFFFDb'],
  ['a NUL', 'a\u0000b', 'a\uFFFDb'],
  ['decimal', 'a&#1;b', 'a\uFFFDb'],
  ['hexadecimal', 'a&#x1;b&#x1F;', 'a\uFFFDb\uFFFD'],
  ['with zeros', 'a&#0000001;b', 'a\uFFFDb'],
  ['NUL', '&#0;', '\uFFFD'],
  ['half a surrogate pair', 'a&#xD800;b', 'a\uFFFDb'],
  ['no character', '&#xFFFE;&#xffff;\uFFFE', '\uFFFD\uFFFD\uFFFD'],
  ['beyond Unicode', '&#x110000;&#99999999999;', '\uFFFD\uFFFD'],
  ['end of a CDATA section', 'a]]>b', 'a]]>b'],
  ['end of a CDATA section twice', ']]>]]>', ']]>]]>'],
  ['what is no odd character', '&#9;&#xA;&#13;&#x1F600;&amp;#1; \t', '\t\n\r😀&#1; \t'],
])('a text with %s costs that character and nothing else', (_name, written, note) => {
  expect(readNote(written)).toBe(note)
})

const odd = fc.constantFrom(
  ['\u0001', '\uFFFD'],
  ['\u001f', '\uFFFD'],
  ['&#1;', '\uFFFD'],
  ['&#x0B;', '\uFFFD'],
  ['&#xDFFF;', '\uFFFD'],
  ['&#00000000000000000000000000000012;', '\uFFFD'],
  ['&#65;', 'A'],
  ['&#x1F600;', '😀'],
  ['😀', '😀'],
  ['&amp;', '&'],
  ['&amp;#1;', '&#1;'],
  ['&lt;', '<'],
  ['#', '#'],
  ['x1;', 'x1;'],
  [';', ';'],
  [']]>', ']]>'],
  ['ü', 'ü'],
  ['a', 'a'],
)

test('a text reads the same however the network cuts it', () => {
  fc.assert(
    fc.property(fc.array(odd, { maxLength: 30 }), fc.array(fc.nat(2_000), { maxLength: 40 }), (parts, cuts) => {
      const written = parts.map(([xml]) => xml).join('')
      expect(readNote(written, cuts)).toBe(parts.map(([, text]) => text).join(''))
    }),
    { numRuns: 300 },
  )
})

test('whatever comes, in whatever pieces, the parser gets the same', () => {
  const fitted = (pieces: readonly string[]) => {
    const characters = new XmlCharacters()
    return pieces.map((piece) => characters.fit(piece)).join('') + characters.rest()
  }
  const anything = fc.string({ unit: fc.constantFrom(...Array.from('&#x01dDfF;&#;a<\u0000\uFFFF')), maxLength: 60 })
  fc.assert(
    fc.property(fc.array(anything), (pieces) => {
      expect(fitted(pieces)).toBe(fitted([pieces.join('')]))
    }),
    { numRuns: 500 },
  )
})

test('what breaks the structure is still refused', () => {
  const codeOf = (note: string) => {
    try {
      return readNote(note)
    } catch (error) {
      if (error instanceof WireError) return error.code
      throw error
    }
  }
  for (const note of ['&nbsp;', '&#;', '&#x;', '&;', '</val']) expect(codeOf(note), note).toBe('not-xml')
  expect(codeOf('&#1')).toBe('truncated')
})

test('over the wire, wrong UTF-8 and control characters of one VM leave the others as they are', async () => {
  const objects = [1, 2].map((id) => {
    const name = id === 1 ? 'odd\u0001 \u0100&#2;' : 'fine'
    return `<objects><obj type="VirtualMachine">${id}</obj><propSet><name>name</name><val xsi:type="xsd:string">${name}</val></propSet></objects>`
  })
  const server = await startScriptedServer(({ method, response }) => {
    if (method.startsWith('GET')) return void response.writeHead(404).end()
    if (method === 'RetrieveServiceContent') return serviceContent
    if (method !== 'RetrievePropertiesEx') return ''
    const reply = `<RetrievePropertiesExResponse xmlns="urn:vim25"><returnval>${objects.join('')}</returnval></RetrievePropertiesExResponse>`
    // U+0100 is C4 80 in UTF-8: the second byte alone is wrong.
    const bytes = Buffer.from(envelope(reply), 'utf8')
    const at = bytes.indexOf(0xc4)
    response.setHeader('content-type', 'text/xml')
    response.end(Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + 1)]))
    return undefined
  })
  const session = await Session.open(server.endpoint(), { user: 'root', password: 'secret' })
  try {
    const spec = { properties: [{ type: 'VirtualMachine', paths: ['name'] }], objects: [] }
    const found = await retrieve(session, spec)
    expect(found.map(({ properties }) => properties.get('name'))).toEqual(['odd\uFFFD \uFFFD\uFFFD', 'fine'])
  } finally {
    await session.close()
    await server.close()
  }
})
