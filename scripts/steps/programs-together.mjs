import { spawn } from 'node:child_process'
import process from 'node:process'
import { root } from './programs.mjs'

/**
 * Runs several programs as one: when one of them ends, or somebody presses Ctrl-C, all of them end. One that `mayEnd`
 * only says so: a simulated host that is stopped is something to look at. One that `comesBack` is started again.
 */
export function programsTogether() {
  /** @type {{ child: import('node:child_process').ChildProcess, ended: Promise<void> }[]} */
  const running = []
  /** @type {(() => Promise<unknown>)[]} */
  const last = []
  let stopping = false

  async function stop(code) {
    if (stopping) return
    stopping = true
    // In reverse: the console says goodbye to hosts that are still there.
    for (const one of running.toReversed()) {
      one.child.kill('SIGTERM')
      // Somebody may have frozen it, to see what the others do.
      if (process.platform !== 'win32') one.child.kill('SIGCONT')
      const patience = setTimeout(() => one.child.kill('SIGKILL'), 12_000)
      await one.ended
      clearTimeout(patience)
    }
    for (const work of last.toReversed()) await work()
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
     * @param {{ env?: Record<string, string>, quiet?: boolean, mayEnd?: () => boolean, comesBack?: boolean }} [options]
     *   quiet: output is shown only if it ends by itself; mayEnd: whether the others go on without it now; comesBack: it
     *   is started again a moment later
     * @returns {{ readonly pid: number | undefined }}
     */
    start(name, [program, ...args], { env, quiet = false, mayEnd = () => false, comesBack = false } = {}) {
      function launch() {
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
          child.once('exit', (code, signal) => {
            resolve()
            if (stopping) return
            if (!mayEnd()) {
              console.error(`${output}${name} ended by itself (code ${code}). Everything else is stopped.`)
              void stop(1)
              return
            }
            const how = signal === null ? `code ${code}` : signal
            console.error(
              `${name} has ended (${how}). ${comesBack ? 'It is started again.' : 'Everything else goes on.'}`,
            )
            if (comesBack) setTimeout(() => stopping || Object.assign(one, launch()), 1_000)
          })
        })
        return { child, ended }
      }
      const one = launch()
      running.push(one)
      return {
        get pid() {
          return one.child.pid
        },
      }
    },
    /** Does something when all have ended, before this process ends. @param {() => Promise<unknown>} work */
    atEnd: (work) => void last.push(work),
    get isStopping() {
      return stopping
    },
    stop,
  }
}

/**
 * Resolves when an address answers; never, when the programs stop meanwhile.
 * @param {string} url
 * @param {{ readonly isStopping: boolean }} together
 */
export async function untilAnswering(url, together) {
  while (!together.isStopping) {
    const answer = await fetch(url, { headers: { connection: 'close' } }).catch(() => undefined)
    if (answer && answer.status < 500) return
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  await new Promise(() => {})
}
