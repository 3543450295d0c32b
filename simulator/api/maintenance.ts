import { SimFault } from '../vim25/faults'
import { number } from '../vim25/read-data'
import type { Ref } from '../vim25/value'
import { powerStateOf } from '../vm/power-state'
import type { RunningTask } from '../vm/task-work'
import { postEvent } from '../world/events'
import { computeOf, nameOf, refsAt } from '../world/inventory-walk'
import type { World } from '../world/world'
import { type MethodTable, startFor } from './method'

/** Maintenance mode of hosts. Nothing here moves VMs away: a host waits until people have. */
export const maintenanceMethods: MethodTable = {
  /** Waits until the last VM on the host is off, suspended or gone. Can be cancelled meanwhile. `timeout` is in seconds, 0 is none. */
  EnterMaintenanceMode_Task: (ctx, host, args) =>
    startFor(ctx, {
      descriptionId: 'HostSystem.enterMaintenanceMode',
      entity: host,
      cancelable: true,
      async run(task) {
        const { world } = ctx
        if (inMaintenance(world, host)) throw invalidState('The host is in maintenance mode already.')
        post(
          world,
          host,
          task,
          'EnteringMaintenanceModeEvent',
          `Host ${nameOf(world, host)} has started to enter maintenance mode`,
        )
        await task.work(1_500, 1, 2)
        await untilIdle(world, host, task, number(args, 'timeout') ?? 0)
        await task.work(500, 80, 99)
        change(world, host, true)
        post(
          world,
          host,
          task,
          'EnteredMaintenanceModeEvent',
          `Host ${nameOf(world, host)} has entered maintenance mode`,
        )
      },
    }),

  ExitMaintenanceMode_Task: (ctx, host) =>
    startFor(ctx, {
      descriptionId: 'HostSystem.exitMaintenanceMode',
      entity: host,
      async run(task) {
        const { world } = ctx
        if (!inMaintenance(world, host)) throw invalidState('The host is not in maintenance mode.')
        await task.work(1_200, 10, 90)
        change(world, host, false)
        post(world, host, task, 'ExitMaintenanceModeEvent', `Host ${nameOf(world, host)} has exited maintenance mode`)
      },
    }),
}

const inMaintenance = (world: World, host: Ref) => world.prop(host, 'runtime.inMaintenanceMode') === true
const invalidState = (because: string) =>
  new SimFault('InvalidState', {}, `The operation is not allowed in the current state of the host. ${because}`)

const isIdle = (world: World, host: Ref) =>
  !refsAt(world, host, 'vm').some((vm) => powerStateOf(world, vm) === 'poweredOn')

/** Look again whenever a VM changes, or the host's list of them does. Throws Timedout, RequestCanceled. */
async function untilIdle(world: World, host: Ref, task: RunningTask, timeoutSeconds: number): Promise<void> {
  if (isIdle(world, host)) return
  const endings: (() => void)[] = []
  const idle = new Promise<void>((resolve, reject) => {
    endings.push(
      world.on((change) => {
        if ((change.ref.type === 'VirtualMachine' || change.ref.key === host.key) && isIdle(world, host)) resolve()
      }),
    )
    if (timeoutSeconds > 0) {
      const late = new SimFault(
        'Timedout',
        {},
        'The operation timed out: virtual machines are still running on the host.',
      )
      endings.push(world.clock.wait(timeoutSeconds * 1000, () => reject(late)))
    }
  })
  try {
    await task.wait(idle)
  } finally {
    for (const end of endings) end()
  }
}

/** A host in maintenance gives its compute resource nothing. */
function change(world: World, host: Ref, maintenance: boolean): void {
  world.update(host, { 'runtime.inMaintenanceMode': maintenance })
  const compute = computeOf(world, host)
  if (compute === undefined) return
  const hosts = refsAt(world, compute, 'host')
  const effective = hosts.filter((at) => !inMaintenance(world, at)).length
  const summary = world.prop(compute, 'summary')
  const share = effective / Math.max(1, hosts.length)
  const changes = {
    numEffectiveHosts: effective,
    effectiveCpu: Math.round((number(summary, 'totalCpu') ?? 0) * 0.95 * share),
    // In MiB, unlike totalMemory.
    effectiveMemory: Math.round(((number(summary, 'totalMemory') ?? 0) * 0.97 * share) / 1024 ** 2),
  }
  const places = compute.type === 'ClusterComputeResource' ? ['summary', 'summaryEx'] : ['summary']
  for (const place of places) {
    world.update(
      compute,
      Object.fromEntries(Object.entries(changes).map(([field, value]) => [`${place}.${field}`, value])),
    )
  }
}

function post(world: World, host: Ref, task: RunningTask, type: string, message: string): void {
  postEvent(world, { type, about: host, message, chainId: task.chainId, userName: task.userName })
}
