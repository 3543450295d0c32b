/** A simulated vCenter whose VMs ask and change on demand, in a process of its own. Run by fork. */
import { startSimulator, type SimulatedHost } from '../simulator/start/start-simulator'
import { withdrawQuestions } from '../simulator/vm/questions'
import type { Ref } from '../simulator/vim25/value'
import { sharedNow } from './percentiles'

export type PageOrder =
  | { do: 'start'; vms: number }
  /** So many VMs ask at once: the same, or each something else. */
  | { do: 'ask'; count: number; alike: boolean }
  | { do: 'withdraw' }
  /** Addresses of so many VMs change in each second. */
  | { do: 'change'; perSecond: number; seconds: number }
  /** So many of the questions that wait are said anew in each second, with the time of it in their text. */
  | { do: 'rephrase'; perSecond: number; seconds: number }
  | { do: 'stop' }
export type PageReply =
  | { did: 'start'; url: string; user: string; password: string }
  /** When each of them was raised, in order. */
  | { did: 'ask'; raisedAt: number[] }
  | { did: 'withdraw' }
  | { did: 'change' }
  | { did: 'rephrase'; changes: number }

let host: SimulatedHost | undefined
let asked = 0
let asking: Ref[] = []
const reply = (message: PageReply) => process.send?.(message)

process.on('message', (order: PageOrder) => void carryOut(order))

async function carryOut(order: PageOrder): Promise<void> {
  switch (order.do) {
    case 'start': {
      host = await startSimulator({ product: 'vcenter', vms: order.vms, activity: false, counters: false })
      const { url, user, password } = host
      return void reply({ did: 'start', url, user, password })
    }
    case 'ask':
      return void reply({ did: 'ask', raisedAt: ask(order.count, order.alike) })
    case 'withdraw':
      for (const vm of asking) if (host) withdrawQuestions(host.world, vm, 'the next round')
      asking = []
      return void reply({ did: 'withdraw' })
    case 'change':
      await change(order.perSecond, order.seconds)
      return void reply({ did: 'change' })
    case 'rephrase':
      return void reply({ did: 'rephrase', changes: await rephrase(order.perSecond, order.seconds) })
    case 'stop':
      await host?.close()
      process.disconnect()
  }
}

const vmsOf = ({ world }: SimulatedHost) => world.byType('VirtualMachine').map(({ ref }) => ref)

function ask(count: number, alike: boolean): number[] {
  if (!host) return []
  const raisedAt = []
  for (const vm of vmsOf(host).slice(asking.length, asking.length + count)) {
    asked += 1
    // What differs in figures alone asks the same.
    const text = `question ${alike ? `number ${asked}` : inLetters(asked)} of the bench`
    raisedAt.push(sharedNow())
    host.ask(vm, { text, choices: [{ key: '0', label: 'OK', summary: 'OK' }], defaultIndex: 0 }).answer.catch(() => {})
    asking.push(vm)
  }
  return raisedAt
}

const inLetters = (number: number) => String(number).replace(/\d/g, (digit) => 'abcdefghij'.charAt(Number(digit)))

async function change(perSecond: number, seconds: number): Promise<void> {
  if (!host) return
  const vms = vmsOf(host)
  const portion = Math.max(1, Math.round(perSecond / 10))
  const end = sharedNow() + seconds * 1_000
  for (let round = 0; sharedNow() < end; round += 1) {
    for (let index = 0; index < portion; index += 1) {
      const vm = vms[(round * portion + index) % vms.length]
      if (vm) host.update(vm, { 'guest.ipAddress': `10.9.${round % 256}.${index % 256}` })
    }
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}

async function rephrase(perSecond: number, seconds: number): Promise<number> {
  const start = sharedNow()
  let changes = 0
  while (changes < perSecond * seconds) {
    const due = Math.min(perSecond * seconds, Math.floor(((sharedNow() - start) * perSecond) / 1_000))
    for (; changes < due; changes += 1) {
      const vm = asking[changes % asking.length]
      if (vm) host?.rephrase(vm, { text: `Said at ${sharedNow().toFixed(1)} ms by the bench.` })
    }
    await new Promise((resolve) => setTimeout(resolve, 1_000 / perSecond))
  }
  return changes
}
