import { expect, test } from 'vitest'
import { runId } from '../vsphere/ids'
import { nextTryAt, mostTries } from './backoff'
import type { Message } from './groups'
import { hoursText, isWithin } from './hours'
import type { ReceiverKind } from './route'
import { shape, shapeTest } from './shapes'
import { aQuestion, aRoute, aVm, iso, lab } from './testing/fixtures'
import type { Happening } from './happening'

const wording = { nameOf: () => 'esx-<lab>', origin: 'https://andon.example.net' }
const raised = (nr: number, name: string): Happening => ({
  id: `j${nr}`,
  at: iso(0),
  kind: 'question-raised',
  connection: lab,
  vm: { ...aVm(nr), name },
  question: aQuestion(nr),
})
const message = (...happenings: Happening[]): Message => ({
  route: aRoute().id,
  at: iso(2),
  kind: happenings[0]?.kind ?? 'question-raised',
  connection: lab,
  count: happenings.length,
  happenings,
})
const bodyOf = (kind: ReceiverKind, of: Message, topic?: string): Record<string, unknown> => {
  const shaped = shape(kind, 'd1', of, wording, topic)
  return shaped.as === 'body' ? JSON.parse(shaped.body) : {}
}

const awkward = 'a*b_c <!channel> @all \u202egpj.exe `x`'
const shown = 'a*b_c <!channel> @all ⟨U+202E⟩gpj.exe `x`'

test('JSON says all of one, and what many have in common', () => {
  expect(bodyOf('json', message(raised(1, 'café-01')))).toMatchObject({
    schema: 'andon.signal/1',
    id: 'd1',
    event: 'question.raised',
    connection: { id: 'lab', name: 'esx-<lab>' },
    count: 1,
    vm: { key: 'lab/vm-1', name: 'café-01' },
    question: { id: 'msg.uuid.altered', default: 'I copied it', choices: ['Cancel', 'I moved it', 'I copied it'] },
    url: 'https://andon.example.net/?question=lab%2Fvm-1%2Fq0',
    items: [{ id: 'j1' }],
  })
  const many = bodyOf('json', message(raised(1, 'a'), raised(2, 'b')))
  expect(many).toMatchObject({ count: 2, text: '2 VMs at esx-<lab> ask: Moved or copied?' })
  expect(many).not.toHaveProperty('vm')
})

test('a name is a name in every chat: it calls nobody and changes no look', () => {
  const one = message(raised(1, awkward))
  expect(bodyOf('slack', one)).toMatchObject({
    mrkdwn: false,
    text: `${shown} at esx-<lab> asks: Moved or copied?`.replaceAll('<', '&lt;').replaceAll('>', '&gt;'),
  })
  const { text } = bodyOf('mattermost', one)
  expect(text).toContain('a\\*b\\_c \\<\\!channel\\> @\u200ball')
  expect(text).toContain('\\`x\\`')
  expect(JSON.stringify(bodyOf('teams', one))).toContain(`"type":"TextRun","text":"${shown} at esx-<lab>`)
  expect(bodyOf('ntfy', one, 'on-call')).toMatchObject({
    topic: 'on-call',
    title: `${shown} at esx-<lab> asks: Moved or copied?`,
    priority: 4,
  })
})

test('mail has one line of a subject, whatever a name holds', () => {
  const shaped = shape('email', 'd1', message(raised(1, 'a\r\nBcc: all@example.net')), wording)
  expect(shaped).toMatchObject({ as: 'mail', subject: 'a Bcc: all@example.net at esx-<lab> asks: Moved or copied?' })
})

test('of many twelve are named and the rest is counted', () => {
  const { message: text } = bodyOf('ntfy', message(...Array.from({ length: 30 }, (_, nr) => raised(nr, `vm-${nr}`))))
  expect(String(text).split('\n')).toHaveLength(13)
  expect(text).toContain('and 18 more')
})

test('a run, a connection and a certificate have their words', () => {
  const run = { id: runId('run-7'), number: 7, what: 'Power on db-01', by: 'm.okafor' }
  const made = { id: 'x', at: iso(0), connection: lab }
  const titles = (
    [
      { ...made, kind: 'run-failed', run, sentence: 'No space left on device.' },
      { ...made, kind: 'run-left-blocked', run, sentence: 'It is not cancelable.' },
      { ...made, kind: 'connection-lost', since: iso(0), reason: 'It does not answer.' },
      { ...made, kind: 'connection-back', since: iso(0) },
      { ...made, kind: 'certificate-changed', sha256: 'AB:CD' },
      { ...made, kind: 'gone', vm: aVm(1), question: aQuestion(1), known: 'unknown' },
    ] satisfies Happening[]
  ).map((one) => bodyOf('ntfy', message(one), 't'))
  expect(titles.map(({ title, message: text }) => `${String(title)} | ${String(text).replaceAll('\n', ' ')}`)).toEqual([
    'Failed: Power on db-01 at esx-<lab> | No space left on device. Run 7, by m.okafor.',
    'Left blocked: Power on db-01 at esx-<lab> | It is not cancelable. Run 7, by m.okafor.',
    'No contact with esx-<lab> | Since 09:00 UTC. It does not answer.',
    'Contact with esx-<lab> is back | It was lost at 09:00 UTC.',
    'The certificate of esx-<lab> changed | Nothing is sent there until an administrator decides. SHA-256 AB:CD',
    'The question of build-1 at esx-<lab> went away | It went away. Who answered it, if anybody did, is not known.',
  ])
})

test('a test concerns no VM', () => {
  const shaped = shapeTest('json', 'd2', 'm.okafor', iso(0), wording.origin)
  expect(shaped).toMatchObject({ as: 'body' })
  expect(JSON.stringify(shaped)).toContain('Test from Andon by m.okafor. No VM is concerned.')
})

test('tries are spread over about a day, and then there is none', () => {
  let now = 0
  const times: number[] = []
  for (let tries = 1; ; tries++) {
    const next = nextTryAt(tries, now)
    if (next === undefined) break
    now = next
    times.push(now / 60_000)
  }
  expect(times).toHaveLength(mostTries - 1)
  expect(times.at(-1)).toBeGreaterThan(24 * 60)
  expect(times.at(-1)).toBeLessThan(26 * 60)
  expect(nextTryAt(1, 0, 600_000)).toBe(600_000)
  expect(nextTryAt(1, 0, 9e9)).toBe(3_600_000)
})

test.each([
  ['2030-01-07T17:59:00Z', false],
  ['2030-01-07T18:00:00Z', true],
  ['2030-01-08T06:59:59Z', true],
  ['2030-01-08T07:00:00Z', false],
  ['2030-01-06T12:00:00Z', true],
])('at %s from 18:00 to 07:00 and weekends: %s', (at, open) => {
  const hours = { zone: 'UTC', from: '18:00', to: '07:00', allDay: [0, 6] }
  expect(isWithin(hours, at)).toBe(open)
  expect(hoursText(hours)).toBe('18:00 to 07:00 and weekends, UTC')
})

test('a clock that is put forward in summer is the place’s own', () => {
  const hours = { zone: 'Europe/Berlin', from: '18:00', to: '20:00', allDay: [] }
  expect(isWithin(hours, '2030-01-07T17:30:00Z')).toBe(true)
  expect(isWithin(hours, '2030-07-08T17:30:00Z')).toBe(true)
  expect(isWithin(hours, '2030-07-08T18:30:00Z')).toBe(false)
})
