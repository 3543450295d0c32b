import type { World } from '../simulator/world/world'

export type KnownVm = {
  moid: string
  /** As stored, with the percent scheme. */
  name: string
  uuid: string
  cpus: number
  memoryMB: number
  power: string
  /** Without those on NVMe, which libvirt 9 does not read. */
  disks: number
  serialUris: string[]
}

/** What the simulated host itself knows, read past the wire: the yardstick for what a client prints. */
export const vms = (world: World): KnownVm[] =>
  world.byType('VirtualMachine').map(({ ref }) => {
    // A VM that the host cannot read has no configuration.
    const devices = (world.prop(ref, 'config.hardware.device') ?? []) as {
      backing?: { serviceURI?: string }
      $type: string
      key: number
      controllerKey?: number
    }[]
    const nvme = devices.filter(({ $type }) => $type === 'VirtualNVMEController').map(({ key }) => key)
    return {
      moid: ref.value,
      name: String(world.prop(ref, 'name')),
      uuid: String(world.prop(ref, 'config.uuid')),
      cpus: Number(world.prop(ref, 'config.hardware.numCPU')),
      memoryMB: Number(world.prop(ref, 'config.hardware.memoryMB')),
      power: String(world.prop(ref, 'runtime.powerState')),
      disks: devices.filter(({ $type, controllerKey }) => $type === 'VirtualDisk' && !nvme.includes(controllerKey ?? 0))
        .length,
      serialUris: devices.flatMap(({ backing }) => backing?.serviceURI ?? []),
    }
  })

/** The percent scheme, undone: written again here, so that it can disagree with the product's own. */
export const plain = (stored: string) =>
  stored.replaceAll(/%([0-9a-f]{2})/gi, (_all, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))

/** Waits until something holds in the world; fails with the sentence given. */
export async function until(holds: () => boolean, otherwise: string, limitMs = 15_000): Promise<void> {
  const end = Date.now() + limitMs
  while (!holds()) {
    if (Date.now() > end) throw new Error(otherwise)
    await new Promise((resolve) => setTimeout(resolve, 25))
  }
}
