import { spawn } from 'node:child_process'
import process from 'node:process'
import { root } from './programs.mjs'

/**
 * Runs several programs as one: when one of them ends, or somebody presses Ctrl-C, all of them end. One that `mayEnd`
 * only says so: a simulated host that is stopped is something to look at.
 */
export function programsTogether() {
  /** @type {{ name: string, child: import('node:child_process').ChildProcess, ended: Promise<void> }[]} */
  const running = []
  let stopping = false

  async function stop(code) {
    if (stopping) return
    stopping = true
    // In reverse: the console says goodbye to hosts that are still there.
    for (const { child, ended } of running.toReversed()) {
      child.kill('SIGTERM')
      const patience = setTimeout(() => child.kill('SIGKILL'), 12_000)
      await ended
      clearTimeout(patience)
    }
    process.exit(code)
  }

  process.on('SIGINT', () => void stop(130))
  process.on('SIGTERM', () => void stop(143))
  process.on('SIGHUP', () => void stop(129))

  return {
    /**
     * Starts one program in a process group of its own, so that Ctrl-C reaches it through us and in order.
     * @param {string} name
     * @param {string[]} command
     * @param {{ env?: Record<string, string>, quiet?: boolean, mayEnd?: () => boolean }} [options] quiet: output is
     *   shown only if it ends by itself; mayEnd: whether the others go on without it now
     */
    start(name, [program, ...args], { env, quiet = false, mayEnd = () => false } = {}) {
      const child = spawn(program, args, {
        cwd: root,
        env: { ...process.env, ...env },
        stdio: ['ignore', 'pipe', 'pipe'],
        detached: true,
      })
      let output = ''
      const keep = (chunk) => {
        if (!quiet) process.stdout.write(chunk)
        else output = (output + String(chunk)).slice(-20_000)
      }
      child.stdout.on('data', keep)
      child.stderr.on('data', keep)
      const ended = new Promise((resolve) => {
        child.once('error', (error) => {
          console.error(`${name} could not be started: ${error.message}`)
          resolve()
          void stop(1)
        })
        child.once('exit', (code) => {
          resolve()
          if (stopping) return
          if (mayEnd()) {
            console.error(`${name} has ended (code ${code}). Everything else goes on.`)
            return
          }
          console.error(`${output}${name} ended by itself (code ${code}). Everything else is stopped.`)
          void stop(1)
        })
      })
      running.push({ name, child, ended })
    },
    get isStopping() {
      return stopping
    },
    stop,
  }
}

/** Resolves when an address answers; never, when the programs stop meanwhile. */
export async function untilAnswering(url, { isStopping }) {
  while (!isStopping()) {
    const answer = await fetch(url, { headers: { connection: 'close' } }).catch(() => undefined)
    if (answer && answer.status < 500) return
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  await new Promise(() => {})
}
