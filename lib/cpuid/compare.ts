import { featureAt, type CpuFeature } from './features'
import { registerAt, type CpuLeaves } from './leaves'
import { maskedFeatures, type Seen } from './mask'
import type { BitMark, RegisterName } from './register'

/** Two hosts side by side, and what a suspended VM needs that another host lacks. */

export type ComparedFeature = { feature: CpuFeature; here: Seen; there: Seen }

export type HostComparison = {
  both: ComparedFeature[]
  onlyHere: ComparedFeature[]
  onlyThere: ComparedFeature[]
  /** At least one of the two does not say. */
  unknown: ComparedFeature[]
}

/**
 * Registers whose bits are switches. The others hold numbers (sizes, counts, the model), which two hosts may well
 * differ in. EBX of level 1 holds an APIC id, that of 0xd sizes.
 */
const switches: readonly [level: number, registers: readonly RegisterName[]][] = [
  [1, ['ecx', 'edx']],
  [7, ['ebx', 'ecx', 'edx']],
  [0xd, ['eax', 'edx']],
  [0x80000001, ['ecx', 'edx']],
  [0x80000007, ['edx']],
  [0x80000008, ['ebx']],
  [0x8000000a, ['edx']],
]

const seen = (mark: BitMark | undefined): Seen => (mark === '1' ? 'on' : mark === '0' ? 'off' : 'unknown')

/** Compares two hosts feature by feature. Bits without a name are compared too, and called by their place. */
export function compareHosts(here: CpuLeaves, there: CpuLeaves): HostComparison {
  const comparison: HostComparison = { both: [], onlyHere: [], onlyThere: [], unknown: [] }
  for (const [level, registers] of switches) {
    for (const name of registers) {
      const ours = registerAt(here, level, name)
      const theirs = registerAt(there, level, name)
      if (!ours && !theirs) continue
      for (let bit = 0; bit < 32; bit += 1) {
        const compared = { feature: featureAt(level, name, bit), here: seen(ours?.[bit]), there: seen(theirs?.[bit]) }
        if (compared.here === 'off' && compared.there === 'off') continue
        groupOf(comparison, compared).push(compared)
      }
    }
  }
  return comparison
}

function groupOf(comparison: HostComparison, { here, there }: ComparedFeature): ComparedFeature[] {
  if (here === 'on' && there === 'on') return comparison.both
  if (here === 'on' && there === 'off') return comparison.onlyHere
  if (here === 'off' && there === 'on') return comparison.onlyThere
  return comparison.unknown
}

export type MissingFeature = { feature: CpuFeature; because: string }

/**
 * What a VM that was suspended on one host needs and another host lacks. The saved memory image has code and data in it
 * that already rely on every feature that the guest was shown.
 */
export function suspendedNeeds(input: {
  suspendedOn: CpuLeaves
  resumeOn: CpuLeaves
  mask: CpuLeaves
  guestOs?: CpuLeaves
}): MissingFeature[] {
  const { suspendedOn, resumeOn, mask, guestOs } = input
  const before = maskedFeatures({ host: suspendedOn, mask, ...(guestOs ? { guestOs } : {}) })
  const isSwitch = ({ level, register }: CpuFeature) =>
    switches.some(([known, registers]) => known === level && registers.includes(register))
  return before.flatMap(({ feature, effective, guest, host }): MissingFeature[] => {
    if (!isSwitch(feature) || effective === 'x' || effective === '0' || effective === '1') return []
    const there = seen(registerAt(resumeOn, feature.level, feature.register)?.[feature.bit])
    if (guest === 'on' && there !== 'on') {
      const lack = there === 'off' ? 'the other host does not have it' : 'the other host does not say that it has it'
      return [{ feature, because: `The guest was shown ${feature.name} when it was suspended, and ${lack}.` }]
    }
    const mustMatch = effective === 'H' || effective === 'R'
    if (mustMatch && host !== 'unknown' && there !== 'unknown' && host !== there) {
      return [
        { feature, because: `${feature.name} must be the same on both hosts: it is ${host} here and ${there} there.` },
      ]
    }
    if (effective === 'F' && there === 'on') {
      return [{ feature, because: `The VM must not have ${feature.name}, and the other host has it.` }]
    }
    return []
  })
}
