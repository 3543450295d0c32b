import { readFileSync } from 'node:fs'
import process from 'node:process'

/** What this process with all its threads has spent of the CPU so far, ms. */
export function cpuMs(): number {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1_000
}

/** The same of another process, on Linux; elsewhere not known. */
export function cpuMsOf(pid: number | undefined): number {
  // What stands before is the name of the program, which may hold anything.
  const fields = readOf(pid, 'stat').split(') ').at(-1)?.split(' ') ?? []
  return (Number(fields[11]) + Number(fields[12])) * 10
}

/** What another process takes of the memory, on Linux; elsewhere not known. */
export function rssMiBOf(pid: number | undefined): number {
  return Math.round(Number(/^VmRSS:\s+(\d+) kB$/m.exec(readOf(pid, 'status'))?.[1]) / 1024)
}

function readOf(pid: number | undefined, file: string): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8')
  } catch {
    return ''
  }
}
