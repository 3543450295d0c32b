/*
 * Accounts of every kind on one simulated host, over real SOAP: random privileges are missing, everywhere or on one object, a VM
 * gets out of reach, rights change while something goes on. Whatever it is, everything that is read or done comes to an end in
 * time: fine, refused with the privilege that is missing, or with what is not known said so. Nothing stays locked, and no run
 * stays unfinished.
 *
 * Rights are changed in place. A host is started only now and then, since each new set of rights leaves it a role more.
 */
import {
  array,
  assert,
  asyncProperty,
  constantFrom,
  dictionary,
  nat,
  oneof,
  option,
  record,
  subarray,
} from 'fast-check'
import { afterAll, expect, test } from 'vitest'
import { failed, ok, type Result } from '@/lib/result'
import type { RunView } from '@/lib/runs/run'
import type { RunRequest } from '@/lib/runs/verb'
import { questionKey, type DatastoreKey, type HostKey, type RunId, type VmKey } from '@/lib/vsphere/ids'
import { comparable } from '@/lib/vsphere/same-question'
import type { VmView } from '@/lib/vsphere/vm'
import { demoPreset } from '../../simulator/presets/demo'
import { startSimulator, type SimulatedHost } from '../../simulator/start/start-simulator'
import { toConsoleError } from '../errors/console-error'
import { openFileRig } from './testing/file-rig'

const user = 'limited'
const names = ['asks-append-or-replace', '100% test', 'web-frontend']
const demo = demoPreset('esx')
const person = { kind: 'person', name: 'tester' } as const

type Limited = {
  host: SimulatedHost
  rig: Awaited<ReturnType<typeof openFileRig>>
  vms: VmView[]
  datastore: DatastoreKey
  hostKey: HostKey
  cases: number
}
let opened: Limited | undefined
afterAll(() => close())

async function close(): Promise<void> {
  const before = opened
  opened = undefined
  await before?.rig.close()
  await before?.host.close()
}

/** A host serves so many cases; one that a case has spoilt serves no other. */
const casesOfHost = 24

async function limited(): Promise<Limited> {
  if (opened && opened.cases < casesOfHost) return opened
  await close()
  const preset = { ...demo, vms: demo.vms.filter(({ name }) => names.includes(name)) }
  const host = await startSimulator({ speed: 0, counters: false, preset, accounts: [{ user, password: 'p' }] })
  host.limit(user, {})
  const rig = await openFileRig({ port: host.port, user, password: 'p' })
  rig.runs.watch(rig.inventory)
  const [hostKey] = rig.inventory.hosts.keys()
  if (!hostKey) throw new Error('no host')
  const vms = names.map((name) => rig.vm(name))
  opened = { host, rig, vms, datastore: rig.datastore('datastore1'), hostKey, cases: 0 }
  return opened
}

const privileges = [
  'Global.CancelTask',
  'Datastore.Browse',
  'VirtualMachine.Interact.PowerOn',
  'VirtualMachine.Interact.PowerOff',
  'VirtualMachine.Interact.AnswerQuestion',
  'VirtualMachine.State.*',
  'VirtualMachine.Config.*',
]
const rights = record({
  deny: subarray(privileges),
  denyOn: dictionary(
    constantFrom(...names, 'VirtualMachine', 'Datastore', 'HostSystem', 'ResourcePool', 'datastore1'),
    oneof(
      { weight: 3, arbitrary: subarray(privileges, { minLength: 1 }) },
      { weight: 1, arbitrary: constantFrom(['System.Read'], ['System.View'], ['*']) },
    ),
    { maxKeys: 2 },
  ),
  /** What is met most: a task may be started, and not looked at. */
  tasks: constantFrom([], [], [], ['System.Read'], ['System.View']),
}).map(({ deny, denyOn, tasks }) => ({ deny, denyOn: { ...denyOn, ...(tasks.length > 0 ? { Task: tasks } : {}) } }))
const actions = ['powerOn', 'powerOff', 'snapshot', 'rename', 'answer'] as const
const readings = ['browse', 'detail', 'resources', 'serial', 'cpuid', 'host', 'datastore'] as const
const step = record({ vm: nat(names.length - 1), what: constantFrom(...actions, ...readings) })
type Step = { vm: number; what: (typeof actions)[number] | (typeof readings)[number] }
const course = record({
  rights,
  /** The account signs in anew with its rights, or has got others in the middle. */
  signsInAgain: constantFrom(false, false, false, true),
  later: option(rights, { freq: 2 }),
  contact: constantFrom('connected', 'connected', 'inaccessible'),
  steps: array(step, { minLength: 2, maxLength: 5 }),
})

const limitMs = 15_000
const sentences = /^\S.*[.?]"?$/s

/** Fails when something has not ended in time. */
function inTime<T>(what: string, promise: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`${what} had not ended after ${limitMs} ms`)), limitMs)
  })
  return Promise.race([promise, late]).finally(() => clearTimeout(timer))
}

const requests = {
  powerOn: { verb: 'powerOn' },
  powerOff: { verb: 'powerOff' },
  snapshot: { verb: 'createSnapshot', name: 'one', description: '', memory: false, quiesce: false },
  rename: { verb: 'rename', newName: 'another name' },
} as const satisfies Record<string, RunRequest>

/** What a person may read of it. */
const looks: Readonly<Record<(typeof readings)[number], (at: Limited, vm: VmView) => Promise<Result<unknown>>>> = {
  browse: ({ rig, datastore }) => rig.ask.browseDatastore(datastore, ''),
  detail: ({ rig }, vm) =>
    rig.inventory.readVmDetail(vm.moid).then(ok, (error: unknown) => failed(toConsoleError(error))),
  resources: ({ rig }, vm) => rig.ask.readResources(vm.key),
  serial: ({ rig }, vm) => rig.ask.readSerialPorts(vm.key),
  cpuid: ({ rig }, vm) => rig.ask.readVmCpuid(vm.key),
  host: ({ rig, hostKey }) => rig.ask.readHostDetail(hostKey),
  datastore: ({ rig, datastore }) => rig.ask.readDatastoreDetail(datastore),
}

/** Does one thing as a person would. A run that it began is in `runs`. */
async function take(at: Limited, vm: VmView, what: Step['what'], runs: Set<RunId>): Promise<Result<unknown>> {
  const { inventory, runs: all } = at.rig
  if (what === 'answer') {
    const asked = inventory.questions.get(vm.key)?.question
    const [choice] = asked?.choices ?? []
    if (!asked || !choice) return ok(null)
    const press = { choice: choice.key, seen: comparable(asked), confirmed: true } as const
    return all.answer(questionKey(inventory.id, vm.moid, asked.id), press, person)
  }
  if (what in looks) return looks[what as keyof typeof looks](at, vm) // it is one of them
  const started = await all.start(vm.key, requestOf(what as keyof typeof requests, vm), person) // what is left
  if (started.ok) runs.add(started.value.run)
  return started
}

const requestOf = (what: keyof typeof requests, vm: VmView): RunRequest =>
  what === 'rename' ? { verb: 'rename', newName: `${vm.name} too` } : requests[what]

/** Whether what came of something tells a person enough. */
function tellsEnough(result: Result<unknown>): void {
  if (result.ok) return
  const { code, sentence, raw } = result.error
  expect([code, raw], sentence).not.toEqual(['broken', raw])
  expect(sentence).toMatch(sentences)
  if (code === 'NoPermission') expect(sentence).toMatch(/[A-Z]\w+\.\w+/)
}

function endsWell({ state }: RunView): void {
  if (state.at !== 'ended') throw new Error(`a run is ${state.at}`)
  const { outcome } = state
  if (outcome.kind === 'lost') expect(outcome.reason).toMatch(sentences)
  if (outcome.kind === 'refused' && outcome.refusal.why === 'not-possible') {
    expect(outcome.refusal.because).toMatch(sentences)
  }
  if (outcome.kind !== 'failed') return
  expect(outcome.fault.message).not.toBe('')
  if (outcome.fault.type === 'NoPermission') expect(outcome.fault.needs?.[0]?.privilege).toMatch(/\w+\.\w+/)
}

const mayAll = (vm: VmView | undefined) => vm?.roles?.join() === '-1' && vm.powerState !== 'unknown'
const hides = ({ denyOn }: { denyOn: Readonly<Record<string, readonly string[]>> }) =>
  Object.values(denyOn).some((ids) => ids.some((id) => id === '*' || id.startsWith('System.')))

/** Everything is allowed again, and known to be: what still goes on comes to its end. */
async function giveAllBack(at: Limited, isHidden: boolean): Promise<void> {
  const { host, rig, vms } = at
  for (const vm of vms) host.contact(vm.moid, 'connected')
  host.limit(user, {})
  // What was hidden is told again only to who comes anew.
  if (isHidden) host.expireSessions()
  rig.inventory.retryNow()
  const isLive = () => rig.inventory.state.at === 'live'
  const isAll = () => isLive() && vms.every(({ key }) => mayAll(rig.inventory.vms.get(key)))
  await inTime('to be allowed everything again', rig.until(isHidden ? isAll : isLive))
  for (const vm of vms) {
    while (rig.inventory.questions.has(vm.key)) {
      tellsEnough(await inTime('an answer', take(at, vm, 'answer', new Set())))
      await inTime(
        'a question to go',
        rig.until(() => !rig.inventory.questions.has(vm.key)),
      )
    }
  }
}

test('whatever an account may not do: all ends in time, says why, and leaves nothing behind', async () => {
  const check = asyncProperty(course, async ({ rights: first, signsInAgain, later, contact, steps }) => {
    const at = await limited()
    const { host, rig, vms } = at
    const runs = new Set<RunId>()
    const worked = new Set<VmKey>()
    opened = undefined // until it is known that nothing is left
    try {
      host.contact(vms[1]?.moid ?? '', contact)
      host.limit(user, first)
      if (signsInAgain) host.expireSessions()
      for (const [index, { vm: which, what }] of steps.entries()) {
        const vm = vms[which]
        if (!vm) throw new Error('no such VM')
        const taken = take(at, vm, what, runs)
        if (what in requests) worked.add(vm.key)
        if (index === 0 && later) host.limit(user, later)
        tellsEnough(await inTime(what, taken))
      }
      const ended = (view: RunView) => view.state.at === 'ended'
      for (const run of runs) endsWell(await inTime('a run', rig.untilRun(run, ended)))
      await giveAllBack(at, signsInAgain || hides(first) || (later !== null && hides(later)))
      // Nothing is locked: a VM that was worked with can be worked with.
      for (const vm of vms.filter(({ key }) => worked.has(key)).slice(0, 1)) {
        const back = await rig.runs.start(vm.key, { verb: 'rename', newName: vm.name }, person)
        if (!back.ok) throw new Error(`${vm.name}: ${back.error.sentence}`)
        endsWell(await inTime('the run after it', rig.untilRun(back.value.run, ended)))
      }
      const over = ({ state }: RunView) => state.at === 'ended' && !state.following
      for (const run of runs) await inTime('to follow a run', rig.untilRun(run, over))
      expect(await rig.store.journal.readUnfinishedRuns()).toEqual([])
      opened = { ...at, cases: at.cases + 1 }
    } finally {
      if (!opened) await Promise.all([rig.close(), host.close()])
    }
  })
  // Most of a case is its setting and its end, so there are few with many steps. What hangs takes long to be made smaller.
  await assert(check, { numRuns: 60, interruptAfterTimeLimit: 240_000, markInterruptAsFailure: true })
}, 300_000)
