/**
 * Shares: a VM's weight against others when there is not enough for all. vSphere names three levels, which grow with
 * the size of the VM, and takes a custom number.
 */

export const sharesLevels = ['low', 'normal', 'high'] as const
export type SharesLevel = (typeof sharesLevels)[number]

export type Shares = { level: SharesLevel } | { level: 'custom'; shares: number }

export type SharedResource = 'cpu' | 'memory' | 'disk'

/** For each vCPU, for each MB, or for each disk. */
const perUnit: Readonly<Record<SharedResource, Readonly<Record<SharesLevel, number>>>> = {
  cpu: { low: 500, normal: 1000, high: 2000 },
  memory: { low: 5, normal: 10, high: 20 },
  disk: { low: 500, normal: 1000, high: 2000 },
}

/**
 * What a level comes to.
 * @param size vCPUs for `cpu`, MB for `memory`; a disk has none.
 */
export const sharesOf = (resource: SharedResource, level: SharesLevel, size: number): number =>
  perUnit[resource][level] * (resource === 'disk' ? 1 : size)

/** SharesInfo as it is sent: a number always goes with the level, though it counts only with `custom`. */
export const sharesInfo = (resource: SharedResource, shares: Shares, size: number): { shares: number; level: string } =>
  shares.level === 'custom'
    ? { shares: shares.shares, level: 'custom' }
    : { shares: sharesOf(resource, shares.level, size), level: shares.level }

/** Reads SharesInfo. A level that is not known is kept as the number that came with it. */
export function sharesFrom(info: { shares: number; level: string }): Shares {
  const level = sharesLevels.find((each) => each === info.level)
  return level === undefined ? { level: 'custom', shares: info.shares } : { level }
}

/** libvirt's scheduler parameter: -1 low, -2 normal, -3 high, and the number itself for custom. */
const libvirtCodes: Readonly<Record<SharesLevel, number>> = { low: -1, normal: -2, high: -3 }

export const libvirtShares = (shares: Shares): number =>
  shares.level === 'custom' ? shares.shares : libvirtCodes[shares.level]

/** @returns undefined for a negative number other than the three codes, which libvirt refuses. */
export function sharesFromLibvirt(code: number): Shares | undefined {
  if (!Number.isInteger(code)) return undefined
  if (code >= 0) return { level: 'custom', shares: code }
  const level = sharesLevels.find((each) => libvirtCodes[each] === code)
  return level && { level }
}

/** Shares for people: `Normal (1280)`, `Custom (77)`. */
export function sharesWords(resource: SharedResource, shares: Shares, size: number): string {
  const { shares: number, level } = sharesInfo(resource, shares, size)
  return `${level.charAt(0).toUpperCase()}${level.slice(1)} (${number})`
}
