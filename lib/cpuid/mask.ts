import { assertNever } from '../assert-never'
import { featureAt, type CpuFeature } from './features'
import { cpuIdentity } from './identity'
import { maskRegisterAt, registerAt, vendorWord, type CpuLeaves } from './leaves'
import { registerNames, type BitMark } from './register'

/**
 * What a VM's CPUID mask makes of its host's features. A mask says for each bit what the guest sees, and what must
 * hold for the VM to start or to move.
 */

export const explainMark: Readonly<Record<BitMark, string>> = {
  '-': 'Taken from the default of the guest operating system.',
  x: 'Not used by the guest: any host will do.',
  H: 'The guest sees what the host has, and a host it moves to must have the same.',
  R: 'Hidden from the guest, but a host it moves to must have the same.',
  T: 'The host must have it, or the VM does not start.',
  F: 'The host must not have it, or the VM does not start.',
  '1': 'The guest is told that it is there.',
  '0': 'Hidden from the guest.',
}

export type Seen = 'on' | 'off' | 'unknown'

const seen = (host: BitMark | undefined): Seen => (host === '1' ? 'on' : host === '0' ? 'off' : 'unknown')

/** What the guest is shown for one bit. */
export function guestSees(mask: BitMark, host: BitMark | undefined): Seen {
  switch (mask) {
    case '1':
    case 'T':
      return 'on'
    case '0':
    case 'F':
    case 'R':
      return 'off'
    case 'H':
    case 'x':
    case '-':
      return seen(host)
    default:
      return assertNever(mask, 'mask')
  }
}

export type MaskedFeature = {
  feature: CpuFeature
  /** The VM's own mark; `-` where its mask says nothing. */
  mark: BitMark
  /** The mark that counts once `-` was replaced by the guest operating system's default. */
  effective: BitMark
  host: Seen
  guest: Seen
  /** The host has it and the guest is not told. */
  hidden: boolean
  /** Why the VM would not start on this host. */
  conflict?: string
}

export type MaskInput = {
  host: CpuLeaves
  /** `config.cpuFeatureMask` of the VM. */
  mask: CpuLeaves
  /**
   * `cpuFeatureMask` of the guest OS descriptor. A register that it leaves out is unused by that system; without the
   * descriptor every default is what the host has.
   */
  guestOs?: CpuLeaves
}

/** Takes a VM's mask apart, bit by bit, for every level that the host reports or the mask names. */
export function maskedFeatures({ host, mask, guestOs }: MaskInput): MaskedFeature[] {
  const levels = new Set([...host.leaves, ...mask.leaves].map((leaf) => leaf.level))
  const { vendor: brand } = cpuIdentity(host)
  const vendor = brand === undefined ? undefined : vendorWord(brand)
  const found: MaskedFeature[] = []
  for (const level of Array.from(levels).sort((a, b) => a - b)) {
    for (const name of registerNames) {
      const hostRegister = registerAt(host, level, name)
      const maskRegister = maskRegisterAt(mask, level, name, vendor)
      const standards = guestOs && maskRegisterAt(guestOs, level, name, vendor)
      if (!hostRegister && !maskRegister) continue
      for (let bit = 0; bit < 32; bit += 1) {
        const feature = featureAt(level, name, bit)
        const mark = maskRegister?.[bit] ?? '-'
        const standard = guestOs ? (standards?.[bit] ?? 'x') : '-'
        const isNamed = !feature.name.includes(' bit ')
        if (mark === '-' && !isNamed) continue
        found.push(maskedFeature(feature, mark, mark === '-' ? standard : mark, seen(hostRegister?.[bit])))
      }
    }
  }
  return found
}

function maskedFeature(feature: CpuFeature, mark: BitMark, effective: BitMark, host: Seen): MaskedFeature {
  const hostMark: BitMark = host === 'on' ? '1' : host === 'off' ? '0' : '-'
  const guest = guestSees(effective, hostMark)
  const base = { feature, mark, effective, host, guest, hidden: host === 'on' && guest === 'off' && effective !== 'F' }
  if (effective === 'T' && host === 'off') {
    return { ...base, conflict: `The VM needs ${feature.name}, which this host lacks. It will not start here.` }
  }
  if (effective === 'F' && host === 'on') {
    return { ...base, conflict: `The VM must not have ${feature.name}, which this host has. It will not start here.` }
  }
  return base
}
