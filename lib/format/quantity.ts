/** `47 %`: whole percent, never past its ends. */
export function formatPercent(percent: number): string {
  return `${wholePercent(percent)} %`
}

/** 0..100, whole; 100 only when it is really reached. */
export function wholePercent(percent: number): number {
  if (!Number.isFinite(percent)) return 0
  return Math.min(100, Math.max(0, Math.floor(percent)))
}

const units = ['bytes', 'KB', 'MB', 'GB', 'TB', 'PB'] as const

/**
 * Bytes in vSphere's units, which are powers of 1024 under decimal names: `18.2 MB`, `4.0 TB`, `8 GB`.
 * @param whole leave out the decimal when there is none, for sizes that people set, such as memory.
 */
export function formatBytes(bytes: number, { whole = false }: { whole?: boolean } = {}): string {
  if (!Number.isFinite(bytes) || bytes < 0) return '–'
  let value = bytes
  let unit = 0
  // 1023.95 would be printed as 1024.0 of the smaller unit.
  while (value >= 1023.95 && unit < units.length - 1) {
    value /= 1024
    unit += 1
  }
  const name = units[unit] ?? 'bytes'
  if (unit === 0) return `${Math.round(value)} ${value === 1 ? 'byte' : 'bytes'}`
  const text = value.toFixed(1)
  return `${whole && text.endsWith('.0') ? text.slice(0, -2) : text} ${name}`
}

/** MiB as vSphere counts memory: `8 GB`, `1.5 GB`, `512 MB`. */
export const formatMiB = (mebibytes: number) => formatBytes(mebibytes * 1024 * 1024, { whole: true })

/** MHz as GHz with one decimal: `7.7 GHz`. */
export const formatGHz = (megahertz: number) =>
  Number.isFinite(megahertz) ? `${(megahertz / 1000).toFixed(1)} GHz` : '–'

/** `10,020`: a count as people read it. */
export const formatNumber = (count: number) => count.toLocaleString('en')

/** `1 VM`, `2 VMs`; `many` when it is not the regular plural. */
export function formatCount(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`
}
