/** The file that a question found: it is said when it is known, and nothing waits for that. */
import { afterEach, describe, expect, test } from 'vitest'
import type { QuestionView } from '@/lib/live/live-state'
import type { VmQuestion } from '@/lib/vsphere/question'
import { connectionId, datastoreKey, moid, questionKey } from '@/lib/vsphere/ids'
import type { QuestionFile } from '@/lib/runs/question-file'
import type { SimulatorOptions } from '../../simulator/start/start-simulator'
import type { Inventory } from '../inventory/contract'
import { deferred, settled } from '../runs/testing/turned-clock'
import { createQuestionFiles } from './question-files'
import { openSimulated, type SimulatedConsole } from './testing/simulated-console'

describe('of a host, over the wire', () => {
  const name = 'asks-append-or-replace'
  let close: () => Promise<void>
  afterEach(() => close())

  async function ask(
    options: SimulatorOptions,
    before: (console: SimulatedConsole) => void = () => undefined,
  ): Promise<{ console: SimulatedConsole; card: () => QuestionView | undefined }> {
    const opened = await openSimulated(options)
    close = opened.close
    const { console } = opened
    console.policy = { autoAnswer: false, setBy: 'r.nakamura' }
    before(console)
    await console.ended(await console.begin(name))
    const key = await console.question(name)
    return { console, card: () => console.hub.get('questions', key) }
  }

  test('the card says how large it is and when it was changed, in our clock', async () => {
    const { console, card } = await ask({ clockOffsetMs: 3 * 3_600_000 })
    await console.until(() => card()?.file !== undefined)
    const { bytes, modifiedAt } = card()?.file ?? {}
    expect(bytes).toBeGreaterThan(0)
    expect(Date.parse(modifiedAt ?? '')).toBeLessThanOrEqual(Date.now() + 1_000)
    expect(card()?.state.at).toBe('waiting')
  })

  test('that an account may not look at is not said anything of; the question is there and can be answered', async () => {
    const { console, card } = await ask({}, ({ host }) => host.limit(host.user, { deny: ['Datastore.Browse'] }))
    await console.until(() => console.host.calls.some(({ method }) => method === 'SearchDatastore_Task'))
    const key = card()?.key
    if (!key) throw new Error('no card')
    expect((await console.answer(key, '0', { kind: 'person', name: 'm.okafor' })).ok).toBe(true)
    expect(card()).not.toHaveProperty('file')
  })
})

describe('as it is read', () => {
  const c1 = connectionId('c1')
  const keyOf = (vm: string) => questionKey(c1, moid(vm), '1')
  const datastore = { key: datastoreKey(c1, moid('ds')), moid: moid('ds'), name: 'ds', storedName: 'ds' }
  const inventory = { id: c1, datastores: new Map([[datastore.key, datastore]]) } as unknown as Inventory // all it reads
  const asks = (file: string): VmQuestion => ({
    id: '1',
    text: `Serial port output file "[ds] ${file}" already exists.`,
    choices: [],
    messages: [{ id: 'msg.serial.file.open', args: [] }],
  })

  test('one at a time, each once; what has gone meanwhile is not read, and a failure is silence', async () => {
    const reads: { path: string; reply: ReturnType<typeof deferred<QuestionFile | undefined>> }[] = []
    const told: string[] = []
    const files = createQuestionFiles({
      read: (_inventory, _datastore, path) => {
        const reply = deferred<QuestionFile | undefined>()
        reads.push({ path, reply })
        return reply.promise
      },
      onRead: (key) => void told.push(key),
    })
    // Of one that is about to be answered without people nothing is read.
    expect(files.of(keyOf('d'), asks('d.log'), inventory, false)).toBeUndefined()
    for (const vm of ['a', 'b', 'c', 'a'])
      expect(files.of(keyOf(vm), asks(`${vm}.log`), inventory, true)).toBeUndefined()
    await settled()
    expect(reads.map(({ path }) => path)).toEqual(['a.log'])
    files.forget(keyOf('b'))
    reads[0]?.reply.resolve({ bytes: 7 })
    await settled()
    expect(told).toEqual([keyOf('a')])
    expect(files.of(keyOf('a'), asks('a.log'), inventory, true)).toEqual({ bytes: 7 })
    expect(reads.map(({ path }) => path)).toEqual(['a.log', 'c.log'])
    reads[1]?.reply.reject(new Error('no'))
    await settled()
    expect(files.of(keyOf('c'), asks('c.log'), inventory, true)).toBeUndefined()
    // Another question under the same id is about another file.
    expect(files.of(keyOf('a'), asks('other.log'), inventory, true)).toBeUndefined()
    await settled()
    expect(reads.map(({ path }) => path)).toEqual(['a.log', 'c.log', 'other.log'])
  })
})
