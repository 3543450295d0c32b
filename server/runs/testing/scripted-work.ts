/** For tests: a run of which a work records its steps, without a host and without a journal. */
import type { Asked, RunOutcome, StepEvent } from '@/lib/runs/run'
import { foldStep } from '@/lib/runs/fold-run'
import { connectionId, datastoreKey, moid } from '@/lib/vsphere/ids'
import { emptyRun } from '../../journal/entry'
import { Stopped, type WorkingRun } from '../work'

export const connection = connectionId('c1')
const ada = { kind: 'person', name: 'ada' } as const
export const noWrites = new Error('the disk is full')
export const onSsd = (path: string) =>
  ({ kind: 'datastorePath', datastore: datastoreKey(connection, moid('ds')), datastoreName: 'ssd', path }) as const

/** Whatever is sent to the host is noted; a step that `fails` cannot be written. */
export function scriptedWork(asked: Asked, fails: (event: StepEvent) => boolean = () => false) {
  const at = new Date(0).toISOString()
  let view = emptyRun({ connection, actor: ada, ...asked }, 1, at)
  const stop = new AbortController()
  const sent: string[] = []
  const inventory = {
    state: { at: 'live' },
    vms: new Map(),
    onChanges: () => () => undefined,
    access() {
      sent.push('something')
      throw new Error('nothing is to be sent')
    },
  }
  const run = {
    get view() {
      return view
    },
    signal: stop.signal,
    inventory: () => inventory,
    onReattach: () => () => undefined,
    now: () => 0,
    after: () => () => undefined,
    order: { age: () => 'fresh' },
    record: async (event: StepEvent) => {
      if (fails(event)) throw noWrites
      view = foldStep(view, { at, actor: ada, event })
    },
    end: async (outcome: RunOutcome) => run.record({ kind: 'ended', outcome }),
  } as unknown as WorkingRun // all that these works ask for
  return {
    run,
    sent,
    outcome: () => (view.state.at === 'ended' ? view.state.outcome : undefined),
    cancel: () => stop.abort(new Stopped({ is: 'cancelled', by: ada })),
  }
}
