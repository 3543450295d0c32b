/** The whole of a run over real SOAP: runs, inventory, session and stream against a simulated host, and what is shown. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { vmOf, type RunView } from '@/lib/runs/run'
import type { RunRequest } from '@/lib/runs/verb'
import { connectionId, questionKey, runId, splitKey, type QuestionKey, type VmKey } from '@/lib/vsphere/ids'
import type { Inventory } from '../inventory/contract'
import { openInventory } from '../inventory/open-inventory'
import { openStore, type Store } from '../journal/store'
import { startSimulator, type SimulatedHost } from '../../simulator/start/start-simulator'
import type { Runs } from '../runs/contract'
import { createRuns } from '../runs/runs'
import { kinds, otherPerson, outcomeOf, person, stepOf } from '../runs/testing/run-rig'
import { createHub, type Hub } from './hub'
import { createLive, type Live } from './live'

const id = connectionId('c1')
const closings: (() => unknown)[] = []

type Life = { runs: Runs; inventory: Inventory; hub: Hub; live: Live; looks: Set<() => void> }

function vmKeyOf(run: RunView): VmKey {
  const vm = vmOf(run)
  if (!vm) throw new Error('a run without a VM')
  return vm.key
}

class Console {
  readonly host: SimulatedHost
  readonly store: Store
  readonly dataDir: string
  policy = { autoAnswer: true, setBy: 'r.nakamura' }
  #lives: Life[] = []

  constructor(host: SimulatedHost, store: Store, dataDir: string) {
    this.host = host
    this.store = store
    this.dataDir = dataDir
  }

  get #life(): Life {
    const life = this.#lives.at(-1)
    if (!life) throw new Error('no life')
    return life
  }
  get runs() {
    return this.#life.runs
  }
  get inventory() {
    return this.#life.inventory
  }
  get hub() {
    return this.#life.hub
  }

  connect(): Inventory {
    const { host: at, port, user, password } = this.host
    const endpoint = { transport: 'http', host: at, port, trust: { kind: 'none' } } as const
    const inventory = openInventory({ id, endpoint, user, password })
    inventory.start()
    return inventory
  }

  async live(): Promise<void> {
    const inventory = this.connect()
    const policyOf = () => this.policy
    const runs = createRuns({
      journal: this.store.journal,
      now: Date.now,
      inventoryOf: () => inventory,
      policyOf,
      connectionName: () => 'esx-edge-07',
    })
    const looks = new Set<() => void>()
    const changed = () => {
      hub.flush()
      for (const look of looks) look()
    }
    const hub = createHub({ epoch: 'e', now: Date.now, onPending: () => void setImmediate(changed) })
    const { journal } = this.store
    const live = createLive({ hub, journal, connectionView: () => undefined, policyOf, now: Date.now })
    await live.load()
    live.attach(inventory)
    this.#lives.push({ runs, inventory, hub, live, looks })
    await this.until(() => inventory.state.at === 'live')
    await runs.resume()
  }

  /** The process ends, as far as a test can tell: nothing of it runs any more. */
  async die(): Promise<void> {
    const life = this.#lives.pop()
    if (!life) return
    life.live.close()
    await life.runs.close()
    await life.inventory.close()
  }

  /** Resolves when something holds, looked at whenever anything has changed. */
  until(holds: () => boolean): Promise<void> {
    const { inventory, hub, looks } = this.#life
    return new Promise((resolve, reject) => {
      const look = () => {
        if (!holds()) return
        done()
        resolve()
      }
      looks.add(look)
      const stop = inventory.onChanges(look)
      const late = setTimeout(() => {
        done()
        reject(
          new Error(`still not so: ${holds.toString()}\n${JSON.stringify([...hub.rows('runs').values()].map(kinds))}`),
        )
      }, 15_000)
      const done = () => {
        clearTimeout(late)
        stop()
        looks.delete(look)
      }
      look()
    })
  }

  vm(name: string): VmKey {
    const found = [...this.inventory.vms.values()].find((vm) => vm.name === name)
    if (!found) throw new Error(`no VM ${name}`)
    return found.key
  }

  async begin(name: string, request: RunRequest = { verb: 'powerOn' }): Promise<RunView> {
    const started = await this.runs.start(this.vm(name), request, person)
    if (!started.ok) throw new Error(started.error.sentence)
    return this.see({ id: started.value.run } as RunView) // only the id is looked at
  }

  see({ id: run }: RunView): RunView {
    const view = this.hub.get('runs', runId(run))
    if (!view) throw new Error(`no run ${run}`)
    return view
  }

  async ended(run: RunView): Promise<RunView> {
    await this.until(() => this.see(run).state.at === 'ended')
    return this.see(run)
  }

  async over(run: RunView): Promise<RunView> {
    await this.until(() => {
      const { state } = this.see(run)
      return state.at === 'ended' && !state.following
    })
    return this.see(run)
  }

  /** The question that a VM asks now. */
  async question(name: string): Promise<QuestionKey> {
    const vm = this.vm(name)
    await this.until(() => this.inventory.questions.has(vm))
    const at = splitKey(vm)
    const question = this.inventory.questions.get(vm)?.question.id
    if (!at || question === undefined) throw new Error('no question')
    return questionKey(id, at.moid, question)
  }
}

async function open(options: Parameters<typeof startSimulator>[0] = {}): Promise<Console> {
  const host = await startSimulator({ speed: 0, preset: 'demo', ...options })
  const dataDir = mkdtempSync(path.join(tmpdir(), 'andon-sim-'))
  const store = await openStore({ dataDir })
  const console = new Console(host, store, dataDir)
  closings.push(async () => {
    await console.die()
    await store.close()
    await host.close()
    rmSync(dataDir, { recursive: true, force: true })
  })
  await console.live()
  return console
}

afterEach(async () => {
  for (const close of closings.splice(0)) await close()
})

const off = { autoAnswer: false, setBy: 'r.nakamura' }

describe('auto-answer on', () => {
  test('the serial port question is answered with Append, and the VM is on', async () => {
    const console = await open()
    const run = await console.over(await console.begin('asks-append-or-replace'))
    expect(outcomeOf(run)).toEqual({ kind: 'succeeded' })
    expect(stepOf(run, 'answered')).toMatchObject({
      actor: { kind: 'autoAnswer', setBy: 'r.nakamura' },
      event: { isDefault: true, choice: { summary: 'Append' } },
    })
    const vm = console.vm('asks-append-or-replace')
    await console.until(() => console.inventory.vms.get(vm)?.powerState === 'poweredOn')
    expect(await console.store.journal.readRun(run.id)).toEqual(console.see(run))
  })

  test('two questions in one task are both answered', async () => {
    const console = await open()
    const run = await console.over(await console.begin('asks-twice'))
    expect(outcomeOf(run)).toEqual({ kind: 'succeeded' })
    expect(kinds(run).filter((kind) => kind === 'answered')).toHaveLength(2)
  })

  test('a question without a default waits for a person; answered, the task goes on', async () => {
    const console = await open()
    const run = await console.ended(await console.begin('asks-without-default'))
    expect(outcomeOf(run)).toMatchObject({ kind: 'left-blocked' })
    expect(stepOf(run, 'not-answered')?.event).toMatchObject({ because: 'no-default' })
    const key = await console.question('asks-without-default')
    await console.until(() => console.hub.get('questions', key)?.state.at === 'waiting')
    expect(console.hub.get('questions', key)).toMatchObject({
      state: { why: { why: 'no-default' } },
      run: run.id,
      task: { label: 'Power on', startedBy: 'm.okafor', cancelable: false },
    })
    const yes = console.hub
      .get('questions', key)
      ?.question.choices.find(({ summary, label }) => /yes/i.test(summary + label))
    expect(await console.runs.answer(key, yes?.key ?? '', person)).toEqual({ ok: true, value: null })
    const after = await console.over(run)
    expect(stepOf(after, 'task-ended')?.event).toMatchObject({ state: 'success' })
    expect(outcomeOf(after)).toMatchObject({ kind: 'left-blocked' })
  })

  test('a question that comes back after Retry is left to a person after three answers', async () => {
    const console = await open()
    const run = await console.ended(await console.begin('asks-again-after-retry'))
    expect(kinds(run).filter((kind) => kind === 'answered')).toHaveLength(3)
    expect(stepOf(run, 'not-answered')?.event).toMatchObject({ because: 'came-back-three-times' })
  })

  test('the locked CD-ROM: the default is No, so the task fails, and the run says how', async () => {
    const console = await open()
    const vm = console.vm('cd-locked-by-guest')
    const at = splitKey(vm)
    if (!at) throw new Error('no VM')
    const detail = await console.inventory.readVmDetail(at.moid)
    const cdrom = detail.devices.find(({ type }) => type === 'VirtualCdrom')
    if (!cdrom) throw new Error('no CD-ROM')
    const begun = await console.begin('cd-locked-by-guest', {
      verb: 'disconnectCdrom',
      deviceKey: cdrom.key,
      deviceLabel: cdrom.label,
    })
    const run = await console.over(begun)
    expect(stepOf(run, 'answered')?.event).toMatchObject({ isDefault: true })
    expect(outcomeOf(run)).toMatchObject({ kind: 'failed' })
  })

  test('an earlier task of somebody else is answered and followed; the wanted one is not started', async () => {
    const console = await open()
    const colleague = console.connect()
    closings.unshift(() => colleague.close())
    const at = splitKey(console.vm('asks-append-or-replace'))
    if (!at) throw new Error('no VM')
    while (colleague.state.at !== 'live') await new Promise((resolve) => colleague.onChanges(resolve))
    await colleague.startTask(at.moid, { verb: 'powerOn' })
    await console.question('asks-append-or-replace')
    const run = await console.over(await console.begin('asks-append-or-replace'))
    expect(outcomeOf(run)).toMatchObject({ kind: 'answered-earlier', task: expect.any(String) })
    expect(stepOf(run, 'task-ended')?.event).toMatchObject({ state: 'success' })
    expect(kinds(run)).not.toContain('start-sent')
  })

  test('a start that fails ends with the chain of causes', async () => {
    const console = await open()
    const run = await console.over(await console.begin('fails-to-power-on'))
    const outcome = outcomeOf(run)
    expect(outcome).toMatchObject({ kind: 'failed' })
    expect(outcome?.kind === 'failed' && outcome.fault.chain.length).toBeGreaterThan(0)
  })
})

describe('auto-answer off', () => {
  test('the question is the error, the task cannot be cancelled and is left blocked; a person answers, and it goes on', async () => {
    const console = await open()
    console.policy = off
    const run = await console.ended(await console.begin('asks-append-or-replace'))
    expect(outcomeOf(run)).toEqual({ kind: 'left-blocked', because: 'not-cancelable' })
    expect(run.error).toMatchObject({ kind: 'question', question: { messageId: 'msg.serial.file.open' } })
    const key = await console.question('asks-append-or-replace')
    expect(await console.runs.start(vmKeyOf(run), { verb: 'powerOn' }, person)).toMatchObject({ ok: true })
    await console.until(() =>
      [...console.hub.rows('runs').values()].some((view) => outcomeOf(view)?.kind === 'refused'),
    )
    expect(await console.runs.answer(key, '0', person)).toEqual({ ok: true, value: null })
    const after = await console.over(run)
    expect(
      kinds(after)
        .filter((kind) => kind !== 'progress')
        .slice(-3),
    ).toEqual(['answer-sent', 'answered', 'task-ended'])
    expect(after.error).toEqual(run.error)
  })

  test('two operators at once: the host takes one answer, the second operator reads whose', async () => {
    const console = await open()
    console.policy = off
    const run = await console.ended(await console.begin('asks-if-moved-or-copied'))
    const key = await console.question('asks-if-moved-or-copied')
    const choices = console.inventory.questions.get(vmKeyOf(run))?.question.choices ?? []
    const presses = await Promise.all([
      console.runs.answer(key, choices[2]?.key ?? '', otherPerson),
      console.runs.answer(key, choices[1]?.key ?? '', person),
    ])
    expect(presses[0]).toEqual({ ok: true, value: null })
    expect(presses[1]).toMatchObject({
      ok: false,
      error: { sentence: expect.stringMatching(/^Already answered 'I copied it' by a\.haddad at /i) },
    })
    expect(console.host.calls.filter(({ method }) => method === 'AnswerVM')).toHaveLength(1)
    expect(stepOf(await console.over(run), 'answered')?.actor).toEqual(otherPerson)
  })

  test('a question that belongs to no task is answered by a person, under their name', async () => {
    const console = await open()
    console.policy = off
    const key = await console.question('disk-full')
    const choices = console.inventory.questions.get(console.vm('disk-full'))?.question.choices ?? []
    expect(await console.runs.answer(key, choices[1]?.key ?? '', person)).toEqual({ ok: true, value: null })
    await console.until(() => console.hub.get('questions', key)?.state.at === 'answered')
    await console.until(() => console.inventory.vms.get(console.vm('disk-full'))?.powerState === 'poweredOff')
    expect((await console.store.journal.readHistory({ text: 'disk-full' })).notes).toMatchObject([{ by: 'm.okafor' }])
  })
})

describe('bad days', () => {
  test('the session ends in the middle of a task: the run goes on to its end', async () => {
    const console = await open({ speed: 30 })
    const begun = await console.begin('slow-to-start')
    await console.until(() => kinds(console.see(begun)).includes('started'))
    console.host.expireSessions()
    expect(outcomeOf(await console.over(begun))).toEqual({ kind: 'succeeded' })
  })

  test('the session ends while a question waits: the answer is given all the same', async () => {
    const console = await open()
    console.policy = off
    const run = await console.ended(await console.begin('asks-append-or-replace'))
    const key = await console.question('asks-append-or-replace')
    console.host.expireSessions()
    expect(await console.runs.answer(key, '0', person)).toEqual({ ok: true, value: null })
    expect(stepOf(await console.over(run), 'task-ended')?.event).toMatchObject({ state: 'success' })
  })

  test('connections are cut in the middle of a task: the run goes on to its end', async () => {
    const console = await open({ speed: 30 })
    const begun = await console.begin('slow-to-start')
    await console.until(() => kinds(console.see(begun)).includes('started'))
    console.host.drop()
    expect(outcomeOf(await console.over(begun))).toEqual({ kind: 'succeeded' })
  })

  test('the reply to an automatic answer is cut: the host took it, and the run finds out', async () => {
    const console = await open()
    console.host.fail({ method: 'AnswerVM', times: 1, cutBody: true })
    const run = await console.over(await console.begin('asks-append-or-replace'))
    expect(outcomeOf(run)).toEqual({ kind: 'succeeded' })
    expect(console.host.calls.filter(({ method }) => method === 'AnswerVM')).toHaveLength(1)
  })

  test('the connection is cut before the host takes an automatic answer: it is given again', async () => {
    const console = await open()
    console.host.fail({ method: 'AnswerVM', times: 1, dropConnection: true })
    const run = await console.over(await console.begin('asks-append-or-replace'))
    expect(outcomeOf(run)).toEqual({ kind: 'succeeded' })
    expect(stepOf(run, 'answered')?.actor.kind).toBe('autoAnswer')
  })

  test('the host’s management service starts again in the middle of a task: the run has an end', async () => {
    const console = await open({ speed: 30 })
    console.policy = off
    const run = await console.ended(await console.begin('asks-append-or-replace'))
    await console.host.restart({ downMs: 50 })
    const after = await console.over(run)
    expect(outcomeOf(after)).toMatchObject({ kind: 'left-blocked' })
    expect(kinds(after).at(-1)).toBe('task-ended')
  })

  test('the console starts again in the middle of a task: the run is taken up, and its question answered', async () => {
    const console = await open({ speed: 30 })
    console.policy = off
    const blocked = await console.ended(await console.begin('asks-append-or-replace'))
    const slow = await console.begin('slow-to-start')
    await console.until(() => kinds(console.see(slow)).includes('started'))
    await console.die()
    await console.live()
    const key = await console.question('asks-append-or-replace')
    expect(await console.runs.answer(key, '0', person)).toEqual({ ok: true, value: null })
    expect(stepOf(await console.over(blocked), 'task-ended')?.event).toMatchObject({ state: 'success' })
    expect(outcomeOf(await console.over(slow))).toEqual({ kind: 'succeeded' })
  })

  test('a start whose reply is cut is not sent again', async () => {
    const console = await open()
    console.host.fail({ method: 'PowerOnVM_Task', times: 1, cutBody: true })
    const run = await console.over(await console.begin('asks-twice'))
    expect(outcomeOf(run)).toMatchObject({ kind: 'lost', reason: expect.stringContaining('not known') })
    expect(console.host.calls.filter(({ method }) => method === 'PowerOnVM_Task')).toHaveLength(1)
  })
})

test('a guest is shut down, and the run ends when the VM is off', async () => {
  const console = await open()
  const run = await console.over(await console.begin('web-frontend', { verb: 'shutdownGuest' }))
  expect(outcomeOf(run)).toEqual({ kind: 'succeeded' })
  expect(console.inventory.vms.get(vmKeyOf(run))?.powerState).toBe('poweredOff')
})
