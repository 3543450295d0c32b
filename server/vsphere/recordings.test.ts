import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { SaxesParser } from 'saxes'
import { describe, expect, test } from 'vitest'
import { readOfferedVersions } from './api-version'
import { readReply } from './testing/read-reply'
import type { WireValue } from './wire-value'

/*
 * Replies of real vCenters (6.x and 8.0.3), recorded by other people. They are no part of this project: beside a
 * checkout that does not have them, these tests are skipped.
 */
const folder = fileURLToPath(new URL('../../../shared/fixtures/recordings', import.meta.url))
const files = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.yaml')) : []

type Recorded = { method: string; reply: string }

/** The requests and replies of one recording, in order: `body` of a request, `string` of a reply. */
function readRecording(file: string): Recorded[] {
  const yaml = readFileSync(`${folder}/${file}`, 'utf8')
  return yaml.split(/^- request:$/m).flatMap((interaction) => {
    const [request = '', response = ''] = interaction.split(/^ {2}response:$/m)
    const reply = /\bstring: (?:!!\S+ )?/.exec(response)
    if (!reply) return []
    const body = /^ {4}body: /m.exec(request)
    const sent = body ? readScalar(request.slice(body.index + body[0].length)) : ''
    const method = /Body>\s*<(\w+)/.exec(sent)?.[1] ?? ''
    return [{ method, reply: readScalar(response.slice(reply.index + reply[0].length)) }]
  })
}

/** A quoted YAML scalar with its line folding; a plain one is not of interest. */
function readScalar(text: string): string {
  const quote = text[0]
  if (quote !== '"' && quote !== "'") return ''
  const end = quote === '"' ? /^"((?:[^"\\]|\\[\s\S])*)"/ : /^'((?:[^']|'')*)'/
  const raw = end.exec(text)?.[1] ?? ''
  // A line that ends in a backslash goes on without a blank; a single break is a blank, an empty line a break.
  const folded = raw
    .replaceAll(/\\\n\s*/g, '')
    .replaceAll(
      /[ \t]*\n((?:[ \t]*\n)*)[ \t]*/g,
      (_, empty: string) => '\n'.repeat(empty.split('\n').length - 1) || ' ',
    )
  if (quote === "'") return folded.replaceAll("''", "'")
  return folded.replaceAll(/\\(x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|.)/g, (_, code: string) => {
    if (code.length > 1) return String.fromCodePoint(Number.parseInt(code.slice(1), 16))
    return { n: '\n', t: '\t', r: '\r' }[code] ?? code
  })
}

type Seen = { texts: string[]; types: string[] }

/** What the XML says, read without any of our decoding: texts of leaves, classes of references, types of objects. */
function seenInXml(xml: string): Seen {
  const seen: Seen = { texts: [], types: [] }
  const open: { text: string; hasChildren: boolean; isObject: boolean; type: string }[] = []
  const parser = new SaxesParser()
  parser.on('opentag', ({ name, attributes }) => {
    const parent = open.at(-1)
    if (parent) parent.hasChildren = true
    const type = attributes['xsi:type'] ?? ''
    if (attributes.type !== undefined && !name.includes(':')) seen.texts.push(attributes.type)
    open.push({ text: '', hasChildren: false, isObject: attributes.type === undefined, type })
  })
  parser.on('text', (text) => {
    const element = open.at(-1)
    if (element) element.text += text
  })
  parser.on('closetag', () => {
    const { text = '', hasChildren, type = '' } = open.pop() ?? {}
    if (!hasChildren && text !== '') seen.texts.push(text)
    if (hasChildren && type !== '' && !type.startsWith('ArrayOf')) seen.types.push(type)
  })
  parser.write(xml).close()
  return seen
}

function seenInValue(value: WireValue | undefined, seen: Seen = { texts: [], types: [] }): Seen {
  if (value === undefined || value === '') return seen
  if (Array.isArray(value)) for (const item of value as readonly WireValue[]) seenInValue(item, seen)
  else if (typeof value !== 'object') seen.texts.push(String(value))
  else {
    for (const [name, field] of Object.entries(value)) if (name !== '$type') seenInValue(field, seen)
    const type = (value as { $type?: string }).$type
    if (type !== undefined && type !== 'ManagedObjectReference') seen.types.push(type)
  }
  return seen
}

/** Whether `some` come in `all` in this order. */
function isSubsequence(some: readonly string[], all: readonly string[]): boolean {
  let at = 0
  return some.every((one) => {
    at = all.indexOf(one, at) + 1
    return at > 0
  })
}

describe.skipIf(files.length === 0)('replies of real vCenters (skipped where ../shared/fixtures is not there)', () => {
  test.each(files)('%s decodes without an error and without a lost or changed value', (file) => {
    const recorded = readRecording(file)
    expect(recorded.length).toBeGreaterThan(0)
    for (const { method, reply } of recorded) {
      if (method === '') {
        expect(readOfferedVersions(reply)).toContain('8.0.2.0')
        continue
      }
      const decoded = readReply(method, reply)
      const value =
        decoded.kind === 'value' ? decoded.value : [decoded.code, decoded.text, ...[decoded.detail ?? []].flat()]
      const expected = seenInXml(reply)
      const actual = seenInValue(value)
      expect(actual.texts, method).toEqual(
        expected.texts.filter((text) => text.trim() !== '' || actual.texts.includes(text)),
      )
      expect(isSubsequence(expected.types, actual.types), `types in ${method}`).toBe(true)
    }
  })

  test('fields that the tables know are typed, wherever they stand', () => {
    const types = new Map<string, Set<string>>()
    const note = (value: WireValue | undefined): void => {
      if (typeof value !== 'object') return
      for (const [name, field] of Object.entries<WireValue | undefined>(value)) {
        const kind = Array.isArray(field) ? 'list' : typeof field
        if (!Array.isArray(value)) types.set(name, (types.get(name) ?? new Set()).add(kind))
        note(field)
      }
    }
    for (const { method, reply } of files.flatMap(readRecording)) {
      if (method === '') continue
      const decoded = readReply(method, reply)
      if (decoded.kind === 'value') note(decoded.value)
    }
    const expected = { numCPU: 'number', capacityInKB: 'number', accessible: 'boolean', template: 'boolean' }
    for (const [name, type] of Object.entries(expected)) expect([...(types.get(name) ?? [])], name).toEqual([type])
    for (const list of ['device', 'extraConfig']) {
      expect([...(types.get(list) ?? [])], list).toEqual(['list'])
    }
  })
})
