/**
 * What happened while nobody looked was nowhere in History. The host's own lists have it, as far as they go; what they no
 * longer have is said. While there is contact, its events are written down as they happen.
 */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { NoteContent } from '@/lib/contract/history'
import type { HostEvent } from '@/lib/vsphere/host-event'
import { taskKey, moid } from '@/lib/vsphere/ids'
import type { TaskView } from '@/lib/vsphere/task'
import { postVmEvent } from '../../simulator/world/events'
import type { HostHistory } from '../inventory/host-history'
import { WireError } from '../vsphere/errors'
import { openFileRuns } from './testing/file-runs-rig'
import { connection, openBench, vm, type Bench } from './testing/run-rig'
import { fault } from './testing/scripted-inventory'
import { settled } from './testing/turned-clock'

const whole = { kind: 'whole' } as const

describe('what a host remembers', () => {
  let bench: Bench
  /** What it has, in the host's own list. */
  let past: { tasks: TaskView[]; events: HostEvent[] }
  let live: HostEvent[]
  let asked: string[]
  let history: HostHistory
  beforeEach(async () => {
    ;[past, live, asked] = [{ tasks: [], events: [] }, [], []]
    history = {
      async readTasks(since, take) {
        asked.push(`tasks since ${since}`)
        await take(past.tasks.filter(({ completeTime = '' }) => completeTime >= since))
        return whole
      },
      async readEvents(since, take) {
        asked.push(`events since ${since}`)
        await take(past.events.filter(({ at }) => at >= since))
        return whole
      },
      async followEvents() {
        asked.push('follow')
        return { next: async () => live.splice(0), end: async () => undefined }
      },
    }
    bench = await openBench({ autoAnswer: false })
    bench.host.on.history = () => history
  })
  afterEach(() => bench.close())

  const iso = (ms = 0) => new Date(bench.clock.now() + ms).toISOString()
  const task = (n: number, completeTime = iso()): TaskView => ({
    key: taskKey(connection, moid(`task-${n}`)),
    connection,
    vm,
    entityName: 'web',
    descriptionId: 'VirtualMachine.powerOn',
    state: 'success',
    queueTime: completeTime,
    completeTime,
  })
  const event = (id: number, at = iso(), type = 'VmPoweredOnEvent'): HostEvent => ({
    id,
    chain: id,
    type,
    at,
    text: `${type} ${id}`,
    vm,
  })
  const notes = async (): Promise<NoteContent[]> => {
    await settled()
    return (await bench.store.journal.readHistory({ limit: 200 })).notes.map(({ content }) => content)
  }
  const gaps = async () => (await notes()).flatMap((content) => (content.kind === 'gap' ? [content.gap] : []))
  const told = async () =>
    (await notes()).flatMap((content) => {
      const sign = 'readBack' in content && content.readBack ? ' back' : ''
      if (content.kind === 'task') return [`${content.task.key}${sign}`]
      return content.kind === 'host-event' ? [`${content.event.type} ${content.event.id}${sign}`] : []
    })
  const lose = () => bench.host.contact({ at: 'lost', since: '', reason: 'cut' })
  const comeBack = async () => {
    bench.host.contact({ at: 'live', since: '', lastAnswerAt: '' })
    await bench.clock.pass(1_000)
  }
  async function outage(ms = 60_000, meanwhile: () => void = () => undefined): Promise<void> {
    lose()
    await bench.clock.pass(ms / 2)
    meanwhile()
    await bench.clock.pass(ms / 2)
    await comeBack()
  }

  test('is not read of a time before anybody looked', async () => {
    past = { tasks: [task(1)], events: [event(1)] }
    await bench.clock.pass(60_000)
    expect(await told()).toEqual([])
    expect(asked.filter((one) => one !== 'follow')).toEqual([])
  })

  test('of an outage goes into the record once, and the gap says how much that was', async () => {
    await bench.clock.pass(120_000)
    const from = iso()
    await outage(60_000, () => {
      past = { tasks: [task(1), task(2)], events: [event(1), event(2, iso(), 'TaskEvent')] }
    })
    expect((await told()).toSorted()).toEqual(['VmPoweredOnEvent 1 back', 'c1/task-1 back', 'c1/task-2 back'])
    const [gap, ...more] = await gaps()
    expect(more).toEqual([])
    expect(gap).toMatchObject({ kind: 'read-back', from, tasks: { noted: 2, kept: whole }, events: { noted: 1 } })
    await outage(60_000)
    await bench.clock.pass(300_000)
    expect(await told()).toHaveLength(3)
    expect((await gaps())[0]).toMatchObject({ tasks: { noted: 0 }, events: { noted: 0 } })
  })

  test('of the time when Andon was stopped is read by the next life, and by the one after it no more', async () => {
    live = [event(9)]
    await bench.clock.pass(120_000)
    await bench.kill(async () => {
      await bench.clock.pass(30_000)
      past = { tasks: [task(1)], events: [event(1)] }
      await bench.clock.pass(30_000)
    })
    await bench.clock.pass(5_000)
    expect((await told()).toSorted()).toEqual(['VmPoweredOnEvent 1 back', 'VmPoweredOnEvent 9', 'c1/task-1 back'])
    await bench.kill(() => bench.clock.pass(60_000))
    await bench.clock.pass(5_000)
    expect(await told()).toHaveLength(3)
    expect(await gaps()).toHaveLength(2)
  })

  test('and that a life began to read and did not finish is finished by the next one, without doubles', async () => {
    await bench.clock.pass(120_000)
    history.readEvents = () => new Promise(() => undefined)
    await outage(60_000, () => (past = { tasks: [task(1)], events: [event(1)] }))
    expect(await gaps()).toEqual([])
    history.readEvents = async (_, take) => {
      await take(past.events)
      return whole
    }
    await bench.kill(() => bench.clock.pass(60_000))
    await bench.clock.pass(5_000)
    expect((await told()).toSorted()).toEqual(['VmPoweredOnEvent 1 back', 'c1/task-1 back'])
    expect(await gaps()).toMatchObject([{ tasks: { noted: 1 }, events: { noted: 1 } }])
  })

  test('is not the record of our own tasks, nor of what stood in it before', async () => {
    const run = await bench.begin()
    bench.endTask('success')
    await bench.see(run)
    bench.host.putTask({ moid: 'task-9', vm: '12', state: 'success', queueTime: iso(), completeTime: iso() })
    live = [event(7)]
    await bench.clock.pass(60_000)
    expect((await told()).toSorted()).toEqual(['VmPoweredOnEvent 7', 'c1/task-9'])
    const at = iso(-45_000)
    past = { tasks: [task(1, at), { ...task(9, at) }], events: [event(7, at)] }
    await outage()
    expect(await told()).toHaveLength(2)
  })

  test('and what it does not let be read is said, and is no error', async () => {
    const kept = { kind: 'not-readable', reason: 'This host keeps no such list.' } as const
    history.readTasks = async () => kept
    await bench.clock.pass(120_000)
    await outage(60_000, () => (past.events = [event(3, iso(), 'TaskEvent')]))
    expect(await gaps()).toMatchObject([{ tasks: { noted: 0, kept }, events: { noted: 1, kept: whole } }])
    expect(await told()).toEqual(['TaskEvent 3 back'])
  })

  test('and that breaks off is tried again, then told as far as it came', async () => {
    const first = task(1)
    history.readTasks = async (_, take) => {
      asked.push('tasks')
      await take([{ ...first, completeTime: iso() }])
      throw fault('SystemError', 'out of memory')
    }
    await bench.clock.pass(120_000)
    await outage()
    expect(await gaps()).toEqual([])
    await bench.clock.pass(200_000)
    expect(asked.filter((one) => one === 'tasks')).toHaveLength(3)
    expect(await gaps()).toMatchObject([{ tasks: { kept: { kind: 'until', reason: /out of memory/ } } }])
    expect(await told()).toHaveLength(1)
  })

  test('and without contact it is read when that is back', async () => {
    await bench.clock.pass(120_000)
    bench.host.on.history = () => {
      throw new WireError('unreachable', 'cut')
    }
    await outage()
    expect(await gaps()).toEqual([])
    bench.host.on.history = () => history
    lose()
    await comeBack()
    expect(await gaps()).toHaveLength(1)
  })

  test('its events are written as they happen, each once', async () => {
    await bench.clock.pass(1_000)
    live = [event(1), event(2, iso(), 'TaskEvent')]
    await bench.clock.pass(31_000)
    live = [event(1), event(3)]
    await bench.clock.pass(31_000)
    expect(await told()).toEqual(['VmPoweredOnEvent 3', 'VmPoweredOnEvent 1'])
    expect(asked).toEqual(['follow'])
  })

  test('an account that may not see events is not asked for ever', async () => {
    history.followEvents = async () => {
      asked.push('follow')
      throw fault('NoPermission')
    }
    await comeBack()
    await bench.clock.pass(300_000)
    expect(asked.filter((one) => one === 'follow').length).toBeLessThanOrEqual(2)
  })
})

describe.each(['vcenter', 'esx'] as const)('over the wire, of a simulated %s', (product) => {
  test('what others did while Andon was stopped is read back once', async () => {
    const { host, until, inventory, takeUp, runs, journal } = await openFileRuns({ product })
    const [vm] = inventory.vms.values()
    if (!vm) throw new Error('no VM')
    await journal.note({ by: 'm.okafor', text: 'the last of this life' })
    await runs.close()
    const foreign = { descriptionId: 'x.y', method: 'Foreign_Task', userName: 'j.meyer', ms: 1 }
    const task = host.startTask(vm.moid, foreign)
    const found = () => [...inventory.tasks.values()].find((one) => one.key.endsWith(task.value))
    await until(() => found()?.state === 'success')
    postVmEvent(host.world, host.vm(vm.moid), 'VmSuspendedEvent', '{vm} is suspended', { userName: 'j.meyer' })
    const gaps = async () => (await journal.readHistory({ source: ['gap'] })).notes.filter(isGap)
    async function live(): Promise<void> {
      const before = (await gaps()).length
      const next = await takeUp(60_000)
      await expect.poll(async () => (await gaps()).length, { timeout: 50_000 }).toBe(before + 1)
      await next.close()
    }
    const told = async () =>
      (await journal.readHistory({ vm: vm.key, source: ['others', 'event'] })).notes.map(({ content }) => content)
    await live()
    const first = await told()
    // What a host alone still lists is written from there; it has no other list of tasks.
    const readBack = product === 'vcenter' ? { readBack: true } : {}
    expect(first.filter(({ kind }) => kind === 'task')).toMatchObject([
      { task: { name: 'Foreign_Task', startedBy: 'j.meyer' }, ...readBack },
    ])
    const events = first.filter((one) => one.kind === 'host-event').map(({ event }) => [event.type, event.userName])
    expect(events).toContainEqual(['VmSuspendedEvent', 'j.meyer'])
    await live()
    expect(await told()).toHaveLength(first.length)
  }, 120_000)
})

const isGap = ({ content }: { content: NoteContent }) => content.kind === 'gap'
