/**
 * Keeps one PostgreSQL for the process that started it (`postgres.mjs`), and stops it when its own input ends: that
 * happens however the other one ends. Prints one line of JSON when it is ready, and one for each order.
 */
import { spawn, spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { chmod, chown, cp, mkdir, mkdtemp, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import process from 'node:process'
import { createInterface } from 'node:readline'
import { Client } from 'pg'
import { freePort } from './ports.mjs'

const { bin: found, isOfNpm, folder: kept, isDurable } = JSON.parse(process.argv[2] ?? '{}')
const folder = kept ?? (await mkdtemp(path.join(os.tmpdir(), 'andon-postgres-')))
const data = path.join(folder, 'data')
const secret = path.join(folder, 'password')
const say = (line) => void process.stdout.write(`${JSON.stringify(line)}\n`)

/** PostgreSQL does not run as root: there it is its own user, or the one that owns nothing. */
const user = process.getuid?.() === 0 ? await ordinaryUser() : undefined
let bin = found
/** @type {import('node:child_process').ChildProcess | undefined} */
let server
let port = 0
let password = ''

// Who started us may be gone when we speak.
process.stdout.on('error', () => undefined)
// A terminal's signals are for who started us; we end with its end.
for (const signal of ['SIGINT', 'SIGHUP', 'SIGTERM']) process.on(signal, () => undefined)

try {
  if (isOfNpm) bin = await prepared(found)
  await prepareFolder()
  await start()
  await makeDatabase()
  say({ url: url('andon') })
} catch (error) {
  say({ failed: String(error instanceof Error ? error.message : error) })
  await end()
}
for await (const order of createInterface(process.stdin)) {
  try {
    if (order === 'kill') await stop('SIGKILL')
    else await start()
    say({})
  } catch (error) {
    say({ failed: String(error instanceof Error ? error.message : error) })
  }
}
await end()

async function end() {
  await stop('SIGINT')
  if (!kept) await rm(folder, { recursive: true, force: true })
  process.exit(0)
}

function url(database) {
  return `postgres://andon:${password}@127.0.0.1:${port}/${database}`
}

async function makeDatabase() {
  const client = new Client(url('postgres'))
  await client.connect()
  const { rows } = await client.query(`select from pg_database where datname = 'andon'`)
  if (rows.length === 0) await client.query('create database andon')
  await client.end()
}

async function prepareFolder() {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  if (user) await chown(folder, user.uid, user.gid)
  password = (await readFile(secret, 'utf8').catch(() => '')).trim()
  if (await stat(path.join(data, 'PG_VERSION')).catch(() => undefined)) return
  password = randomBytes(12).toString('hex')
  await writeFile(secret, password, { mode: 0o600 })
  if (user) await chown(secret, user.uid, user.gid)
  const options = ['-U', 'andon', '--auth=scram-sha-256', `--pwfile=${secret}`, '-E', 'UTF8', '--locale=C']
  const made = spawnSync(path.join(bin, 'initdb'), ['-D', data, ...options, ...(isDurable ? [] : ['--no-sync'])], {
    cwd: folder,
    encoding: 'utf8',
    ...user,
  })
  if (made.status !== 0) throw new Error(`initdb: ${made.stderr || made.error?.message}`)
}

/** A port is free until somebody takes it: another is tried then. After a kill, the one before is wanted again. */
async function start() {
  const wanted = port
  for (let left = 20; ; left -= 1) {
    port = wanted || (await freePort())
    const said = await startOn(port)
    if (said === undefined) return
    if (left === 0) throw new Error(`PostgreSQL could not be started: ${said}`)
    // What a killed one left behind takes a moment to go.
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}

/** Undefined when it answers; what it said when it ended. */
async function startOn(port) {
  const settings = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: '200',
    shared_buffers: '64MB',
    ...(isDurable ? {} : { fsync: 'off', full_page_writes: 'off' }),
  }
  const set = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  const child = spawn(path.join(bin, 'postgres'), ['-D', data, '-p', String(port), ...set], {
    cwd: folder,
    stdio: ['ignore', 'ignore', 'pipe'],
    detached: true,
    ...user,
  })
  let said = ''
  child.stderr.on('data', (text) => (said = (said + String(text)).slice(-4_000)))
  const state = { ended: false }
  const exited = new Promise((resolve) => {
    child.once('error', (error) => resolve((said += error.message)))
    child.once('exit', resolve)
  }).then(() => (state.ended = true))
  while (!state.ended) {
    const client = new Client({ connectionString: url('postgres'), connectionTimeoutMillis: 2_000 })
    client.on('error', () => undefined)
    const answers = await client.connect().then(
      () => true,
      () => false,
    )
    await client.end().catch(() => undefined)
    if (answers && !state.ended) {
      server = child
      return undefined
    }
    await Promise.race([exited, new Promise((resolve) => setTimeout(resolve, 50))])
  }
  return said.trim()
}

async function stop(signal) {
  const child = server
  server = undefined
  if (!child || child.exitCode !== null || child.signalCode !== null) return
  // Its children write to the same pipe, which closes with the last of them: until then one may still serve who is connected.
  const closed = new Promise((resolve) => child.once('close', resolve))
  child.kill(signal)
  // A fast shutdown that takes this long is cut short.
  const patience = setTimeout(() => child.kill('SIGQUIT'), 8_000)
  await closed
  clearTimeout(patience)
}

async function ordinaryUser() {
  const lines = (await readFile('/etc/passwd', 'utf8').catch(() => '')).split('\n').map((line) => line.split(':'))
  const [, , uid, gid] = lines.find(([name]) => name === 'postgres') ?? lines.find(([name]) => name === 'nobody') ?? []
  if (!uid || !gid) throw new Error('PostgreSQL does not run as root, and there is no user "postgres" or "nobody".')
  return { uid: Number(uid), gid: Number(gid) }
}

/**
 * What npm brought, ready to run: links that the package could not hold are made, and where its folder may not be
 * entered by the user that runs it, it is copied to one that may.
 */
async function prepared(folderOfNpm) {
  const native = path.dirname(folderOfNpm)
  const links = JSON.parse(await readFile(path.join(native, 'pg-symlinks.json'), 'utf8').catch(() => '[]'))
  for (const { source, target } of links) {
    const [from, to] = [source, target].map((name) => path.join(path.dirname(native), name))
    await symlink(path.relative(path.dirname(to), from), to).catch((error) => {
      if (error.code !== 'EEXIST') throw error
    })
  }
  const program = path.join(folderOfNpm, 'postgres')
  if (!user || spawnSync(program, ['--version'], { ...user, cwd: '/' }).status === 0) return folderOfNpm
  const copy = path.join(folder, 'programs')
  await cp(native, copy, { recursive: true, verbatimSymlinks: true })
  await chmod(folder, 0o711)
  return path.join(copy, 'bin')
}
