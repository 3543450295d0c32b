import { spawn, type ChildProcess } from 'node:child_process'
import path from 'node:path'
import process from 'node:process'
import { root } from '../scripts/steps/programs.mjs'

/** One process of the console, `next start` on the build: it can be killed, frozen and started again on its port. */
export type AndonProcess = {
  readonly url: string
  readonly state: 'up' | 'frozen' | 'down'
  /** What it wrote last. */
  readonly output: string
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

const keptOutput = 20_000

export function andonProcess(port: number, env: Readonly<Record<string, string>>): AndonProcess {
  const url = `http://127.0.0.1:${port}`
  let child: ChildProcess | undefined
  let frozen = false
  let folder = root
  let output = ''

  async function end(signal: 'SIGKILL' | 'SIGTERM'): Promise<void> {
    const ending = child
    if (!ending) return
    const ended = new Promise((resolve) => ending.once('exit', resolve))
    ending.kill(signal)
    if (frozen) ending.kill('SIGCONT')
    await ended
  }

  return {
    url,
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
      const next = path.join(folder, 'node_modules', 'next', 'dist', 'bin', 'next')
      const started = spawn(process.execPath, [next, 'start', '-H', '127.0.0.1', '-p', String(port)], {
        cwd: folder,
        env: { ...process.env, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1', ...env },
        stdio: ['ignore', 'pipe', 'pipe'],
      })
      child = started
      frozen = false
      running.add(started)
      started.once('exit', (code) => {
        running.delete(started)
        if (code !== null && code !== 0) output += `\n(ended by itself with code ${code})\n`
        if (child === started) child = undefined
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

/** Resolves when it says that it is well; rejects when it has ended, or has not said so for two minutes. */
export async function untilHealthy(one: AndonProcess): Promise<void> {
  for (const end = Date.now() + 120_000; Date.now() < end;) {
    if (await isWell(one)) return
    if (one.state === 'down') break
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  throw new Error(`The console at ${one.url} does not get well:\n${one.output}`)
}
