/** For tests: runs, inventory, session and stream against a simulated host over real SOAP, and what is shown of them. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { vmOf, type RunView } from '@/lib/runs/run'
import type { Actor } from '@/lib/runs/actor'
import type { RunRequest } from '@/lib/runs/verb'
import { connectionId, questionKey, runId, splitKey, vmKey, type QuestionKey, type VmKey } from '@/lib/vsphere/ids'
import { comparable } from '@/lib/vsphere/same-question'
import { readExistingFile } from '../../files/existing-file'
import type { Inventory } from '../../inventory/contract'
import { openInventory } from '../../inventory/open-inventory'
import { openStore, type Store } from '../../journal/store'
import { startSimulator, type SimulatedHost } from '../../../simulator/start/start-simulator'
import type { Runs } from '../../runs/contract'
import { createRuns } from '../../runs/runs'
import { kinds, person } from '../../runs/testing/run-rig'
import { createHub, type Hub } from '../hub'
import { createLive, type Live } from '../live'

const id = connectionId('c1')

type Life = { runs: Runs; inventory: Inventory; hub: Hub; live: Live; looks: Set<() => void> }

export function vmKeyOf(run: RunView): VmKey {
  const vm = vmOf(run)
  if (!vm) throw new Error('a run without a VM')
  return vm.key
}

/** A console in this process over a simulated host; it can die and live again on the same journal. */
export class SimulatedConsole {
  readonly host: SimulatedHost
  readonly store: Store
  policy = { autoAnswer: true, setBy: 'r.nakamura' }
  #lives: Life[] = []

  constructor(host: SimulatedHost, store: Store) {
    this.host = host
    this.store = store
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
    const live = createLive({
      hub,
      journal,
      connectionView: () => undefined,
      policyOf,
      now: Date.now,
      readFile: readExistingFile,
    })
    await live.load()
    live.attach(inventory)
    runs.watch(inventory)
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

  /** A person answers what the host asks at present; what it may lose was agreed to. */
  answer(question: QuestionKey, choice: string, by: Actor) {
    const at = splitKey(question)
    const asked = at && this.inventory.questions.get(vmKey(at.connection, at.moid))?.question
    if (!asked) throw new Error('no question')
    return this.runs.answer(question, { choice, seen: comparable(asked), confirmed: true }, by)
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

/** @returns the console, and how to close it with its host. */
export async function openSimulated(
  options: Parameters<typeof startSimulator>[0] = {},
): Promise<{ console: SimulatedConsole; close: () => Promise<void> }> {
  const host = await startSimulator({ speed: 0, preset: 'demo', ...options })
  const dataDir = mkdtempSync(path.join(tmpdir(), 'andon-sim-'))
  const store = await openStore({ dataDir })
  const console = new SimulatedConsole(host, store)
  await console.live()
  return {
    console,
    async close() {
      await console.die()
      await store.close()
      await host.close()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}
