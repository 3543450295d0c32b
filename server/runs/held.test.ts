/**
 * A power-off that was asked for, and that Andon was kept from sending, must not fire hours later: it asks a person first.
 */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { RunView } from '@/lib/runs/run'
import { moRef } from '@/lib/vsphere/ids'
import { kinds, openBench, otherPerson, outcomeOf, person, serial, vm, type Bench } from './testing/run-rig'
import { deferred, settled } from './testing/turned-clock'

let bench: Bench
beforeEach(async () => {
  bench = await openBench({ autoAnswer: true })
  bench.host.putVm({ moid: '12', powerState: 'poweredOn' })
  bench.host.on.startTask = async () => {
    bench.host.putTask(powerOff)
    return { kind: 'task', task: moRef('Task', powerOff.moid) }
  }
})
afterEach(() => bench.close())

const powerOff = { moid: 'task-1', vm: '12', name: 'PowerOffVM_Task', descriptionId: 'VirtualMachine.powerOff' }
const minutes = (n: number) => n * 60_000
const started = () => bench.host.calls.filter((call) => call.startsWith('startTask'))
const lastEvent = (run: RunView) => run.steps.at(-1)?.event

/** A power-off that Andon was stopped before it sent, three hours ago. */
async function heldRun(meanwhile: () => unknown = () => bench.clock.pass(minutes(180))): Promise<RunView> {
  bench.standStill('before', 'checked')
  const run = await bench.begin({ verb: 'powerOff' })
  await bench.kill(meanwhile)
  return bench.see(run)
}

describe('an order of hours ago', () => {
  test('is held, says since when and why, and nothing is asked of the host', async () => {
    const run = await heldRun()
    expect(run.state).toEqual({ at: 'held' })
    expect(lastEvent(run)).toEqual({
      kind: 'held',
      because: 'andon-stopped',
      method: 'PowerOffVM_Task',
      since: run.startedAt,
    })
    await bench.clock.pass(minutes(60))
    expect(bench.host.calls).toEqual(['readBeforeRun 12'])
    expect(await bench.recorded(run)).toEqual(run)
  })

  test('of nine minutes ago is none yet', async () => {
    const run = await heldRun(() => bench.clock.pass(minutes(9)))
    expect(kinds(run)).toContain('started')
  })

  test('holds its VM: another run on it is refused and names it', async () => {
    await heldRun()
    expect(await bench.runs.start(vm, { verb: 'powerOff' }, person)).toMatchObject({
      ok: false,
      error: {
        code: 'vm-busy',
        sentence: 'Power off of this VM was asked for and has not been sent. Start it or drop it first.',
      },
    })
  })

  test('a question of its VM is recorded as one that it has nothing to do with', async () => {
    const run = await heldRun()
    bench.host.ask('12', serial())
    await bench.clock.pass(minutes(1))
    expect(bench.answersSent()).toEqual([])
    expect(kinds(await bench.see(run)).at(-1)).toBe('held')
    const { notes } = await bench.store.journal.readHistory({})
    expect(notes.map(({ content }) => content)).toContainEqual(
      expect.objectContaining({ event: expect.objectContaining({ kind: 'question-noted', origin: 'no task' }) }),
    )
  })

  test('stays held over another restart', async () => {
    const run = await heldRun()
    await bench.restart()
    expect((await bench.see(run)).state).toEqual({ at: 'held' })
    expect((await bench.see(run)).steps).toHaveLength(run.steps.length)
  })

  test('of a connection that is removed is not started', async () => {
    const run = await heldRun()
    await bench.runs.dropConnection(run.connection)
    expect(outcomeOf(await bench.see(run))).toMatchObject({
      kind: 'refused',
      refusal: { because: 'The connection was removed. Nothing was started.' },
    })
  })
})

describe('a person says', () => {
  test('that it is still wanted: the host is asked again, and it starts', async () => {
    const run = await heldRun()
    expect(await bench.runs.decideHeld(run.id, 'confirmed', otherPerson)).toEqual({ ok: true, value: null })
    const after = await bench.see(run)
    expect(kinds(after).slice(-4)).toEqual(['confirmed', 'checked', 'start-sent', 'started'])
    expect(after.steps.find(({ event }) => event.kind === 'confirmed')?.actor).toEqual(otherPerson)
    expect(started()).toEqual(['startTask 12 powerOff'])
    bench.endTask('success')
    expect(outcomeOf(await bench.see(run))).toEqual({ kind: 'succeeded' })
  })

  test('that it is still wanted, and it is not possible any more: refused, with the reason', async () => {
    const run = await heldRun()
    bench.host.putVm({ moid: '12', powerState: 'poweredOff' })
    await bench.runs.decideHeld(run.id, 'confirmed', person)
    expect(outcomeOf(await bench.see(run))).toMatchObject({ refusal: { because: 'The VM is already off.' } })
    expect(started()).toEqual([])
  })

  test('that it is still wanted, and Andon is killed: it goes on, being young again, but not after hours', async () => {
    const run = await heldRun()
    bench.host.on.readBeforeRun = () => new Promise(() => undefined)
    await bench.runs.decideHeld(run.id, 'confirmed', person)
    await bench.kill(() => bench.clock.pass(minutes(11)))
    expect((await bench.see(run)).state).toEqual({ at: 'held' })
    await bench.runs.decideHeld(run.id, 'confirmed', person)
    delete bench.host.on.readBeforeRun
    await bench.kill(() => bench.clock.pass(minutes(9)))
    expect(started()).toHaveLength(1)
  })

  test('that it is not wanted any more: it ends by whom, nothing was started, and the VM is free', async () => {
    const run = await heldRun()
    expect(await bench.runs.decideHeld(run.id, 'given-up', otherPerson)).toEqual({ ok: true, value: null })
    const after = await bench.see(run)
    expect(outcomeOf(after)).toEqual({ kind: 'cancelled', by: otherPerson })
    expect(after.steps.at(-1)?.actor).toEqual(otherPerson)
    expect(started()).toEqual([])
    expect((await bench.runs.start(vm, { verb: 'powerOff' }, person)).ok).toBe(true)
  })

  test('both at once: the second learns what the first has said', async () => {
    const run = await heldRun()
    const both = await Promise.all([
      bench.runs.decideHeld(run.id, 'given-up', otherPerson),
      bench.runs.decideHeld(run.id, 'confirmed', person),
    ])
    expect(both[0]).toMatchObject({ ok: true })
    expect(both[1]).toMatchObject({ ok: false })
    expect(started()).toEqual([])
    const third = await heldRun()
    await bench.runs.decideHeld(third.id, 'confirmed', otherPerson)
    expect(await bench.runs.decideHeld(third.id, 'given-up', person)).toMatchObject({
      ok: false,
      error: { code: 'not-held', sentence: `Run ${third.number} was already started by a.haddad.` },
    })
  })

  test('and the journal cannot be written: nothing is done, and it can be said again', async () => {
    const run = await heldRun()
    const { journal } = bench
    bench.journal = { ...journal, append: () => Promise.reject(new Error('disk full')) }
    expect(await bench.runs.decideHeld(run.id, 'confirmed', person)).toMatchObject({ error: { code: 'not-recorded' } })
    expect(started()).toEqual([])
    bench.journal = journal
    await bench.clock.pass(10_000)
    expect(await bench.runs.decideHeld(run.id, 'confirmed', person)).toMatchObject({ ok: true })
    await settled()
    expect(started()).toHaveLength(1)
  })

  test('of a run that does not ask', async () => {
    const run = await bench.begin({ verb: 'powerOff' })
    expect(await bench.runs.decideHeld(run.id, 'confirmed', person)).toMatchObject({ error: { code: 'not-held' } })
    bench.endTask('success')
    await settled()
    expect(await bench.runs.decideHeld(run.id, 'given-up', person)).toMatchObject({ error: { code: 'no-run' } })
  })
})

describe('the journal takes more than ten minutes', () => {
  test('for the order itself: it is not sent, and asks a person', async () => {
    const written = deferred()
    bench.journal.openRun = async (opening) => {
      const opened = await bench.store.journal.openRun(opening)
      await written.promise
      return opened
    }
    const pressed = bench.begin({ verb: 'powerOff' })
    await bench.clock.pass(minutes(11))
    written.resolve()
    const run = await pressed
    expect(lastEvent(run)).toMatchObject({ kind: 'held', because: 'not-recorded' })
    expect(started()).toEqual([])
  })

  test('for the last step before the call: it is not sent, although that step is written', async () => {
    const written = deferred()
    bench.journal.append = async (entry) => {
      const done = await bench.store.journal.append(entry)
      if (entry.event.kind === 'start-sent') await written.promise
      return done
    }
    const run = await bench.begin({ verb: 'powerOff' })
    await bench.clock.pass(minutes(11))
    written.resolve()
    expect(kinds(await bench.see(run)).slice(-2)).toEqual(['start-sent', 'held'])
    expect(started()).toEqual([])
    // Another life knows that it was not sent.
    await bench.kill()
    expect((await bench.see(run)).state).toEqual({ at: 'held' })
    await bench.runs.decideHeld(run.id, 'confirmed', person)
    await settled()
    expect(started()).toHaveLength(1)
  })
})

describe('somebody sets Andon’s clock back', () => {
  test('to before the order, while it is stopped: it is held, and its age is not known', async () => {
    const run = await heldRun(() => bench.clock.setBack(minutes(30)))
    expect(lastEvent(run)).toMatchObject({ kind: 'held', ageUnknown: true })
    expect(started()).toEqual([])
  })

  test('by almost as much as it was stopped: the host’s clock shows it', async () => {
    bench.host.on.clockOffsetMs = 0
    const run = await heldRun(async () => {
      await bench.clock.pass(minutes(180))
      bench.clock.setBack(minutes(175))
      bench.host.on.clockOffsetMs = minutes(175)
    })
    expect(lastEvent(run)).toMatchObject({ kind: 'held' })
    expect(started()).toEqual([])
  })

  test('while an order waits for contact: the time that has passed counts', async () => {
    const run = await heldRun(() => bench.host.contact({ at: 'connecting', since: '' }))
    bench.clock.setBack(minutes(5))
    await bench.clock.pass(minutes(11))
    bench.host.report('task-1', { kind: 'contact-back' })
    expect((await bench.see(run)).state).toEqual({ at: 'held' })
    expect(started()).toEqual([])
  })
})
