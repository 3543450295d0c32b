import { pathText, volumeOf } from '../estate/datastore-files'
import { SimFault } from '../vim25/faults'
import { any } from '../vim25/value'
import { beside, fileStem, placeFile, refreshFiles, vmxPathOf } from '../vm/files'
import { wrongPowerState } from '../vm/power-on'
import { powerStateOf } from '../vm/power-state'
import { screenshot } from '../vm/screenshot'
import { refuseIfBusy } from '../vm/tasks'
import { type MethodTable, startFor } from './method'

/** What is asked of a running VM besides power: its screen, its console, the Tools CD. */
export const guestMethods: MethodTable = {
  CreateScreenshot_Task: (ctx, vm) =>
    startFor(ctx, {
      descriptionId: 'VirtualMachine.createScreenshot',
      entity: vm,
      exclusive: true,
      async run(task) {
        const { world } = ctx
        const state = powerStateOf(world, vm)
        if (state !== 'poweredOn') throw wrongPowerState('poweredOn', state)
        await task.work(400)
        const vmx = vmxPathOf(world, vm)
        const at = beside(vmx, `${fileStem(vmx)}-1.png`)
        const content = screenshot(world, vm)
        placeFile(volumeOf(world, at.datastore), at.path, {
          modified: world.clock.now(),
          size: content.length,
          content,
        })
        refreshFiles(world, vm)
        return any('xsd:string', pathText(at.name, at.path))
      },
    }),

  /** There is no console behind this simulator. */
  AcquireTicket: () => {
    throw new SimFault(
      'NotSupported',
      {},
      'The operation is not supported on the object: the simulator has no consoles.',
    )
  },
  AcquireMksTicket: () => {
    throw new SimFault(
      'NotSupported',
      {},
      'The operation is not supported on the object: the simulator has no consoles.',
    )
  },

  MountToolsInstaller(ctx, vm) {
    refuseIfBusy(ctx.world, vm)
    const state = powerStateOf(ctx.world, vm)
    if (state !== 'poweredOn') throw wrongPowerState('poweredOn', state)
    ctx.world.update(vm, { 'runtime.toolsInstallerMounted': true })
  },
  UnmountToolsInstaller(ctx, vm) {
    ctx.world.update(vm, { 'runtime.toolsInstallerMounted': false })
  },

  RefreshStorageInfo(ctx, vm) {
    refreshFiles(ctx.world, vm)
  },
}
