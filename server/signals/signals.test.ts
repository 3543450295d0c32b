import { createHmac } from 'node:crypto'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { describe } from 'vitest'
import { describeOnBoth, describeOnPostgres } from '../journal/testing/postgres-rig'
import type { DialectName } from '../journal/database'
import { httpReceiver } from './testing/receiver'
import { aRoute, openSignalsRig, valueOf, type SignalsRig } from './testing/signals-rig'

let rig: SignalsRig
let receiver: Awaited<ReturnType<typeof httpReceiver>>

type Told = { id: string; event: string; count: number; items: { id: string; vm?: { name: string } }[] }
const told = () => receiver.taken.map(({ body }) => JSON.parse(body) as Told)
const said = () => told().map(({ event, count }) => `${event} ${count}`)
const hook = (path = '') => ({ kind: 'json' as const, url: `${receiver.url}/hook${path}` })

/** Resolves when it holds; real time goes on meanwhile. */
async function eventually(holds: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await holds())) await new Promise((resolve) => setTimeout(resolve, 10))
}

function eachOn(dialect: DialectName): void {
  beforeEach(async () => {
    rig = await openSignalsRig(dialect)
    receiver = await httpReceiver()
  })
  afterEach(async () => {
    await rig.close()
    await receiver.close()
  })
}

await describeOnBoth('signals', (dialect) => {
  eachOn(dialect)

  test('a question, who takes it and the answer arrive, signed, with their ids', async () => {
    const signals = await rig.process()
    const { key = '' } = valueOf(await signals.add(aRoute({ receiver: hook() }), 'm.okafor'))
    signals.begin()
    await rig.ask(1)
    await receiver.until(1)
    await rig.take(1)
    await receiver.until(2)
    await rig.answer(1)
    await receiver.until(3)
    expect(said()).toEqual(['question.raised 1', 'question.taken 1', 'question.answered 1'])
    expect(told()[0]).toMatchObject({
      schema: 'andon.signal/1',
      connection: { id: 'lab', name: 'esx-lab' },
      vm: { name: 'build-1' },
      question: { id: 'msg.serial.file.open', choices: ['Append', 'Cancel'], default: 'Append' },
      url: `https://andon.example.net/?question=${encodeURIComponent(rig.keyOf(1))}`,
    })
    expect(told()[2]).toMatchObject({ by: 'm.okafor', answer: 'Append' })
    for (const { headers, body } of receiver.taken) {
      const [id, seconds] = [String(headers['webhook-id']), String(headers['webhook-timestamp'])]
      expect(id).toBe((JSON.parse(body) as Told).id)
      const mac = createHmac('sha256', Buffer.from(key.replace('whsec_', ''), 'base64'))
      expect(headers['webhook-signature']).toBe(`v1,${mac.update(`${id}.${seconds}.${body}`).digest('base64')}`)
    }
    await eventually(async () => valueOf(await signals.deliveries('all')).every(({ state }) => state === 'taken'))
    const { routes } = await signals.readAll()
    expect(routes).toMatchObject([{ name: 'ops', givenUp: 0, waiting: 0 }])
    expect(JSON.stringify(routes)).not.toContain(key.replace('whsec_', ''))
    expect(rig.warned).toEqual([])
  })

  test('what happened while no process was there is told by the next one, and once', async () => {
    const first = await rig.process()
    valueOf(await first.add(aRoute({ receiver: hook() }), 'm.okafor'))
    first.begin()
    await rig.ask(1)
    await receiver.until(1)
    await first.close()
    await rig.ask(2)
    await rig.answer(1)
    const next = await rig.process()
    next.begin()
    await receiver.until(3)
    expect(said().toSorted()).toEqual(['question.answered 1', 'question.raised 1', 'question.raised 1'])
    expect(new Set(told().map(({ id }) => id)).size).toBe(3)
  })
})

await describeOnPostgres('signals of several processes', () => {
  eachOn('postgres')

  test('of two processes one tells, and the other when that one ends', async () => {
    const [first, second] = [await rig.process(), await rig.process()]
    valueOf(await first.add(aRoute({ receiver: hook() }), 'm.okafor'))
    await second.readAgain()
    first.begin()
    await rig.ask(1)
    await receiver.until(1)
    second.begin()
    await rig.ask(2)
    await receiver.until(2)
    await first.close()
    await rig.ask(3)
    await receiver.until(3)
    expect(told().map(({ items }) => items[0]?.vm?.name)).toEqual(['build-1', 'build-2', 'build-3'])
  }, 20_000)
})

describe('signals that are not taken', () => {
  eachOn('sqlite')

  test('500 and then 200: tried again under the same id, and both tries are shown', async () => {
    receiver.answerWith((_, response, nr) => void response.writeHead(nr === 1 ? 500 : 200).end())
    const signals = await rig.process()
    valueOf(await signals.add(aRoute({ receiver: hook() }), 'm.okafor'))
    signals.begin()
    await rig.ask(1)
    await receiver.until(1)
    await eventually(async () => valueOf(await signals.deliveries('all'))[0]?.tries.length === 1)
    expect(valueOf(await signals.deliveries('all'))).toMatchObject([
      { state: 'waiting', tries: [{ said: 'HTTP 500' }] },
    ])
    rig.jump(11)
    await signals.close()
    // Over a restart.
    const next = await rig.process()
    next.begin()
    await receiver.until(2)
    expect(new Set(receiver.taken.map(({ headers }) => headers['webhook-id'])).size).toBe(1)
    await eventually(async () => valueOf(await next.deliveries('all'))[0]?.state === 'taken')
    expect(valueOf(await next.deliveries('all'))[0]?.tries.map(({ ok }) => ok)).toEqual([false, true])
  })

  test('after a day it is given up and kept, and can be sent again', async () => {
    receiver.answerWith((_, response) => void response.writeHead(503).end('closed'))
    const signals = await rig.process()
    valueOf(await signals.add(aRoute({ receiver: hook(), topics: ['raised'] }), 'm.okafor'))
    signals.begin()
    await rig.ask(1)
    for (let tries = 1; ; tries++) {
      await eventually(async () => (valueOf(await signals.deliveries('all'))[0]?.tries.length ?? 0) >= tries)
      if (valueOf(await signals.deliveries('all'))[0]?.state === 'given-up') break
      rig.jump(13 * 3_600)
      await signals.readAgain()
    }
    const [given] = valueOf(await signals.deliveries('given-up'))
    expect(given?.tries).toHaveLength(9)
    expect(await signals.readAll()).toMatchObject({ routes: [{ givenUp: 1, waiting: 0 }] })
    receiver.answerWith((_, response) => void response.writeHead(200).end())
    valueOf(await signals.sendAgain(given?.id ?? '', 'm.okafor'))
    await eventually(async () => valueOf(await signals.deliveries('all'))[0]?.state === 'taken')
    expect((await signals.sendAgain(given?.id ?? '', 'm.okafor')).ok).toBe(false)
  }, 20_000)

  test('a connection that is lost, one that is back and a changed certificate are told', async () => {
    const signals = await rig.process()
    valueOf(await signals.add(aRoute({ receiver: hook() }), 'm.okafor'))
    signals.begin()
    rig.lose()
    await new Promise((resolve) => setTimeout(resolve, 1_100))
    rig.jump(31)
    await receiver.until(1)
    rig.findAgain()
    rig.showCertificate('AB:CD')
    await receiver.until(3)
    expect(said().toSorted()).toEqual(['certificate.changed 1', 'connection.back 1', 'connection.lost 1'])
  })
})
