import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { ruleInput, type RuleInput } from '@/lib/contract/rules-input'
import type { Result } from '@/lib/result'
import { ruleId } from '@/lib/vsphere/ids'
import { openStore, type Store } from '../journal/store'
import { createRules } from './rules'
import { rulesMigrations, type RulesTables } from './stored'

let folder = ''
let store: Store
const noted: string[] = []
let told = 0

beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'andon-rules-'))
  store = await openStore({ dataDir: folder, migrations: [rulesMigrations] })
  noted.length = 0
  told = 0
})
afterEach(async () => {
  await store.close()
  await rm(folder, { recursive: true })
})

/** The rules of one process; several may share the store. */
async function open() {
  const rules = createRules({
    db: store.tables<RulesTables>(),
    note: async ({ by, text }) => void noted.push(`${by}: ${text}`),
    now: () => Date.parse('2030-01-01T00:00:00Z'),
    onChanged: () => void told++,
  })
  await rules.start()
  return rules
}

const input = (name: string, changes: Partial<RuleInput> = {}): RuleInput => ({
  name,
  note: 'why',
  asks: { by: 'messageId', id: 'msg.uuid.altered' },
  origins: ['own run'],
  gives: { do: 'person' },
  ...changes,
})
const valueOf = <T>(result: Result<T>): T => {
  if (!result.ok) throw new Error(result.error.sentence)
  return result.value
}
const code = (result: Result<unknown>) => (result.ok ? 'ok' : result.error.code)

test('a rule can be put at a place: made there, moved there, edited into it, and never past the last', async () => {
  const rules = await open()
  const add = async (name: string, place?: number) => valueOf(await rules.add(input(name), 'm.okafor', place)).rule
  const [one] = [await add('one'), await add('two'), await add('first', 0), await add('last', 99)]
  const names = () => rules.list().map(({ name }) => name)
  expect(names()).toEqual(['first', 'one', 'two', 'last'])
  expect(code(await rules.move(one, 3, 'm.okafor'))).toBe('ok')
  expect(names()).toEqual(['first', 'two', 'last', 'one'])
  expect(code(await rules.edit(one, input('one'), 'm.okafor', 1))).toBe('ok')
  expect(names()).toEqual(['first', 'one', 'two', 'last'])
  expect(noted.slice(-3)).toEqual([
    "m.okafor: Rule 'last' added",
    "m.okafor: Rule 'one' moved to place 4",
    "m.okafor: Rule 'one' changed, at place 2",
  ])
})

test('rules keep their order, and who made them; a decision gets what it needs', async () => {
  const rules = await open()
  const one = valueOf(await rules.add(input('one'), 'm.okafor')).rule
  const two = valueOf(await rules.add(input('two', { suggested: true }), 'r.nakamura')).rule
  expect(code(await rules.move(two, 'up', 'm.okafor'))).toBe('ok')
  expect(code(await rules.move(two, 'up', 'm.okafor'))).toBe('ok')
  expect(code(await rules.edit(one, input('first'), 'a.haddad'))).toBe('ok')
  expect(rules.list().map(({ name, setBy }) => `${name} ${setBy}`)).toEqual(['two r.nakamura', 'first a.haddad'])
  expect(rules.inForce[0]).toEqual({
    id: two,
    name: 'two',
    asks: { by: 'messageId', id: 'msg.uuid.altered' },
    origins: ['own run'],
    gives: { do: 'person' },
    setBy: 'r.nakamura',
  })
  expect(noted).toEqual([
    "m.okafor: Rule 'one' added",
    "r.nakamura: Rule 'two' added",
    "m.okafor: Rule 'two' moved to place 1",
    "m.okafor: Rule 'two' moved to place 1",
    "a.haddad: Rule 'one' changed, now 'first'",
  ])
  expect((await open()).list()).toEqual(rules.list())
  expect(code(await rules.remove(two, 'm.okafor'))).toBe('ok')
  expect(rules.inForce.map(({ name }) => name)).toEqual(['first'])
  expect(told).toBe(6)
})

test('what is not there, or called like another, is refused and changes nothing', async () => {
  const rules = await open()
  const one = valueOf(await rules.add(input('one'), 'm.okafor')).rule
  valueOf(await rules.add(input('two'), 'm.okafor'))
  expect(code(await rules.add(input('ONE'), 'm.okafor'))).toBe('name-taken')
  expect(code(await rules.edit(one, input('Two'), 'm.okafor'))).toBe('name-taken')
  expect(code(await rules.edit(one, input('one'), 'm.okafor'))).toBe('ok')
  for (const refused of [
    await rules.edit(ruleId('gone'), input('x'), 'm.okafor'),
    await rules.remove(ruleId('gone'), 'm.okafor'),
    await rules.move(ruleId('gone'), 'up', 'm.okafor'),
  ])
    expect(code(refused)).toBe('no-such-rule')
  expect(noted).toHaveLength(3)
})

test('of two processes each changes what the other has made of them', async () => {
  const [here, there] = [await open(), await open()]
  const one = valueOf(await here.add(input('one'), 'm.okafor')).rule
  valueOf(await there.add(input('two'), 'a.haddad'))
  expect(code(await here.move(one, 'down', 'm.okafor'))).toBe('ok')
  await there.readAgain()
  expect(there.inForce.map(({ name }) => name)).toEqual(['two', 'one'])
})

test.each([
  ['no name', { name: ' ' }],
  ['an endless pattern', { asks: { by: 'text', pattern: '*'.repeat(301) } }],
  ['no connection', { connections: [] }],
  ['nobody’s questions', { origins: [] }],
  ['a key in place of a label', { gives: { do: 'answer', key: '0' } }],
  ['a cancel of what others started', { gives: { do: 'cancel' }, origins: ['own run', 'foreign task'] }],
  ['an end that is no date', { until: 'tomorrow' }],
  ['something else', { secret: 'x' }],
])('a rule with %s is none', (_what, changes) => {
  expect(ruleInput.safeParse(input('one')).success).toBe(true)
  expect(ruleInput.safeParse({ ...input('one'), ...changes }).success).toBe(false)
})
