import { expect, test } from 'vitest'
import { connectionId, routeId } from '../vsphere/ids'
import { advance, emptyState, type Plan } from './advance'
import type { Message } from './groups'
import { noChain, type Route } from './route'
import { aChain, aQuestion, aRoute, asked, iso, lab, ms } from './testing/fixtures'
import type { Fact } from './watched'

const key = (nr: number, at = 0) => aQuestion(nr, at).key
const plan = (changes: Partial<Plan> = {}): Plan => ({
  routes: [aRoute()],
  chain: noChain,
  overdueMinutes: 10,
  ...changes,
})
const said = ({ route, kind, count, repeat, at }: Message) =>
  `${(Date.parse(at) - ms(0)) / 1_000} ${route} ${kind} ${count}${repeat === undefined ? '' : ` again ${repeat}`}`

/** What is told while facts come at their times, until so many seconds have gone by. */
function told(facts: readonly Fact[], until: number, of: Plan = plan()): string[] {
  const state = emptyState()
  const messages: string[] = []
  let rest = [...facts]
  for (let now = Number.NEGATIVE_INFINITY; now <= ms(until);) {
    const due = rest.filter(({ at }) => Date.parse(at) <= now)
    rest = rest.filter((fact) => !due.includes(fact))
    const made = advance(state, due, now, of)
    messages.push(...made.messages.map(said))
    now = Math.min(made.next, ...rest.map(({ at }) => Date.parse(at)))
    if (now === Number.POSITIVE_INFINITY) break
  }
  return messages
}

const taken = (nr: number, at: number, by = 'm.okafor'): Fact => ({
  is: 'taken',
  id: `taken-${nr}-${at}`,
  at: iso(at),
  key: key(nr),
  by,
})
const letGo = (nr: number, at: number): Fact => ({ is: 'let-go', id: `let-go-${nr}-${at}`, at: iso(at), key: key(nr) })
const answered = (nr: number, at: number): Fact => ({
  is: 'answered',
  id: `answered-${nr}-${at}`,
  at: iso(at),
  key: key(nr),
  by: 'm.okafor',
  answer: 'I moved it',
})
const lost = (at: number, connection = lab): Fact => ({
  is: 'lost',
  id: `lost-${at}`,
  at: iso(at),
  connection,
  since: iso(at),
  reason: 'It does not answer.',
})
const live = (at: number): Fact => ({ is: 'live', id: `live-${at}`, at: iso(at), connection: lab })

test.each<[string, Fact[], number, string[], Partial<Plan>?]>([
  ['one question is told after the wait', [asked(1)], 60, ['2 ops question-raised 1']],
  [
    'a flood is one message, and what comes later the next one',
    [...Array.from({ length: 40 }, (_, nr) => asked(nr, nr / 20)), asked(60, 5), asked(61, 31), asked(62, 40)],
    100,
    ['2 ops question-raised 40', '32 ops question-raised 2', '62 ops question-raised 1'],
  ],
  [
    'waiting and overdue come with time',
    [asked(1)],
    700,
    ['2 ops question-raised 1', '122 ops still-waiting 1', '602 ops overdue 1'],
  ],
  ['what is answered is neither', [asked(1), answered(1, 60)], 700, ['2 ops question-raised 1', '62 ops answered 1']],
  [
    'what is taken does not wait, until it is given back',
    [asked(1), taken(1, 60), letGo(1, 960)],
    1_100,
    [
      '2 ops question-raised 1',
      '62 ops taken 1',
      '962 ops given-back 1',
      '962 ops still-waiting 1',
      '962 ops overdue 1',
    ],
  ],
  ['what auto-answer deals with is nobody’s', [asked(1, 0, { waits: false }), answered(1, 1)], 700, []],
  [
    'but when it cannot it waits from then on',
    [asked(1, 0, { waits: false }), { is: 'waits', id: 'w', at: iso(100), key: key(1) }],
    230,
    ['102 ops question-raised 1', '222 ops still-waiting 1'],
  ],
  [
    'a connection that is lost is told, and inhibits what waits there',
    [asked(1), lost(60), live(300)],
    400,
    ['2 ops question-raised 1', '92 ops connection-lost 1', '302 ops connection-back 1', '302 ops still-waiting 1'],
  ],
  ['one that is back at once is not told', [lost(60), live(80)], 400, []],
  [
    'what lasts is told again',
    [asked(1), asked(2), answered(2, 3_000)],
    8_000,
    ['2 ops question-raised 2', '3602 ops question-raised 1 again 1', '7202 ops question-raised 1 again 2'],
    {
      routes: [aRoute({ topics: ['raised'], folding: { waitSeconds: 2, intervalSeconds: 30, repeatHours: 1 } })],
    },
  ],
  [
    'the same question that is recorded again is not new',
    [asked(1), asked(1, 0, { id: 'again', at: iso(50) })],
    100,
    ['2 ops question-raised 1'],
  ],
  [
    'the chain tells one after the other, the last one again and again',
    [asked(1)],
    4_600,
    [
      '120 chat escalated 1',
      '600 phone escalated 1',
      '1800 chat escalated 1',
      '1800 phone escalated 1',
      '3000 chat escalated 1',
      '3000 phone escalated 1',
      '4200 chat escalated 1',
      '4200 phone escalated 1',
    ],
    chainPlan(),
  ],
  [
    'it stands still while somebody has it, and goes on where it stopped',
    [asked(1), taken(1, 300), letGo(1, 1_200)],
    1_600,
    ['120 chat escalated 1', '1500 phone escalated 1'],
    chainPlan(),
  ],
  ['it ends with the answer', [asked(1), answered(1, 300)], 4_600, ['120 chat escalated 1'], chainPlan()],
  [
    'out of hours it tells the other one',
    [asked(1)],
    700,
    ['120 chat escalated 1', '600 chat escalated 1'],
    chainPlan({ hours: { zone: 'UTC', from: '18:00', to: '07:00', allDay: [0, 6] } }),
  ],
])('%s', (_what, facts, until, expected, changes = {}) => {
  expect(told(facts, until, plan(changes))).toEqual(expected)
})

function chainPlan(phone: Partial<Route> = {}): Partial<Plan> {
  const [chat, other] = [routeId('chat'), routeId('phone')]
  const silent = { topics: [], folding: { waitSeconds: 0, intervalSeconds: 0, repeatHours: 0 } }
  return {
    routes: [aRoute({ id: chat, ...silent }), aRoute({ id: other, ...silent, ...phone })],
    chain: aChain([
      { minutes: 2, to: { is: 'route', route: chat } },
      { minutes: 10, to: { is: 'route', route: other, otherwise: chat } },
      { minutes: 30, to: { is: 'all' }, everyMinutes: 20 },
    ]),
  }
}

test.each<[string, Partial<Route>, boolean]>([
  ['everything', {}, true],
  ['when it is off', { on: false }, false],
  ['other topics', { topics: ['overdue'] }, false],
  ['other connections', { connections: [connectionId('edge')] }, false],
  ['its connection', { connections: [lab] }, true],
  ['a pattern of its id', { messages: ['msg.disk.*', 'msg.uuid.?ltered'] }, true],
  ['another id', { messages: ['msg.disk.*'] }, false],
  ['other hours', { hours: { zone: 'UTC', from: '18:00', to: '07:00', allDay: [0, 6] } }, false],
  ['its hours elsewhere', { hours: { zone: 'Asia/Tokyo', from: '18:00', to: '07:00', allDay: [] } }, true],
  ['that began later', { since: iso(1) }, false],
])('a route of %s', (_what, changes, expected) => {
  expect(told([asked(1)], 60, plan({ routes: [aRoute(changes)] }))).toEqual(expected ? ['2 ops question-raised 1'] : [])
})
