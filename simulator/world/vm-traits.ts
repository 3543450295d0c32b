import type { Ref } from '../vim25/value'
import { perWorld, type World } from './world'

/** Which labels a host gives to the answers of its questions (see question-catalogue.ts). */
export type LabelStyle = 'mnemonic' | 'button'

/** What the API does not show of a VM but the simulator must know: who the guest is and how it behaves. */
export type VmTraits = {
  /** The guest's own idea of its name; also what Tools report while it runs. */
  hostName?: string
  /** Addresses per network card, in the order of the cards. */
  addresses?: readonly (readonly string[])[]
  tools: 'current' | 'old' | 'none'
  /** Simulated milliseconds. Absent: computed from the VM's size. */
  powerOnMs?: number
  /** From power-on until Tools answer. */
  bootMs?: number
  /** The guest has locked the tray of its CD-ROM drive. */
  cdromLocked?: boolean
  labels?: LabelStyle
  /** The question about its swap file tells other figures each time. */
  movingFigures?: boolean
  /** Share of its CPUs that the guest keeps busy, 0 to 1. */
  load?: number
}

const traits = perWorld(() => new Map<string, VmTraits>())
const unknownGuest: VmTraits = { tools: 'none' }

export const traitsOf = (world: World, vm: Ref): VmTraits => traits(world).get(vm.value) ?? unknownGuest

export function setTraits(world: World, vm: Ref, change: Partial<VmTraits>): void {
  traits(world).set(vm.value, { ...traitsOf(world, vm), ...change })
}

export function forgetTraits(world: World, vm: Ref): void {
  traits(world).delete(vm.value)
}

type Settings = { labels: LabelStyle; userName: string }
const settings = perWorld((): Settings => ({ labels: 'button', userName: 'root' }))

/** World-wide defaults: the label style of the host, and the user that tasks without a session are shown under. */
export const settingsOf = (world: World): Readonly<Settings> => settings(world)

export function changeSettings(world: World, change: Partial<Settings>): void {
  Object.assign(settings(world), change)
}
