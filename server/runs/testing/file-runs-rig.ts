/** For tests: what is done to files, as runs, over real SOAP and HTTP to a simulated host that lasts as long as the test. */
import type { Readable } from 'node:stream'
import { onTestFinished } from 'vitest'
import type { FileRequest } from '@/lib/files/file-request'
import type { Asked, RunView, StepEvent } from '@/lib/runs/run'
import type { DatastoreKey, RunId } from '@/lib/vsphere/ids'
import { startSimulator, type SimulatorOptions } from '../../../simulator/start/start-simulator'
import { openFileRig, tester, valueOf } from '../../files/testing/file-rig'

export const person = { kind: 'person', name: tester.username } as const
export const iso = 'iso/debian-12.7.0-amd64-netinst.iso'
export const off = 'build|agent "7"'

export async function openFileRuns(options: SimulatorOptions = {}) {
  const host = await startSimulator({ speed: 0, ...options })
  onTestFinished(() => host.close())
  const rig = await openFileRig(host)
  onTestFinished(() => rig.close())
  const stores = [...rig.inventory.datastores.values()].filter(({ accessible }) => accessible)
  const store = rig.datastore(stores.find(({ name }) => name === 'datastore1')?.name ?? stores[0]?.name ?? '')
  const names = async (folder = '') =>
    valueOf(await rig.ask.browseDatastore(store, folder)).entries.map(({ name }) => name)
  const upload = (name: string, body: Readable, changes: { length?: number; signal?: AbortSignal } = {}) =>
    rig.runs.upload(
      store,
      { folder: '', name, overwrite: false, length: 8, body, signal: new AbortController().signal, ...changes },
      person,
    )
  /** A run as the process before this one left it: with these steps, and no outcome. */
  async function left(asked: Asked, events: StepEvent[]): Promise<RunId> {
    const { run } = await rig.store.journal.openRun({ connection: rig.inventory.id, actor: person, ...asked })
    for (const event of events) {
      const actor = event.kind === 'cancel-sent' ? person : ({ kind: 'andon' } as const)
      await rig.store.journal.append({ run, connection: rig.inventory.id, actor, event })
    }
    return run
  }
  const overOf = (run: RunId) => rig.untilRun(run, ({ state }) => state.at === 'ended' && !state.following)
  const read = async (run: RunId) => (await rig.store.journal.readRun(run)) ?? Promise.reject(new Error('no run'))
  return { ...rig, journal: rig.store.journal, host, store, names, upload, left, overOf, read }
}

export const kindsOf = (run: RunView) => run.steps.map(({ event }) => event.kind)
export const outcomeOf = ({ state }: RunView) => (state.at === 'ended' ? state.outcome : undefined)
export const deletion = (path = iso): FileRequest => ({ do: 'delete', what: 'file', path })
export const copyTo = (name: string, path = iso): FileRequest => ({
  do: 'copy',
  what: 'file',
  path,
  to: { folder: '', name },
  overwrite: false,
})
export const subjectAt = (datastore: DatastoreKey, path: string) =>
  ({ kind: 'datastorePath', datastore, datastoreName: 'datastore1', path }) as const
