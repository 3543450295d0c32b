import { describe, expect, test } from 'vitest'
import { deleteFile } from '../estate/datastore-files'
import { faultTypeOf, testWorld, mustFile } from '../testing/test-world'
import { text } from '../vim25/read-data'
import { eventsOf } from '../world/events'

/** Everything that is published of a task and its VM, in order. */
function follow(sim: ReturnType<typeof testWorld>, vmName: string): string[] {
  const vm = sim.vm(vmName)
  const log: string[] = []
  let [state, question, power] = ['', false, '']
  sim.world.on((change) => {
    const now = change.ref.type === 'Task' ? (text(sim.world.prop(change.ref, 'info'), 'state') ?? '') : state
    if (now !== state) log.push((state = now))
    const asked = sim.world.prop(vm, 'runtime.question') !== undefined
    if (asked !== question) log.push(asked ? 'question' : 'answered')
    question = asked
    const on = String(sim.world.prop(vm, 'runtime.powerState'))
    if (on !== power) log.push((power = on))
  })
  return log
}

describe('power on', () => {
  test('goes through queued and running with progress to success, and Tools answer some time later', async () => {
    const sim = testWorld()
    const vm = sim.vm('100% test')
    const task = await sim.start('PowerOnVM_Task', vm)
    expect(sim.info(task)).toMatchObject({
      state: 'queued',
      cancelable: false,
      cancelled: false,
      name: 'PowerOnVM_Task',
      descriptionId: 'VirtualMachine.powerOn',
      entityName: '100%25 test',
      reason: { $type: 'TaskReasonUser', userName: 'root' },
    })
    expect(sim.info(task)['startTime']).toBeUndefined()
    expect(sim.world.prop(vm, 'recentTask')).toEqual([task])
    await sim.clock.advance(900)
    expect(sim.info(task)['state']).toBe('running')
    expect(sim.info(task)['startTime']).toBeInstanceOf(Date)
    expect(sim.info(task)['progress']).toBeGreaterThan(2)
    expect(await sim.outcome(task)).toBe('success')
    expect(sim.info(task)).toMatchObject({ completeTime: expect.any(Date) })
    expect(sim.info(task)['progress']).toBeUndefined()
    expect(sim.world.prop(vm, 'summary.runtime.powerState')).toBe('poweredOn')
    expect(sim.world.prop(vm, 'guest.toolsRunningStatus')).toBe('guestToolsNotRunning')
    await sim.clock.advance(20_000)
    expect(sim.world.prop(vm, 'summary.guest.toolsRunningStatus')).toBe('guestToolsRunning')
    expect(sim.world.prop(vm, 'guestHeartbeatStatus')).toBe('green')
  })

  test('shows its question before it is published as running, so that a client that looks once then sees it', async () => {
    const sim = testWorld()
    const log = follow(sim, 'asks-append-or-replace')
    await sim.start('PowerOnVM_Task', sim.vm('asks-append-or-replace'), {}, 5_000)
    expect(log.filter((what) => what !== 'poweredOff')).toEqual(['queued', 'question', 'running'])
    sim.answer(sim.vm('asks-append-or-replace'), 'Append')
    await sim.clock.advance(10_000)
    expect(log.slice(-3)).toEqual(['answered', 'poweredOn', 'success'])
  })

  test('with two questions asks one after the other', async () => {
    const sim = testWorld()
    const vm = sim.vm('asks-twice')
    const task = await sim.start('PowerOnVM_Task', vm, {}, 1_000)
    expect(sim.world.prop(vm, 'runtime.question.text')).toContain('moved or copied')
    const firstId = sim.world.prop(vm, 'runtime.question.id')
    sim.answer(vm, 'copied')
    await sim.clock.advance(100)
    expect(sim.world.prop(vm, 'runtime.question.text')).toContain('already exists')
    expect(sim.world.prop(vm, 'runtime.question.id')).not.toBe(firstId)
    sim.answer(vm, 'Append')
    expect(await sim.outcome(task)).toBe('success')
  })

  test('a copied VM gets another UUID, a moved one keeps it, and neither is asked again', async () => {
    for (const { choice, keeps } of [
      { choice: 'copied', keeps: false },
      { choice: 'moved', keeps: true },
    ]) {
      const sim = testWorld()
      const vm = sim.vm('asks-if-moved-or-copied')
      const before = sim.world.prop(vm, 'config.uuid')
      const task = await sim.start('PowerOnVM_Task', vm, {}, 1_000)
      sim.answer(vm, choice)
      expect(await sim.outcome(task)).toBe('success')
      expect(sim.world.prop(vm, 'config.uuid') === before).toBe(keeps)
      expect(sim.world.prop(vm, 'summary.config.uuid')).toBe(sim.world.prop(vm, 'config.uuid'))
      expect(await sim.outcome(await sim.start('PowerOffVM_Task', vm))).toBe('success')
      expect(await sim.outcome(await sim.start('PowerOnVM_Task', vm))).toBe('success')
    }
  })

  test('cancelled at its question fails with the chain of causes and leaves the VM off', async () => {
    const sim = testWorld()
    const vm = sim.vm('asks-append-or-replace')
    const task = await sim.start('PowerOnVM_Task', vm, {}, 1_000)
    sim.answer(vm, 'Cancel')
    expect(await sim.outcome(task)).toBe('GenericVmConfigFault')
    const { fault } = sim.info(task)['error'] as { fault: { faultMessage: { key: string }[] } } // the wrapper of TaskInfo.error
    expect(fault.faultMessage.map((message) => message.key).slice(-2)).toEqual([
      'msg.moduletable.powerOnFailed',
      'msg.vmx.poweron.failed',
    ])
    expect(sim.world.prop(vm, 'runtime.powerState')).toBe('poweredOff')
    expect(eventsOf(sim.world).at(-1)?.$type).toBe('VmFailedToPowerOnEvent')
  })

  test('fails for a lost disk, naming the file', async () => {
    const sim = testWorld()
    const task = await sim.start('PowerOnVM_Task', sim.vm('fails-to-power-on'))
    expect(await sim.outcome(task)).toBe('FileNotFound')
    expect(sim.info(task)['error']).toMatchObject({
      fault: { file: '[datastore1] fails-to-power-on/fails-to-power-on.vmdk' },
    })
  })

  test('asks again after every Retry until somebody makes room for the swap file', async () => {
    const sim = testWorld()
    const vm = sim.vm('asks-again-after-retry')
    const task = await sim.start('PowerOnVM_Task', vm, {}, 1_000)
    const ids = new Set<unknown>()
    for (let round = 0; round < 3; round++) {
      ids.add(sim.world.prop(vm, 'runtime.question.id'))
      sim.answer(vm, 'Retry')
      await sim.clock.advance(1_500)
    }
    expect(ids.size).toBe(3)
    deleteFile(sim.world, mustFile(sim.world, '[scratch] captures/2019-office-move.pcap'))
    sim.answer(vm, 'Retry')
    expect(await sim.outcome(task)).toBe('success')
  })

  test('without nested virtualization goes on after Yes and fails after No', async () => {
    for (const [choice, end] of [
      ['Yes', 'success'],
      ['No', 'GenericVmConfigFault'],
    ] as const) {
      const sim = testWorld()
      const vm = sim.vm('asks-about-nested-esxi')
      const task = await sim.start('PowerOnVM_Task', vm, {}, 1_000)
      sim.answer(vm, choice)
      expect(await sim.outcome(task)).toBe(end)
    }
  })

  test('of a running VM ends in InvalidPowerState', async () => {
    const sim = testWorld()
    const task = await sim.start('PowerOnVM_Task', sim.vm('web-frontend'))
    expect(await sim.outcome(task)).toBe('InvalidPowerState')
    expect(sim.info(task)['error']).toMatchObject({
      fault: { requestedState: 'poweredOn', existingState: 'poweredOn' },
      localizedMessage: 'The attempted operation cannot be performed in the current state (Powered on).',
    })
  })
})

describe('while something is going on', () => {
  test('a second task is refused with the first, and an open question with its text', async () => {
    const sim = testWorld()
    const vm = sim.vm('asks-append-or-replace')
    const task = await sim.start('PowerOnVM_Task', vm)
    expect(faultTypeOf(() => sim.callNow('PowerOffVM_Task', vm))).toBe('TaskInProgress')
    await sim.clock.advance(1_000)
    expect(faultTypeOf(() => sim.callNow('PowerOffVM_Task', vm))).toBe('QuestionPending')
    expect(faultTypeOf(() => sim.callNow('ShutdownGuest', vm))).toBe('QuestionPending')
    expect(faultTypeOf(() => sim.callNow('CancelTask', task))).toBe('NotSupported')
  })

  test('TerminateVM takes the question away, and the blocked task ends in error', async () => {
    const sim = testWorld()
    const vm = sim.vm('asks-append-or-replace')
    const task = await sim.start('PowerOnVM_Task', vm, {}, 1_000)
    sim.callNow('TerminateVM', vm)
    await sim.clock.advance(3_000)
    expect(sim.world.prop(vm, 'runtime.question')).toBeUndefined()
    expect(await sim.outcome(task)).toBe('RequestCanceled')
    expect(sim.world.prop(vm, 'runtime.powerState')).toBe('poweredOff')
  })
})

test('a reset opens the serial file again and asks again', async () => {
  const sim = testWorld()
  const vm = sim.vm('asks-append-or-replace')
  const start = await sim.start('PowerOnVM_Task', vm, {}, 1_000)
  sim.answer(vm, 'Replace')
  expect(await sim.outcome(start)).toBe('success')
  const reset = await sim.start('ResetVM_Task', vm, {}, 1_000)
  expect(sim.world.prop(vm, 'runtime.question.text')).toContain('already exists')
  sim.answer(vm, 'Append')
  expect(await sim.outcome(reset)).toBe('success')
  expect(sim.world.prop(vm, 'runtime.powerState')).toBe('poweredOn')
})

test('a suspended VM is resumed with its state, which is a file while it sleeps', async () => {
  const sim = testWorld()
  const vm = sim.vm('web-frontend')
  expect(await sim.outcome(await sim.start('SuspendVM_Task', vm))).toBe('success')
  expect(sim.world.prop(vm, 'runtime.powerState')).toBe('suspended')
  expect(mustFile(sim.world, '[datastore1] web-frontend/web-frontend.vmss').path).toContain('vmss')
  expect(await sim.outcome(await sim.start('PowerOffVM_Task', vm))).toBe('success')
  expect(sim.world.prop(vm, 'runtime.powerState')).toBe('poweredOff')
})

describe('guest operations', () => {
  test('shut down a guest that has Tools after a while, without a task', async () => {
    const sim = testWorld()
    const vm = sim.vm('web-frontend')
    expect(sim.callNow('ShutdownGuest', vm)).toBeUndefined()
    expect(sim.world.prop(vm, 'guest.guestState')).toBe('shuttingDown')
    expect(sim.world.byType('Task')).toEqual([])
    await sim.clock.advance(8_000)
    expect(sim.world.prop(vm, 'runtime.powerState')).toBe('poweredOff')
  })

  test('reboot makes Tools go and come back', async () => {
    const sim = testWorld()
    const vm = sim.vm('web-frontend')
    sim.callNow('RebootGuest', vm)
    await sim.clock.advance(5_000)
    expect(sim.world.prop(vm, 'guest.toolsRunningStatus')).toBe('guestToolsNotRunning')
    await sim.clock.advance(10_000)
    expect(sim.world.prop(vm, 'guest.toolsRunningStatus')).toBe('guestToolsRunning')
  })

  test('are refused without Tools, and when the VM is off', async () => {
    const sim = testWorld()
    const terminal = sim.vm('asks-about-nested-esxi')
    const task = await sim.start('PowerOnVM_Task', terminal, {}, 1_000)
    sim.answer(terminal, 'Yes')
    await sim.outcome(task)
    expect(faultTypeOf(() => sim.callNow('RebootGuest', terminal))).toBe('ToolsUnavailable')
    expect(faultTypeOf(() => sim.callNow('StandbyGuest', sim.vm('100% test')))).toBe('InvalidPowerState')
  })
})
