import { spawn, type ChildProcess } from 'node:child_process'
import { existsSync } from 'node:fs'
import path from 'node:path'
import process from 'node:process'
import { root } from '../scripts/steps/programs.mjs'

/** One process of the console, `npm start` on the build: it can be killed, frozen and started again on its port. */
export type AndonProcess = {
  readonly url: string
  readonly state: 'up' | 'frozen' | 'down'
  /** What it wrote last. */
  readonly output: string
  /** When it ended by itself, milliseconds since the epoch. It is started again then, as a supervisor does. */
  readonly ownEnds: readonly number[]
  /** The folder of the build that it runs. */
  readonly folder: string
  /** @param folder of another build than before. */
  start(folder?: string): void
  /** As a power cut does it. Resolves when the process is gone. */
  kill(): Promise<void>
  freeze(): void
  thaw(): void
  /** As an operator does it. Resolves when the process is gone. */
  stop(): Promise<void>
}

/** What starts the build of a folder; versions until 0.3 had no program of their own for that. */
function programOf(folder: string): string[] {
  const own = path.join(folder, 'scripts', 'start.mjs')
  return existsSync(own) ? [own] : [path.join(folder, 'node_modules', 'next', 'dist', 'bin', 'next'), 'start']
}

const keptOutput = 20_000
const comesBackMs = 1_000

export function andonProcess(port: number, env: Readonly<Record<string, string>>): AndonProcess {
  const url = `http://127.0.0.1:${port}`
  let child: ChildProcess | undefined
  let frozen = false
  let isWanted = false
  const ownEnds: number[] = []
  let folder = root
  let output = ''

  async function end(signal: 'SIGKILL' | 'SIGTERM'): Promise<void> {
    const ending = child
    isWanted = false
    if (!ending) return
    const ended = new Promise((resolve) => ending.once('exit', resolve))
    ending.kill(signal)
    if (frozen) ending.kill('SIGCONT')
    await ended
  }

  const it: AndonProcess = {
    url,
    ownEnds,
    get state() {
      if (!child) return 'down'
      return frozen ? 'frozen' : 'up'
    },
    get output() {
      return output
    },
    get folder() {
      return folder
    },
    start(of = folder) {
      if (child) return
      folder = of
      isWanted = true
      const started = spawn(process.execPath, [...programOf(folder), '-H', '127.0.0.1', '-p', String(port)], {
        cwd: folder,
        env: { ...process.env, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1', ...env },
        stdio: ['ignore', 'pipe', 'pipe'],
      })
      child = started
      frozen = false
      running.add(started)
      started.once('exit', (code) => {
        running.delete(started)
        if (child === started) child = undefined
        if (!isWanted) return
        ownEnds.push(Date.now())
        output += `\n(ended by itself with code ${code})\n`
        setTimeout(() => isWanted && it.start(), comesBackMs)
      })
      for (const stream of [started.stdout, started.stderr])
        stream.on('data', (text) => (output = (output + String(text)).slice(-keptOutput)))
    },
    kill: () => end('SIGKILL'),
    freeze() {
      frozen = child?.kill('SIGSTOP') ?? false
    },
    thaw() {
      child?.kill('SIGCONT')
      frozen = false
    },
    stop: () => end('SIGTERM'),
  }
  return it
}

/** A campaign that is broken off leaves no process behind, frozen ones neither. */
const running = new Set<ChildProcess>()
process.once('exit', () => running.forEach((child) => child.kill('SIGKILL')))
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1))

/** Whether it says that it is well, now. */
export async function isWell({ url }: AndonProcess): Promise<boolean> {
  const signal = AbortSignal.timeout(5_000)
  const answer = await fetch(`${url}/api/health`, { headers: { connection: 'close' }, signal }).catch(() => undefined)
  return answer?.ok ?? false
}

/** Resolves when it says that it is well; rejects when it has not said so for three minutes. */
export async function untilHealthy(one: AndonProcess): Promise<void> {
  for (const end = Date.now() + 180_000; Date.now() < end;) {
    if (await isWell(one)) return
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  throw new Error(`The console at ${one.url} does not get well:\n${one.output}`)
}
