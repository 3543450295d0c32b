/** For tests: files and hardware as the screens ask for them, over real SOAP and HTTP, with a journal in a folder of its own. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach } from 'vitest'
import type { Definition } from '@/lib/files/define-vm'
import type { FileRequest } from '@/lib/files/file-request'
import type { VmxSave } from '@/lib/files/vmx-file'
import { ok, type Result } from '@/lib/result'
import type { Actor } from '@/lib/runs/actor'
import type { RunView } from '@/lib/runs/run'
import { runLine } from '@/lib/runs/run-label'
import type { DatastoreKey, RunId, VmKey } from '@/lib/vsphere/ids'
import { startSimulator, type SimulatorOptions } from '../../../simulator/start/start-simulator'
import { guardEach } from '../../errors/console-error'
import { createHardwareOperations } from '../../hardware/hardware-operations'
import { watchInventory, type Peer, type WatchedInventory } from '../../inventory/testing/watched-inventory'
import type { Journal } from '../../journal/journal'
import { openStore } from '../../journal/store'
import type { After, Runs } from '../../runs/contract'
import { realAfter } from '../../runs/host-call'
import { createRuns } from '../../runs/runs'
import { createFileOperations } from '../file-operations'
import type { UploadRequest } from '../upload'

export const tester = { username: 'tester', role: 'operator' } as const
const actor: Actor = { kind: 'person', name: tester.username }
/** A wait until the next look is at most this long; of others, what may take five seconds has them. */
const isLook = (ms: number) => ms <= 6_000 && ms !== 5_000

export async function openFileRig(peer: Peer) {
  const watched: WatchedInventory = await watchInventory(peer)
  const dataDir = mkdtempSync(path.join(tmpdir(), 'andon-files-'))
  let laterMs = 0
  const clock = () => Date.now() + laterMs
  const store = await openStore({ dataDir, now: clock })
  /** What the runs were asked to do, in words, as each was written down. */
  const notes: string[] = []
  const journal: Journal = {
    ...store.journal,
    openRun: async (opening, fence) => {
      notes.push(runLine(opening))
      return store.journal.openRun(opening, fence)
    },
  }
  const inventoryOf = () => watched.inventory
  // Between looks for what has no reply, runs wait for seconds.
  const after: After = (ms, run) => realAfter(isLook(ms) ? ms / 100 : ms, run)
  const options = {
    journal,
    now: clock,
    after,
    inventoryOf,
    policyOf: () => ({ autoAnswer: false, setBy: tester.username }),
  }
  const runs = createRuns(options)
  runs.watch(watched.inventory)
  await runs.resume()
  const lives = [runs]
  const { startFileTask, ...others } = guardEach({
    defineVm: (datastore: DatastoreKey, definition: Definition, _by = tester) =>
      runs.defineVm(datastore, definition, actor),
    startFileTask: (datastore: DatastoreKey, request: FileRequest, _by = tester) =>
      runs.startFile(datastore, request, actor),
    saveVmx: (vm: VmKey, save: VmxSave, _by = tester) => runs.saveVmx(vm, save, actor),
    receiveUpload: (datastore: DatastoreKey, request: UploadRequest, _by = tester) =>
      runs.upload(datastore, request, actor),
  })
  /** Resolves as soon as it is so of the run, as the journal tells it: now, or after one of its steps to come. */
  async function until(run: RunId, condition: (view: RunView) => boolean): Promise<RunView> {
    for (;;) {
      const appended = new Promise<void>((resolve) => {
        const stop = store.journal.onAppended(() => {
          stop()
          resolve()
        })
      })
      const view = await store.journal.readRun(run)
      if (view && condition(view)) return view
      await appended
    }
  }
  const ended = (started: Result<{ run: RunId }>) => until(valueOf(started).run, ({ state }) => state.at === 'ended')
  const now = () => Date.parse('2030-01-01T00:00:00Z')
  return {
    ...watched,
    notes,
    runs,
    store,
    ask: {
      ...guardEach({
        ...createFileOperations({ inventoryOf, now }),
        ...createHardwareOperations({ inventoryOf, now }),
      }),
      ...others,
      startFileTask,
      startFileTasks: async (datastore: DatastoreKey, requests: FileRequest[]) => {
        const results: Result<{ run: RunId }>[] = []
        for (const request of requests) results.push(await startFileTask(datastore, request))
        return ok({ results })
      },
    },
    key: (vm: string): VmKey => watched.vm(vm).key,
    /** By plain name. */
    datastore: (name: string): DatastoreKey => {
      const found = [...watched.inventory.datastores.values()].find((view) => view.name === name)
      if (!found) throw new Error(`no datastore "${name}"`)
      return found.key
    },
    untilRun: until,
    ended,
    /** The task of a run that was started here, when it has ended. */
    endOfTask: async (started: Result<{ run: RunId }>) => {
      const { task } = await ended(started)
      return task && watched.inventory.tasks.get(task)
    },
    /** So much later, another process takes up what the journal has as unfinished. */
    takeUp: async (afterMs = 0): Promise<Runs> => {
      laterMs += afterMs
      const next = createRuns(options)
      lives.push(next)
      next.watch(watched.inventory)
      await next.resume()
      return next
    },
    async close() {
      for (const life of lives) await life.close()
      await watched.inventory.close()
      await store.close()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}

/** The value of a Result that a test expects to be fine. */
export function valueOf<T>(result: Result<T>): T {
  if (result.ok) return result.value
  throw new Error(`${result.error.code}: ${result.error.sentence} ${result.error.raw ?? ''}`)
}

/**
 * For a file of tests: opens simulated hosts, each with a rig, and closes them after the test.
 * @returns what opens one; `as`: whose account, where it is not the usual one.
 */
export function rigsForEachTest() {
  const closing: (() => Promise<unknown>)[] = []
  afterEach(async () => {
    for (const close of closing.splice(0).reverse()) await close()
  })
  return async (options: SimulatorOptions = {}, as: Partial<Peer> = {}) => {
    const host = await startSimulator({ speed: 0, ...options })
    closing.push(() => host.close())
    const rig = await openFileRig({ ...host, ...as })
    closing.push(() => rig.close())
    return { ...rig, host }
  }
}
