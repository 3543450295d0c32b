import assert from 'node:assert/strict'
import { existsSync, readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { ReplyReader } from '../server/vsphere/reply-reader'
import type { WireValue } from '../server/vsphere/wire-value'
import { Unavailable, type Pair, type Suite } from './check'
import { pyvmomi } from './peers'
import { run } from './process'

/** Replies of real vCenters, recorded by others; they stand beside the project and are no part of it. */
const folder = fileURLToPath(new URL('../../shared/fixtures/recordings', import.meta.url))
const decoder = fileURLToPath(new URL('peers/pyvmomi/decode.py', import.meta.url))

type Decoded = { method: string; reply: string; plain: unknown }

async function open(): Promise<Pair> {
  if (!existsSync(folder)) throw new Unavailable('the recordings are not beside this checkout (../shared/fixtures)')
  const python = await pyvmomi('9.1.1.0')
  const files = readdirSync(folder).filter((name) => name.endsWith('.yaml'))
  return {
    checks: files.map((file) => ({
      capability: `real vCenter: ${file.replace('.yaml', '')}, field by field`,
      run: async () => {
        const { code, stdout, stderr } = await run(python, [decoder, `${folder}/${file}`])
        assert.equal(code, 0, stderr.trim().split('\n').slice(-4).join('\n'))
        const replies = stdout
          .trim()
          .split('\n')
          .filter(Boolean)
          .map((line) => JSON.parse(line) as Decoded)
        assert.ok(replies.length > 0)
        for (const { method, reply, plain } of replies) {
          const reader = new ReplyReader(method)
          reader.write(Buffer.from(reply))
          const read = reader.end()
          const ours = read.kind === 'value' ? canonical(read.value) : canonical(faultOf(read.detail))
          assert.deepEqual(ours, asSeenBy(ours, canonical(plain)), `${file}: ${method}`)
        }
      },
    })),
    close: async () => undefined,
  }
}

/** A fault's detail holds one child, named after the fault; pyVmomi gives the fault itself with the text as `msg`. */
function faultOf(detail: WireValue | undefined): WireValue | undefined {
  const [fault] = typeof detail === 'object' ? Object.values(detail) : []
  return fault
}

type Fields = Record<string, unknown>
const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/**
 * pyVmomi's reading, less what only a table can tell: of a type that ours does not hold and the wire does not name, we
 * keep every field and its text, but not the type's name, and cannot tell a list of one from a single value, nor an
 * empty object from an empty text. Every value has to be there all the same.
 */
function asSeenBy(ours: unknown, theirs: unknown): unknown {
  if (ours === '' && isFields(theirs) && Object.keys(theirs).every((name) => name === '$type')) return ''
  if (Array.isArray(ours) && Array.isArray(theirs)) return theirs.map((item, index) => asSeenBy(ours[index], item))
  if (Array.isArray(theirs) && theirs.length === 1 && !Array.isArray(ours)) return asSeenBy(ours, theirs[0])
  if (!isFields(ours) || !isFields(theirs)) return theirs
  const known = '$type' in ours
  return Object.fromEntries(
    Object.entries(theirs)
      .filter(([name]) => known || name !== '$type')
      .map(([name, field]) => [name, asSeenBy(ours[name], field)]),
  )
}

/**
 * The same form for both readers: scalars as text, dates as microseconds, no empty lists, no field order. pyVmomi's
 * `msg` of a fault is the SOAP fault's text, which is no field of it.
 */
function canonical(value: unknown): unknown {
  if (value === null || value === undefined) return undefined
  if (Array.isArray(value)) {
    const items = value.map(canonical).filter((item) => item !== undefined)
    return items.length === 0 ? undefined : items
  }
  if (typeof value === 'object') {
    const fields = Object.entries(value)
      .filter(([name]) => name !== 'msg')
      .map(([name, field]): [string, unknown] => [name, canonical(field)])
      .filter(([, field]) => field !== undefined)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
    return Object.fromEntries(fields)
  }
  const text = typeof value === 'string' ? value : typeof value === 'bigint' ? value.toString() : JSON.stringify(value)
  const date = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.(\d+))?(Z|[+-]\d\d:\d\d)?$/.exec(text)
  if (!date) return text
  const seconds = Date.parse(`${date[1]}${date[3] ?? 'Z'}`)
  return `${seconds} ms and ${(date[2] ?? '').padEnd(6, '0').slice(0, 6)} us`
}

export const recordingSuites: Suite[] = [{ client: 'Andon', server: 'recorded vCenters, beside pyVmomi', open }]
