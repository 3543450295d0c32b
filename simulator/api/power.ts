import { SimFault } from '../vim25/faults'
import { number, text } from '../vim25/read-data'
import type { Ref } from '../vim25/value'
import { silentGuest } from '../vm/guest'
import { powerOn, wrongPowerState } from '../vm/power-on'
import { enterPoweredOff, enterReset, enterSuspended, guestUpAfter, powerStateOf } from '../vm/power-state'
import { answerQuestion, withdrawQuestions } from '../vm/questions'
import { openPortFiles } from '../vm/serial-files'
import { refuseIfBusy } from '../vm/tasks'
import { postVmEvent } from '../world/events'
import type { World } from '../world/world'
import { type CallContext, type MethodTable, startFor } from './method'

/** Power operations are exclusive on their VM and, as on real hosts, cannot be cancelled. */
export const powerMethods: MethodTable = {
  PowerOnVM_Task: (ctx, vm) =>
    startFor(ctx, {
      descriptionId: 'VirtualMachine.powerOn',
      entity: vm,
      exclusive: true,
      run: (task) => powerOn(ctx.world, vm, task),
    }),

  PowerOffVM_Task: (ctx, vm) =>
    startFor(ctx, {
      descriptionId: 'VirtualMachine.powerOff',
      entity: vm,
      exclusive: true,
      async run(task) {
        const state = powerStateOf(ctx.world, vm)
        if (state === 'poweredOff') throw wrongPowerState('poweredOff', state)
        await task.work(900, 10, 95)
        enterPoweredOff(ctx.world, vm, { chainId: task.chainId })
      },
    }),

  SuspendVM_Task: (ctx, vm) =>
    startFor(ctx, {
      descriptionId: 'VirtualMachine.suspend',
      entity: vm,
      exclusive: true,
      async run(task) {
        const state = powerStateOf(ctx.world, vm)
        if (state !== 'poweredOn') throw wrongPowerState('suspended', state)
        const memoryMB = number(ctx.world.prop(vm, 'config.hardware'), 'memoryMB') ?? 1024
        await task.work(Math.min(60_000, 2_000 + memoryMB * 0.35), 1, 99)
        enterSuspended(ctx.world, vm, task.chainId)
      },
    }),

  ResetVM_Task: (ctx, vm) =>
    startFor(ctx, {
      descriptionId: 'VirtualMachine.reset',
      entity: vm,
      exclusive: true,
      async run(task) {
        const state = powerStateOf(ctx.world, vm)
        if (state !== 'poweredOn') throw wrongPowerState('poweredOn', state)
        postVmEvent(ctx.world, vm, 'VmResettingEvent', '{vm} is reset', {
          chainId: task.chainId,
          userName: task.userName,
        })
        // The VM's process starts anew, so its ports open their files again.
        await openPortFiles(ctx.world, vm, task)
        await task.work(1_100, 10, 95)
        enterReset(ctx.world, vm)
      },
    }),

  ShutdownGuest: (ctx, vm) => {
    askGuest(ctx, vm, 'VmGuestShutdownEvent', 'Guest OS shut down for {vm}')
    guestState(ctx.world, vm, 'shuttingDown')
    laterIfSameBoot(ctx.world, vm, 5_500, () => enterPoweredOff(ctx.world, vm))
  },

  RebootGuest: (ctx, vm) => {
    askGuest(ctx, vm, 'VmGuestRebootEvent', 'Guest OS reboot for {vm}')
    guestState(ctx.world, vm, 'resetting')
    laterIfSameBoot(ctx.world, vm, 3_500, () => {
      ctx.world.update(vm, { guest: silentGuest(ctx.world, vm, 'running'), guestHeartbeatStatus: 'gray' })
      guestUpAfter(ctx.world, vm, 9_000)
    })
  },

  StandbyGuest: (ctx, vm) => {
    askGuest(ctx, vm, 'VmGuestStandbyEvent', 'Guest OS standby for {vm}')
    guestState(ctx.world, vm, 'standby')
    laterIfSameBoot(ctx.world, vm, 4_000, () => enterSuspended(ctx.world, vm))
  },

  /** Kills the VM's process. Works with a question open; the question goes away after a moment. */
  TerminateVM: (ctx, vm) => {
    const { world } = ctx
    const state = powerStateOf(world, vm)
    const blocked = world.prop(vm, 'runtime.question') !== undefined
    if (state === 'poweredOff' && !blocked) throw wrongPowerState('poweredOff', state)
    world.clock.after(2_000, () => {
      if (world.get(vm) === undefined) return
      withdrawQuestions(world, vm, 'The virtual machine was terminated.')
      if (powerStateOf(world, vm) !== 'poweredOff') enterPoweredOff(world, vm, { clean: false })
    })
  },

  AnswerVM: (ctx, vm, args) => {
    answerQuestion(ctx.world, vm, text(args, 'questionId') ?? '', text(args, 'answerChoice') ?? '')
  },
}

/** Guest operations need a running guest with Tools, and nobody else at work on the VM. */
function askGuest(ctx: CallContext, vm: Ref, event: string, message: string): void {
  const { world } = ctx
  refuseIfBusy(world, vm)
  const state = powerStateOf(world, vm)
  if (state !== 'poweredOn') throw wrongPowerState('poweredOn', state)
  if (world.prop(vm, 'guest.toolsRunningStatus') !== 'guestToolsRunning') throw new SimFault('ToolsUnavailable')
  postVmEvent(world, vm, event, message, { ...(ctx.session && { userName: ctx.session.userName }) })
}

const guestState = (world: World, vm: Ref, state: string) => world.update(vm, { 'guest.guestState': state })

/** Let the guest do something in a while, unless the VM was switched off or restarted meanwhile. */
function laterIfSameBoot(world: World, vm: Ref, ms: number, fn: () => void): void {
  const bootTime = world.prop(vm, 'runtime.bootTime')
  world.clock.after(ms, () => {
    if (world.get(vm) === undefined || powerStateOf(world, vm) !== 'poweredOn') return
    if (world.prop(vm, 'runtime.bootTime') === bootTime) fn()
  })
}
