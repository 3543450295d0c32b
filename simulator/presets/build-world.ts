import { buildInventory } from '../estate/build-inventory'
import type { Preset } from '../estate/inventory-plan'
import type { Product } from '../vim25/api-version'
import { measureHosts } from '../vm/counters'
import { buildVms } from '../vm/from-plan'
import type { Clock } from '../world/clock'
import { putManagers } from '../world/managers'
import { declareMirrors } from '../world/mirrored-properties'
import { createRandom } from '../world/random'
import { changeSettings, type LabelStyle } from '../world/vm-traits'
import { World } from '../world/world'
import { demoPreset } from './demo'
import { everydayPreset } from './everyday'
import { fieldPreset } from './field'
import { generatedPreset } from './generated'
import { emptyPreset } from './surroundings'

export type PresetName = 'demo' | 'everyday' | 'empty' | 'field'

export type WorldOptions = {
  product: Product
  clock: Clock
  /** `demo` when absent; or an inventory and VMs of one's own. */
  preset?: PresetName | Preset
  /** Generate this many plausible VMs on enough hosts and datastores instead of a preset. */
  vms?: number
  /** The same seed builds the same world. */
  seed?: number
  /** How this host labels the answers to its questions. */
  labels?: LabelStyle
  /** Who the tasks that nobody asked for are shown under. */
  userName?: string
}

const presets: Readonly<Record<PresetName, (product: Product) => Preset>> = {
  demo: demoPreset,
  everyday: everydayPreset,
  empty: emptyPreset,
  field: fieldPreset,
}

/** Build a world: managers, inventory, datastores with their files, VMs. */
export function buildWorld(options: WorldOptions): World {
  const { product, clock, seed = 1 } = options
  const world = new World(product, clock)
  declareMirrors(world)
  changeSettings(world, {
    ...(options.labels && { labels: options.labels }),
    ...(options.userName !== undefined && { userName: options.userName }),
  })
  putManagers(world)
  const preset = options.vms === undefined ? presetOf(options) : generatedPreset(product, options.vms, seed)
  const inventory = buildInventory(world, preset.inventory)
  buildVms(world, inventory, preset.vms, createRandom(seed))
  measureHosts(world)
  return world
}

const presetOf = ({ preset = 'demo', product }: WorldOptions): Preset =>
  typeof preset === 'string' ? presets[preset](product) : preset
