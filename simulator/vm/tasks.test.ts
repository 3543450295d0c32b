import { expect, test } from 'vitest'
import { faultTypeOf, testWorld } from '../testing/test-world'
import { eventsOf } from '../world/events'
import { managerRef } from '../world/managers'
import { keptAfterEndMs, startTask, taskEnd } from './tasks'

const manager = managerRef('esx', 'taskManager')

test('a finished task is listed and readable for some minutes, and then gone', async () => {
  const sim = testWorld()
  const vm = sim.vm('100% test')
  const task = await sim.start('PowerOnVM_Task', vm)
  await sim.outcome(task)
  expect(sim.world.prop(manager, 'recentTask')).toEqual([task])
  await sim.clock.advance(keptAfterEndMs)
  expect(sim.world.get(task)).toBeUndefined()
  expect(sim.world.prop(manager, 'recentTask')).toEqual([])
  expect(sim.world.prop(vm, 'recentTask')).toEqual([])
  expect(faultTypeOf(() => sim.callNow('CancelTask', task))).toBe('InvalidState')
})

test('a task has the id that its product gives it, and an event that names it', async () => {
  const esx = testWorld()
  const vm = esx.vm('100% test')
  const task = await esx.start('PowerOnVM_Task', vm)
  expect(task.value).toMatch(new RegExp(`^haTask-${vm.value}-vim\\.VirtualMachine\\.powerOn-\\d+$`))
  expect(eventsOf(esx.world).at(-1)).toMatchObject({ $type: 'TaskEvent', userName: 'root', info: { key: task.value } })
  const vcenter = testWorld({ product: 'vcenter' })
  expect((await vcenter.start('PowerOffVM_Task', vcenter.vm('web-01'))).value).toMatch(/^task-\d+$/)
})

test('a task that waits for an answer stands at 95 % on a vCenter, without a percentage on a host', async () => {
  for (const product of ['vcenter', 'esx'] as const) {
    const sim = testWorld({ product })
    const task = startTask(sim.world, {
      method: 'PowerOnVM_Task',
      descriptionId: 'VirtualMachine.powerOn',
      run: async (running) => {
        await running.ask(sim.vm(product === 'esx' ? 'web-frontend' : 'web-01'), 'msg.hbacommon.locklost')
      },
    })
    await sim.clock.advance(1_000)
    expect(sim.info(task)).toMatchObject({ state: 'running' })
    expect(sim.info(task)['progress']).toBe(product === 'vcenter' ? 95 : undefined)
  }
})

test('work of the host itself has the system as its reason', () => {
  const sim = testWorld()
  const task = startTask(sim.world, {
    method: 'PowerOnVM_Task',
    descriptionId: 'VirtualMachine.powerOn',
    run: () => undefined,
  })
  expect(sim.info(task)['reason']).toEqual({ $type: 'TaskReasonSystem' })
})

test('a queued task that can be cancelled never runs', async () => {
  const sim = testWorld()
  let ran = false
  const task = startTask(sim.world, {
    method: 'SearchDatastore_Task',
    descriptionId: 'HostDatastoreBrowser.search',
    cancelable: true,
    run: () => {
      ran = true
    },
  })
  sim.callNow('CancelTask', task)
  await sim.clock.advance(5_000)
  expect(sim.info(task)).toMatchObject({
    state: 'error',
    cancelled: true,
    error: { fault: { $type: 'RequestCanceled' } },
  })
  expect(ran).toBe(false)
})

test('a mistake in the work is the SystemError of that task and of nobody else', async () => {
  const sim = testWorld()
  const task = startTask(sim.world, {
    method: 'PowerOnVM_Task',
    descriptionId: 'VirtualMachine.powerOn',
    run: () => {
      throw new Error('unforeseen')
    },
  })
  const end = taskEnd(sim.world, task)
  await sim.clock.advance(1_000)
  expect(await end).toBe('error')
  expect(sim.info(task)['error']).toMatchObject({ fault: { $type: 'SystemError', reason: 'unforeseen' } })
})

test('tasks of different VMs go on side by side', async () => {
  const sim = testWorld()
  const tasks = await Promise.all(
    ['100% test', 'db%2Fprimary'].map((name) => sim.start('PowerOnVM_Task', sim.vm(name))),
  )
  await sim.clock.advance(500)
  expect(tasks.map((task) => sim.info(task)['state'])).toEqual(['running', 'running'])
  for (const task of tasks) expect(await sim.outcome(task)).toBe('success')
})

test('however many tasks there are, what is not finished stays listed', async () => {
  const sim = testWorld()
  const start = () =>
    startTask(sim.world, {
      method: 'PowerOnVM_Task',
      descriptionId: 'VirtualMachine.powerOn',
      run: (task) => task.work(60_000),
    })
  const early = Array.from({ length: 150 }, start)
  for (let count = 0; count < 100; count++) {
    startTask(sim.world, { method: 'ResetVM_Task', descriptionId: 'VirtualMachine.reset', run: () => undefined })
  }
  await sim.clock.advance(1_000)
  const late = Array.from({ length: 150 }, start)
  const listed = sim.world.prop(manager, 'recentTask')
  expect(listed).toEqual([...early, ...late])
})
