import type { Preset, Product } from './build-world'
import { company, lab } from './surroundings'

/** Hosts, datastores and networks without a single VM. */
export const emptyPreset = (product: Product): Preset => ({ inventory: product === 'esx' ? lab : company, vms: [] })
