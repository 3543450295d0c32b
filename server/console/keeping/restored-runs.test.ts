/** What becomes of runs when a backup is restored that was taken while they went on: nothing is done a second time. */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { RunView } from '@/lib/runs/run'
import { SimulatedConsole } from '../../live/testing/simulated-console'
import { kinds, outcomeOf, person } from '../../runs/testing/run-rig'
import { startSimulator, type SimulatedHost } from '../../../simulator/start/start-simulator'
import { openData } from '../open-data'
import { backUp } from './backup'
import { bringBack } from './restore'

let folder: string
let host: SimulatedHost
beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'andon-restored-'))
  host = await startSimulator({ speed: 0, preset: 'demo' })
})
afterEach(async () => {
  await host.close()
  rmSync(folder, { recursive: true, force: true })
})

/** A life of the console over data of its own; with `file`, those of a backup. */
async function live<T>(name: string, file: string | undefined, work: (console: SimulatedConsole) => Promise<T>) {
  const dataDir = path.join(folder, name)
  mkdirSync(dataDir)
  const by = 'root'
  if (file !== undefined) await bringBack(file, { settings: { dataDir }, now: Date.now, keepLinks: false, by })
  const store = await openData({ dataDir })
  const console = new SimulatedConsole(host, store)
  try {
    await console.live()
    return await work(console)
  } finally {
    await console.die()
    await store.close()
  }
}

const sent = (method: string) => host.calls.filter((call) => call.method === method).length
const isOver = ({ state }: RunView) => state.at === 'ended' && !state.following

test('whichever step it had come to: it is looked up at the host, and neither started nor answered again', async () => {
  const copies: string[] = []
  await live('first', undefined, async (console) => {
    console.store.journal.onAppended(() => {
      const file = path.join(folder, `copy-${copies.length}.db`)
      backUp({ dataDir: path.join(folder, 'first'), file, replace: false })
      copies.push(file)
    })
    await console.over(await console.begin('asks-append-or-replace'))
  })
  const seen: string[] = []
  for (const [n, copy] of copies.entries()) {
    await live(`life-${n}`, copy, async (console) => {
      const [run] = (await console.store.journal.readHistory({})).runs
      if (!run) throw new Error('no run')
      await console.until(() => isOver(console.see(run)))
      const after = console.see(run)
      seen.push(kinds(run).findLast((kind) => kind !== 'restored') ?? '')
      expect([copy, outcomeOf(after)]).toEqual([copy, { kind: 'succeeded' }])
      expect(kinds(after).includes('restored')).toBe(!kinds(run).includes('ended'))
    })
  }
  // A question that is answered by itself and its answer are one commit: no copy has the one without the other.
  const steps = ['requested', 'checked', 'start-sent', 'started', 'answer-sent', 'answered', 'ended']
  // How far a task has come is written where something happens, which it may or may not before its end.
  expect([...new Set(seen)].filter((kind) => kind !== 'progress')).toEqual(steps)
  expect([sent('PowerOnVM_Task'), sent('AnswerVM')]).toEqual([1, 1])
}, 90_000)

test('taken in the middle of a flood: each VM was started once', async () => {
  const copy = path.join(folder, 'copy.db')
  const begun = await live('first', undefined, async (console) => {
    const vms = [...console.inventory.vms.values()].filter(({ powerState }) => powerState === 'poweredOff')
    let rows = 0
    console.store.journal.onAppended(() => {
      rows += 1
      if (rows === vms.length * 3) backUp({ dataDir: path.join(folder, 'first'), file: copy, replace: false })
    })
    const results = await console.runs.startMany(
      vms.map(({ key }) => key),
      { verb: 'powerOn' },
      person,
    )
    const runs = results.flatMap(({ result }) => (result.ok ? [result.value.run] : []))
    await console.until(() => runs.every((run) => console.hub.get('runs', run)?.state.at === 'ended'))
    return runs.length
  })
  expect(begun).toBeGreaterThan(5)
  const started = sent('PowerOnVM_Task')
  const [left, outcomes] = await live('second', copy, async (console) => {
    const unfinished = await console.store.journal.readUnfinishedRuns()
    await console.until(() => unfinished.every((run) => console.see(run).state.at === 'ended'))
    return [unfinished.length, unfinished.map((run) => outcomeOf(console.see(run))?.kind)]
  })
  expect(left).toBeGreaterThan(0)
  expect(outcomes).not.toContain('lost')
  expect(outcomes).not.toContain('refused')
  expect(sent('PowerOnVM_Task')).toBe(started)
})
