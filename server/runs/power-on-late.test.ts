import { expect, test } from 'vitest'
import { orderAge } from '@/lib/runs/order-age'
import type { RunOutcome, RunStep, RunView, StepEvent } from '@/lib/runs/run'
import { connectionId, moid, runId, vmKey } from '@/lib/vsphere/ids'
import type { Inventory } from '../inventory/contract'
import { createPowerOnMade } from './power-on-made'

const connection = connectionId('c1')
const [source, made] = [vmKey(connection, moid('12')), vmKey(connection, moid('13'))]
const now = Date.UTC(2026, 10, 22, 14, 0, 0)
const ago = (minutes: number) => new Date(now - minutes * 60_000).toISOString()
const step = (at: string, event: StepEvent): RunStep => ({ at, actor: { kind: 'andon' }, event })

/** What becomes of the power-on that was asked for with a clone, which is seen to have ended a moment ago. */
async function becomes(steps: readonly RunStep[], outcome: RunOutcome): Promise<string> {
  // What is left out of the view nobody reads.
  const view = {
    id: runId('r1'),
    connection,
    number: 1,
    kind: 'vm',
    subjects: [{ kind: 'vm', key: source, name: 'web-01' }],
    request: { verb: 'clone', name: 'web-02', powerOn: true },
    actor: { kind: 'person', name: 'm.okafor' },
    startedAt: ago(3 * 24 * 60),
    steps,
    state: { at: 'ended', outcome, endedAt: ago(0), following: false },
  } as unknown as RunView
  return new Promise((resolve, reject) => {
    createPowerOnMade({
      journal: { readRunsEndedSince: async () => [], readUnfinishedRuns: async () => [] },
      leases: { take: async () => ({ is: 'taken', lease: { release: () => undefined } }) as never },
      inventoryOf: () => ({ vms: new Map([[made, {}]]) }) as unknown as Inventory,
      start: async (vm, { verb }) => {
        resolve(`${verb} ${vm}`)
        return { ok: true, value: undefined }
      },
      after: () => () => undefined,
      refuse: async (_, because) => resolve(because),
      ageOf: (since) => orderAge({ asked: Date.parse(since), now, passedMs: 0 }),
      isClosed: () => false,
      warn: (text, error) => reject(new Error(text, { cause: error })),
    }).onOver(view)
  })
}

const sentLong = step(ago(3 * 24 * 60), { kind: 'start-sent', method: 'CloneVM_Task' })
const wasStopped = step(ago(0), { kind: 'contact-lost', reason: 'Andon was stopped.' })
const started = `powerOn ${made}`
const seenLate = expect.stringMatching(/ready more than ten minutes before Andon/)

test.each([
  ['that took days, and ended now', [sentLong], ago(0), started],
  ['that took days, and ended soon after Andon was started again', [sentLong, wasStopped], ago(2), started],
  ['that ended while Andon was stopped, days ago', [sentLong, wasStopped], ago(2 * 24 * 60), seenLate],
  ['of which nobody knows when it ended, since Andon was stopped', [sentLong, wasStopped], undefined, seenLate],
  ['of which its host does not say when it ended, and Andon was there', [sentLong], undefined, started],
  ['whose host has a clock that is ahead', [sentLong], ago(-30), started],
])('the power-on after a clone %s', async (_, steps, madeAt, what) => {
  expect(await becomes(steps, { kind: 'succeeded', made, ...(madeAt !== undefined && { madeAt }) })).toEqual(what)
})
