/** A task whose reason names nobody was "started by not known", though the server's events say who it was. */
import { describe, expect, onTestFinished, test } from 'vitest'
import { startSimulator, type SimulatorOptions } from '../../simulator/start/start-simulator'
import { watchInventory } from './testing/watched-inventory'

async function open(options: SimulatorOptions = {}) {
  const host = await startSimulator({
    speed: 0,
    quirks: { hidesStarters: true, tellsSilentProperties: true },
    ...options,
  })
  onTestFinished(() => host.close())
  const watched = await watchInventory(host)
  onTestFinished(() => watched.inventory.close())
  const { inventory } = watched
  const calls = (method: string) => host.calls.filter((call) => call.method === method).length
  /** How often events of tasks were asked for. */
  const asked = () => host.calls.filter(({ args }) => JSON.stringify(args).includes('TaskEvent')).length
  const [vm] = inventory.vms.values()
  if (!vm) throw new Error('no VM')
  const start = (userName: string | undefined) =>
    host.startTask(vm.moid, {
      descriptionId: 'x.y',
      method: 'Foreign_Task',
      ...(userName === undefined ? {} : { userName }),
    })
  const of = (task: { value: string }) => [...inventory.tasks.values()].find(({ key }) => key.endsWith(task.value))
  return { ...watched, host, calls, asked, start, of }
}

describe.each(['esx', 'vcenter'] as const)('on %s', (product) => {
  test('who began a task whose reason names nobody is told by the events; the task is shown before that', async () => {
    const { start, of, until, changes, calls } = await open({ product })
    const task = start('DOM\\j.meyer')
    await until(() => of(task)?.startedBy === 'DOM\\j.meyer')
    const told = changes.filter((change) => change.kind === 'task' && change.key === of(task)?.key)
    expect(told[0]).toMatchObject({ task: expect.not.objectContaining({ startedBy: expect.anything() }) })
    // News of the task do not take the name away.
    await until(() => of(task)?.state === 'success')
    expect(of(task)?.startedBy).toBe('DOM\\j.meyer')
    expect(calls('CreateCollectorForEvents')).toBe(calls('DestroyCollector'))
  })

  test('of a flood of tasks the newest are looked up, and no more calls are made than for ten', async () => {
    const { start, of, until, asked } = await open({ product })
    const tasks = Array.from({ length: 60 }, () => start('j.meyer'))
    await until(() => tasks.some((task) => of(task)?.startedBy === 'j.meyer'))
    await until(() => tasks.every((task) => of(task)?.state === 'success'))
    expect(asked()).toBeLessThanOrEqual(product === 'esx' ? 2 : 10)
  })
})

test('a task of the system itself is not said to be anybody’s', async () => {
  const { start, of, until, asked } = await open({ product: 'vcenter' })
  const system = start(undefined)
  await until(() => of(system)?.state === 'success')
  await expect.poll(() => asked()).toBe(1)
  expect(of(system)?.startedBy).toBeUndefined()
})

test('an account that may not read events is told nothing, and is not asked for again', async () => {
  const { start, of, until, host, asked } = await open({ product: 'vcenter' })
  host.fail({ method: 'QueryEvents', fault: { type: 'NoPermission' } })
  for (const user of ['a', 'b', 'c']) {
    const task = start(user)
    await until(() => of(task)?.state === 'success')
    await expect.poll(() => asked()).toBe(1)
    expect(of(task)?.startedBy).toBeUndefined()
  }
})
