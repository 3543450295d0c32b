import { parseRegister, registerNames, unsignedLevel, type Register, type RegisterName } from './register'

/** HostCpuIdInfo as the API gives it. Found in a host's `hardware.cpuFeature`, a VM's `config.cpuFeatureMask` and others. */
export type CpuIdInfo = { level: number; vendor?: string } & { [name in RegisterName]?: string }

export type CpuLeaf = {
  /** Unsigned. */
  level: number
  vendor?: string
  registers: { readonly [name in RegisterName]?: Register }
}

export type CpuLeaves = {
  /** By unsigned level; entries for one vendor only come under that vendor. */
  leaves: readonly CpuLeaf[]
  /** One sentence for each register text that cannot be read; the rest is kept. */
  problems: readonly string[]
}

/** Reads a list of HostCpuIdInfo, register by register: one that is odd does not take the others with it. */
export function parseLeaves(infos: readonly CpuIdInfo[]): CpuLeaves {
  const problems: string[] = []
  const leaves = infos.map((info): CpuLeaf => {
    const registers: { [name in RegisterName]?: Register } = {}
    for (const name of registerNames) {
      const text = info[name]
      if (text === undefined) continue
      const parsed = parseRegister(text)
      if (parsed.ok) registers[name] = parsed.register
      else problems.push(`Level 0x${unsignedLevel(info.level).toString(16)} ${name.toUpperCase()}: ${parsed.because}`)
    }
    return { level: unsignedLevel(info.level), ...(info.vendor ? { vendor: info.vendor } : {}), registers }
  })
  return { leaves, problems }
}

/** One register of a level of a host; the entry without a vendor, or else the first. */
export function registerAt({ leaves }: CpuLeaves, level: number, name: RegisterName): Register | undefined {
  const wanted = leaves.filter((leaf) => leaf.level === unsignedLevel(level) && leaf.registers[name])
  return (wanted.find((leaf) => leaf.vendor === undefined) ?? wanted[0])?.registers[name]
}

/**
 * One register of a mask on a host of a vendor: an entry for that vendor goes before the one for all, and those for
 * other vendors do not apply.
 * @param vendor `intel` or `amd`, as `maskVendor` gives it; undefined where the host does not say.
 */
export function maskRegisterAt(
  { leaves }: CpuLeaves,
  level: number,
  name: RegisterName,
  vendor: string | undefined,
): Register | undefined {
  const wanted = leaves.filter((leaf) => leaf.level === unsignedLevel(level) && leaf.registers[name])
  const own = vendor && wanted.find((leaf) => leaf.vendor !== undefined && vendorWord(leaf.vendor) === vendor)
  return (own || wanted.find((leaf) => leaf.vendor === undefined))?.registers[name]
}

/** A processor says `AuthenticAMD`, a mask `amd`. */
export function vendorWord(text: string): string {
  const lower = text.toLowerCase()
  return ['intel', 'amd'].find((word) => lower.includes(word)) ?? lower
}
