import { randomUUID } from 'node:crypto'
import { pathText, volumeOf, type DatastorePath } from '../estate/datastore-files'
import { parseVersion } from '../vim25/api-version'
import { SimFault } from '../vim25/faults'
import { guestById } from '../vim25/guest-os'
import { objects } from '../vim25/read-data'
import { any, type DataObject, type Ref } from '../vim25/value'
import { isCdrom } from '../vm/devices'
import { beside, fileStem, placeFile, refreshFiles, vmxPathOf } from '../vm/files'
import { wrongPowerState } from '../vm/power-on'
import { powerStateOf } from '../vm/power-state'
import { screenshot } from '../vm/screenshot'
import { refuseIfBusy } from '../vm/tasks'
import { hostOf } from '../world/inventory-walk'
import type { World } from '../world/world'
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
        const content = screenshot(world, vm)
        const at = freeName(world, vmx)
        placeFile(volumeOf(world, at.datastore), at.path, {
          modified: world.clock.now(),
          size: content.length,
          content,
        })
        refreshFiles(world, vm)
        return any('xsd:string', pathText(at.name, at.path))
      },
    }),

  /** A ticket for a console. There is none behind this simulator: it opens nothing. */
  AcquireTicket: ({ world, apiVersion }, vm, args) => {
    const ticketType = String(args['ticketType'])
    if (!ticketTypes.has(ticketType)) throw new SimFault('InvalidArgument', { invalidProperty: 'ticketType' })
    return consoleTicket(world, vm, ticketType, apiVersion)
  },
  /** The old way to one of kind `mks`, gone with 7.0. */
  AcquireMksTicket: ({ world, apiVersion }, vm) => {
    if (isSince7(apiVersion)) throw new SimFault('NotSupported')
    return consoleTicket(world, vm, 'mks', apiVersion)
  },

  MountToolsInstaller(ctx, vm) {
    refuseIfBusy(ctx.world, vm)
    const state = powerStateOf(ctx.world, vm)
    if (state !== 'poweredOn') throw wrongPowerState('poweredOn', state)
    if (!objects(ctx.world.prop(vm, 'config.hardware'), 'device').some(isCdrom)) {
      const reason = 'The virtual machine has no CD-ROM drive.'
      throw new SimFault('GenericVmConfigFault', { reason }, reason)
    }
    if (!hasToolsImage(String(ctx.world.prop(vm, 'config.guestId')))) throw new SimFault('ToolsImageNotAvailable')
    ctx.world.update(vm, { 'runtime.toolsInstallerMounted': true })
  },
  UnmountToolsInstaller(ctx, vm) {
    refuseIfBusy(ctx.world, vm)
    if (ctx.world.prop(vm, 'runtime.toolsInstallerMounted') !== true) throw new SimFault('InvalidState')
    ctx.world.update(vm, { 'runtime.toolsInstallerMounted': false })
  },

  RefreshStorageInfo(ctx, vm) {
    refreshFiles(ctx.world, vm)
  },
}

/** There is one for each family of guests; what is none of them has no installer. */
const hasToolsImage = (guestId: string) => guestById(guestId).family !== 'otherGuestFamily'

/** One that nobody removes keeps its name, and the next one gets another. */
function freeName(world: World, vmx: DatastorePath): DatastorePath {
  for (let number = 1; ; number++) {
    const at = beside(vmx, `${fileStem(vmx)}-${number}.png`)
    if (volumeOf(world, at.datastore).file(at.path) === undefined) return at
  }
}

const ticketTypes: ReadonlySet<string> = new Set([
  'mks',
  'device',
  'guestControl',
  'dnd',
  'webmks',
  'guestIntegrity',
  'webRemoteDevice',
])

const isSince7 = (apiVersion: string) => (parseVersion(apiVersion) ?? 0) >= (parseVersion('7.0.0.0') ?? 0)

/** On vCenter the client goes to the host itself; a host is where the client is already. */
function consoleTicket(world: World, vm: Ref, ticketType: string, apiVersion: string): DataObject {
  if (powerStateOf(world, vm) !== 'poweredOn') throw new SimFault('InvalidState')
  const ticket = randomUUID()
  const host = world.product === 'vcenter' ? hostOf(world, vm) : undefined
  const name = host && String(world.prop(host, 'name'))
  const isWeb = ticketType === 'webmks' || ticketType === 'webRemoteDevice'
  return {
    ticket,
    cfgFile: pathText(vmxPathOf(world, vm).name, vmxPathOf(world, vm).path),
    ...(name && { host: name }),
    port: isWeb ? 443 : 902,
    ...(isWeb && isSince7(apiVersion) && { url: `wss://${name ?? 'localhost'}:443/ticket/${ticket}` }),
  }
}
