import process from 'node:process'

/** What this process with all its threads has spent of the CPU so far, ms. */
export function cpuMs(): number {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1_000
}
