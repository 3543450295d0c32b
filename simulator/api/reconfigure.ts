import { SimFault } from '../vim25/faults'
import { flag, number, object, objects, text } from '../vim25/read-data'
import type { DataObject, Ref } from '../vim25/value'
import { datastoresOf, networksOf } from '../vm/build-vm'
import { rewriteVmx } from '../vm/config-file'
import { changeDevices } from '../vm/device-change'
import { isDisk, isNic } from '../vm/devices'
import { refreshFiles, vmxPathOf } from '../vm/files'
import { relink } from '../vm/inventory-links'
import { wrongPowerState } from '../vm/power-on'
import { powerStateOf } from '../vm/power-state'
import { reconfigured } from '../vm/reconfigure-values'
import { rename } from '../vm/unique-names'
import { postVmEvent } from '../world/events'
import { hostOf } from '../world/inventory-walk'
import type { World } from '../world/world'
import { type MethodTable, startFor } from './method'

export const reconfigureMethods: MethodTable = {
  ReconfigVM_Task: (ctx, vm, args) => {
    const spec = object(args, 'spec') ?? {}
    const { world } = ctx
    return startFor(ctx, {
      descriptionId: 'VirtualMachine.reconfigure',
      entity: vm,
      exclusive: true,
      async run(task) {
        refuseStale(world, vm, spec)
        checkHardware(world, vm, spec)
        const changes = objects(spec, 'deviceChange')
        const devices = changes.length === 0 ? undefined : await changeDevices(world, vm, changes, task)
        await task.work(650, 20, 95)
        refuseStale(world, vm, spec)
        const name = text(spec, 'name')
        if (name !== undefined) rename(world, vm, name)
        apply(world, vm, spec, devices)
        postVmEvent(world, vm, 'VmReconfiguredEvent', 'Reconfigured {vm}', {
          chainId: task.chainId,
          userName: task.userName,
          fields: { configSpec: spec },
        })
      },
    })
  },
}

/** `changeVersion` says which configuration the caller has seen. */
function refuseStale(world: World, vm: Ref, spec: DataObject): void {
  const seen = text(spec, 'changeVersion') ?? ''
  if (seen !== '' && seen !== world.prop(vm, 'config.changeVersion')) throw new SimFault('ConcurrentAccess')
}

const invalid = (field: string) =>
  new SimFault(
    'InvalidArgument',
    { invalidProperty: `configSpec.${field}` },
    `A specified parameter was not correct: configSpec.${field}`,
  )

/** Memory and CPUs: sizes that exist, and only what a running VM can be given. */
function checkHardware(world: World, vm: Ref, spec: DataObject): void {
  const config = world.prop(vm, 'config')
  const hardware = object(config, 'hardware')
  const state = powerStateOf(world, vm)
  const memoryMB = number(spec, 'memoryMB')
  const cpus = number(spec, 'numCPUs')
  const asked = number(spec, 'numCoresPerSocket')
  const perSocket = asked ?? number(hardware, 'numCoresPerSocket') ?? 1
  if (memoryMB !== undefined && (memoryMB < 4 || memoryMB % 4 !== 0 || memoryMB > 25_165_824)) throw invalid('memoryMB')
  if (cpus !== undefined && cpus < 1) throw invalid('numCPUs')
  // 0 cores per socket is not a number of cores: the host is to choose at power-on.
  if (asked !== undefined && asked !== 0 && (asked < 0 || (cpus ?? number(hardware, 'numCPU') ?? 1) % asked !== 0)) {
    throw invalid('numCoresPerSocket')
  }
  const host = hostOf(world, vm)
  const most = (host && number(world.prop(host, 'capability'), 'maxSupportedVcpus')) ?? 256
  if (cpus !== undefined && cpus > most) throw new SimFault('NumVirtualCpusExceedsLimit', { maxSupportedVcpus: most })
  refuseSecureBios(config, spec)
  refuseUnknownBootDevices(hardware, spec)
  if (state === 'poweredOff') return

  const memoryChanges = memoryMB !== undefined && memoryMB !== number(hardware, 'memoryMB')
  const cpusChange = cpus !== undefined && cpus !== number(hardware, 'numCPU')
  const socketsChange = asked !== undefined && perSocket !== number(hardware, 'numCoresPerSocket')
  const cold = ['guestId', 'firmware', 'nestedHVEnabled', 'memoryHotAddEnabled', 'cpuHotAddEnabled', 'uuid', 'version']
  if (state === 'suspended' ? memoryChanges || cpusChange : socketsChange) throw wrongPowerState('poweredOff', state)
  if (objects(spec, 'cpuFeatureMask').length > 0 || cold.some((field) => differs(config, spec, field))) {
    throw wrongPowerState('poweredOff', state)
  }
  if (memoryChanges && !(flag(config, 'memoryHotAddEnabled') && memoryMB > (number(hardware, 'memoryMB') ?? 0))) {
    throw new SimFault('MemoryHotPlugNotSupported', {}, 'Memory hot plug is not supported for this virtual machine.')
  }
  const step = number(config, 'hotPlugMemoryIncrementSize') ?? 1
  const limit = number(config, 'hotPlugMemoryLimit') ?? Number.POSITIVE_INFINITY
  if (memoryChanges && ((memoryMB - (number(hardware, 'memoryMB') ?? 0)) % step !== 0 || memoryMB > limit))
    throw invalid('memoryMB')
  if (cpusChange && !(flag(config, 'cpuHotAddEnabled') && cpus > (number(hardware, 'numCPU') ?? 0))) {
    throw new SimFault('CpuHotPlugNotSupported', {}, 'CPU hot plug is not supported for this virtual machine.')
  }
}

/** Secure boot is a thing of EFI. */
function refuseSecureBios(config: unknown, spec: DataObject): void {
  const secure =
    flag(object(spec, 'bootOptions'), 'efiSecureBootEnabled') ??
    flag(object(config, 'bootOptions'), 'efiSecureBootEnabled')
  if (secure !== true || (text(spec, 'firmware') ?? text(config, 'firmware')) === 'efi') return
  throw new SimFault('InvalidVmConfig', { property: 'configSpec.efi' }, 'Secure boot needs EFI firmware.')
}

function refuseUnknownBootDevices(hardware: unknown, spec: DataObject): void {
  const keys = new Set(objects(hardware, 'device').map((device) => number(device, 'key')))
  const order = objects(object(spec, 'bootOptions'), 'bootOrder')
  if (order.some((entry) => entry['deviceKey'] !== undefined && !keys.has(number(entry, 'deviceKey'))))
    throw invalid('bootOptions.bootOrder')
}

const differs = (config: unknown, spec: DataObject, field: string) =>
  spec[field] !== undefined && object({ config }, 'config')?.[field] !== spec[field]

function apply(world: World, vm: Ref, spec: DataObject, devices: readonly DataObject[] | undefined): void {
  const values = reconfigured(world.prop(vm, 'config'), spec)
  world.update(vm, {
    ...values,
    ...(devices && {
      'config.hardware.device': devices,
      'summary.config.numEthernetCards': devices.filter(isNic).length,
      'summary.config.numVirtualDisks': devices.filter(isDisk).length,
    }),
    'config.changeVersion': nextVersion(world, vm),
    'config.modified': world.clock.now(),
  })
  if (devices !== undefined) relink(world, vm, datastoresOf(vmxPathOf(world, vm), devices), networksOf(devices))
  rewriteVmx(world, vm)
  refreshFiles(world, vm)
}

/** Change versions are times; two changes in one millisecond still differ. */
function nextVersion(world: World, vm: Ref): string {
  const now = world.clock.now().toISOString()
  const before = world.prop(vm, 'config.changeVersion')
  if (typeof before !== 'string' || before < now) return now
  const [, stem = now, count = '0'] = /^(.*?)(?:\.(\d+))?Z$/.exec(before) ?? []
  return `${stem}.${String(Number(count) + 1).padStart(count.length, '0')}Z`
}
