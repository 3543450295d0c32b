import { setTimeout as pause } from 'node:timers/promises'
import type { FileRequest } from '../lib/files/file-request'
import type { HeldTables, QuestionView } from '../lib/live/live-state'
import type { RunRequest } from '../lib/runs/verb'
import type { DatastoreKey, VmKey } from '../lib/vsphere/ids'
import { withoutUndefined } from '../lib/without-undefined'
import type { VmDetail, VmView } from '../lib/vsphere/vm'
import type { Random } from '../simulator/world/random'
import { asks, sourceFile, workDatastore, workFolder, type HostName } from './host-plan'
import type { Person, Reply } from './person'
import type { Press } from './presses'

type Ports = {
  persons: readonly Person[]
  /** What a screen shows now; undefined before the first state. */
  shown: () => HeldTables | undefined
  random: Random
  presses: Press[]
  /** Milliseconds between two things that one person does, on average. */
  pauseMs: number
}

/** People at work, each one thing after the other, until they are told to stop. */
export function startLoad(ports: Ports): { stop(): Promise<void> } {
  const stopped = new AbortController()
  const busy = ports.persons.map(async (person) => {
    while (!stopped.signal.aborted) {
      const tables = ports.shown()
      if (tables) await doSomething(ports, person, tables)
      await pause(ports.pauseMs * (0.5 + ports.random.next()))
    }
  })
  return {
    async stop() {
      stopped.abort()
      await Promise.all(busy)
    },
  }
}

let made = 0
/** A name that nothing else has. */
const newName = (what: string) => `${what}-${++made}`

async function doSomething(ports: Ports, person: Person, tables: HeldTables): Promise<void> {
  const { random } = ports
  const question = anyOf(random, waitingQuestions(tables))
  if (question && random.chance(0.5)) return answerTogether(ports, person, question)
  const run = anyOf(random, cancelable(tables))
  if (run && random.chance(0.3)) return cancelTogether(ports, person, run)
  const roll = random.next()
  if (roll < 0.08) return work(ports, person, tables)
  if (roll < 0.13) return upload(ports, person, tables)
  if (roll < 0.16) return set(ports, person, tables)
  const vms = idleVms(tables, random.chance(0.05))
  if (roll < 0.22) return startSeveral(ports, person, vms)
  const vm = anyOf(random, vms)
  if (vm) await start(ports, person, vm)
}

const anyOf = <T>(random: Random, all: readonly T[]): T | undefined => all[random.int(0, Math.max(0, all.length - 1))]

const nameOfConnection = (tables: HeldTables, id: string) => tables.connections[id]?.name

/** @param everywhere also where auto-answer is on. */
export const waitingQuestions = (tables: HeldTables, everywhere = false): QuestionView[] =>
  Object.values(tables.questions).filter(
    ({ connection, state }) =>
      state.at === 'waiting' && (everywhere || tables.connections[connection]?.autoAnswer.on === false),
  )

/** @param busyToo also those with a run under way, which the console has to refuse. */
function idleVms(tables: HeldTables, busyToo: boolean): VmView[] {
  const busy = new Set(
    Object.values(tables.runs).flatMap(({ state, subjects }) =>
      state.at === 'ended' && !state.following
        ? []
        : subjects.flatMap((subject) => (subject.kind === 'vm' ? [subject.key] : [])),
    ),
  )
  return [...tables.vms.values()].filter(({ key }) => busyToo || !busy.has(key))
}

const cancelable = (tables: HeldTables) =>
  Object.values(tables.runs).filter(
    (run) => run.state.at === 'running' && run.task !== undefined && tables.tasks[run.task]?.cancelable,
  )

async function start({ random, presses }: Ports, person: Person, vm: VmView): Promise<void> {
  const request = await requestFor(random, person, vm)
  if (!request) return
  const at = Date.now()
  const reply = await person.change('startRun', [vm.key, request])
  presses.push({ is: 'start', by: person.name, at, vm: vm.key, request, reply })
}

async function requestFor(random: Random, person: Person, vm: VmView): Promise<RunRequest | undefined> {
  if (asks(vm.name)) {
    if (vm.powerState === 'poweredOff') return { verb: 'powerOn' }
    return { verb: random.pick(['powerOff', 'reset', 'powerOff']) }
  }
  if (vm.powerState === 'poweredOff' && random.chance(0.3))
    return { verb: 'reconfigure', memoryMiB: 512 + 4 * random.int(1, 500) }
  if ((vm.snapshotCount ?? 0) > 2) return removeSnapshot(person, vm)
  if (random.chance(0.7)) {
    const memory = random.chance(0.6)
    return { verb: 'createSnapshot', name: newName('snapshot'), description: '', memory, quiesce: false }
  }
  return { verb: vm.powerState === 'poweredOff' ? 'powerOn' : 'powerOff' }
}

async function removeSnapshot(person: Person, vm: VmView): Promise<RunRequest | undefined> {
  const reply = await person.read('readVmDetail', [vm.key])
  if (!reply.heard || !reply.result.ok) return undefined
  const { snapshots } = reply.result.value as VmDetail // the contract says so
  const [first] = snapshots.known ? snapshots.value : []
  if (!first) return undefined
  return { verb: 'removeSnapshot', snapshot: first.moid, snapshotName: first.name, removeChildren: false }
}

async function startSeveral({ random, presses }: Ports, person: Person, idle: readonly VmView[]): Promise<void> {
  const off = idle.filter((vm) => asks(vm.name) && vm.powerState === 'poweredOff')
  const vms = off.slice(0, random.int(2, 5)).map(({ key }) => key)
  if (vms.length === 0) return
  const request = { verb: 'powerOn' } as const
  const at = Date.now()
  const reply = await person.change('startRuns', [vms, request])
  for (const vm of vms) presses.push({ is: 'start', by: person.name, at, vm, request, reply: replyFor(vm, reply) })
}

/** What a reply to several says of one. */
function replyFor(vm: VmKey, reply: Reply): Reply {
  if (!reply.heard || !reply.result.ok) return reply
  const { results } = reply.result.value as {
    results: { vm: VmKey; result: Extract<Reply, { heard: true }>['result'] }[]
  } // the contract says so
  const own = results.find((one) => one.vm === vm)
  return own ? { ...reply, result: own.result } : { heard: false, why: 'not in the results', at: reply.at }
}

/** Who stands beside somebody and presses at the same moment: now and then. */
const beside = ({ random, persons }: Ports, person: Person): Person[] => {
  const other = anyOf(random, persons)
  return other && other !== person && random.chance(0.5) ? [person, other] : [person]
}

async function answerTogether(ports: Ports, person: Person, question: QuestionView): Promise<void> {
  await Promise.all(beside(ports, person).map((one) => answer(ports, one, question)))
}

export async function answer(
  { random, presses }: Pick<Ports, 'random' | 'presses'>,
  person: Person,
  { key, question, messageId, text }: QuestionView,
): Promise<void> {
  const choice = anyOf(random, question.choices.slice(0, 2))?.key ?? ''
  const seen = { ...withoutUndefined({ messageId }), text, choices: question.choices }
  const at = Date.now()
  const reply = await person.change('answerQuestion', [key, choice, seen, true])
  presses.push({ is: 'answer', by: person.name, at, question: key, choice, reply })
}

async function cancelTogether(ports: Ports, person: Person, { id: run }: HeldTables['runs'][string]): Promise<void> {
  await Promise.all(
    beside(ports, person).map(async (one) => {
      const at = Date.now()
      const reply = await one.change('cancelRun', [run])
      ports.presses.push({ is: 'cancel', by: one.name, at, run, reply })
    }),
  )
}

function datastore(tables: HeldTables, random: Random): DatastoreKey | undefined {
  const all = Object.values(tables.datastores).filter(({ name }) => name === workDatastore)
  return anyOf(random, all)?.key
}

async function work({ random, presses }: Ports, person: Person, tables: HeldTables): Promise<void> {
  const place = datastore(tables, random)
  if (!place) return
  const name = newName('made')
  const request = random.pick<FileRequest>([
    { do: 'makeFolder', folder: workFolder, name },
    { do: 'copy', what: 'file', path: sourceFile, to: { folder: workFolder, name }, overwrite: false },
    { do: 'copy', what: 'file', path: `${workFolder}/kept.txt`, to: { folder: workFolder, name }, overwrite: false },
    { do: 'createDisk', folder: workFolder, name, capacityBytes: 2 ** 30, format: 'thin', adapter: 'lsiLogic' },
  ])
  const at = Date.now()
  const reply = await person.change('startFileTask', [place, request])
  presses.push({ is: 'file', by: person.name, at, name, reply })
}

async function upload({ random, presses }: Ports, person: Person, tables: HeldTables): Promise<void> {
  const place = datastore(tables, random)
  if (!place) return
  const name = newName('uploaded')
  const body = new Uint8Array(random.int(1, 256) * 1_024)
  const at = Date.now()
  const reply = await person.upload({ datastore: place, folder: workFolder, name, ticket: `ticket-${name}` }, body)
  presses.push({ is: 'upload', by: person.name, at, name, bytes: body.length, reply })
}

async function set({ random, presses }: Ports, person: Person, tables: HeldTables): Promise<void> {
  const at = Date.now()
  if (random.chance(0.5)) {
    const name = newName('link')
    const reply = await person.change('createDisplayLink', [name])
    presses.push({ is: 'link', by: person.name, at, name, reply })
    return
  }
  const switched: HostName = 'switched'
  const connection = Object.values(tables.connections).find(({ id }) => nameOfConnection(tables, id) === switched)
  if (!connection) return
  const on = !connection.autoAnswer.on
  const reply = await person.change('setAutoAnswer', [connection.id, on])
  presses.push({ is: 'switch', by: person.name, at, connection: connection.id, on, reply })
}
