/**
 * The calls of a power-on and of its answer, and nothing else: envelopes that are written by hand, replies of which only the
 * question is looked for, and of the record one row before each call that changes something, or none. What no client in this
 * language can be faster than. In a process of its own. Run by fork.
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Pool } from 'undici'
import { openInThreads } from '../server/journal/open-database'
import { exchange } from '../server/vsphere/http-exchange'
import { cpuMs } from './cpu-time'

export type BareOrder =
  | { do: 'connect'; url: string; user: string; password: string; isRecorded: boolean }
  /** By their ids; answered when all are on. */
  | { do: 'power-on'; vms: readonly string[] }
  | { do: 'stop' }
export type BareReply =
  | { did: 'connect' }
  /** Of this process and all its threads. */
  | { did: 'power-on'; cpuMs: number }

const head = '<e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/"><e:Body>'
const tail = '</e:Body></e:Envelope>'
const collector = ['PropertyCollector', 'ha-property-collector'] as const
const longestMs = 60_000

const folder = await mkdtemp(join(tmpdir(), 'andon-bare-'))
const database = await openInThreads(join(folder, 'rows.sqlite'))
await database.batch([{ sql: 'create table rows (text text)', parameters: [] }])

let pool: Pool | undefined
let cookie = ''
let isRecorded = false
/** The VMs that are not on yet, and who waits for them. */
const awaited = new Set<string>()
let allOn = () => {}

process.on('message', (order: BareOrder) => void carryOut(order))

async function carryOut(order: BareOrder): Promise<void> {
  switch (order.do) {
    case 'connect': {
      pool = new Pool(new URL(order.url).origin, { connections: 16 })
      isRecorded = order.isRecorded
      await call(
        'Login',
        ['SessionManager', 'ha-sessionmgr'],
        `<userName>${order.user}</userName><password>${order.password}</password>`,
      )
      await follow()
      return void reply({ did: 'connect' })
    }
    case 'power-on': {
      for (const vm of order.vms) awaited.add(vm)
      const done = new Promise<void>((resolve) => (allOn = resolve))
      const before = cpuMs()
      await Promise.all(order.vms.map(powerOn))
      await done
      return void reply({ did: 'power-on', cpuMs: cpuMs() - before })
    }
    case 'stop':
      await pool?.destroy()
      await database.close()
      await rm(folder, { recursive: true, force: true })
      process.disconnect()
  }
}

const reply = (message: BareReply) => process.send?.(message)

async function powerOn(vm: string): Promise<void> {
  await note(`powerOn ${vm}`)
  await call('PowerOnVM_Task', ['VirtualMachine', vm])
}

async function answer(vm: string, id: string, choice: string): Promise<void> {
  await note(`answer ${vm} ${id} ${choice}`)
  await call('AnswerVM', ['VirtualMachine', vm], `<questionId>${id}</questionId><answerChoice>${choice}</answerChoice>`)
}

/** What is to be written while a commit is under way, and when it is on the disk. */
let waiting: string[] = []
let written: Promise<void> | undefined
let next: Promise<void> | undefined

async function note(text: string): Promise<void> {
  if (!isRecorded) return
  waiting.push(text)
  next ??= (written ?? Promise.resolve()).then(commit)
  await next
}

async function commit(): Promise<void> {
  const rows = waiting
  waiting = []
  written = next
  next = undefined
  await database.batch(rows.map((row) => ({ sql: 'insert into rows values (?)', parameters: [row] })))
}

/** Asks for the questions and power states of all VMs, and goes on asking. */
async function follow(): Promise<void> {
  const all =
    '<container type="Folder">ha-folder-root</container><type>VirtualMachine</type><recursive>true</recursive>'
  const made = await call('CreateContainerView', ['ViewManager', 'ViewManager'], all)
  const view = /<returnval[^>]*>([^<]+)</.exec(made)?.[1] ?? ''
  if (view === '') throw new Error(`no view in ${made}`)
  const paths = '<pathSet>runtime.question</pathSet><pathSet>runtime.powerState</pathSet>'
  const step =
    '<selectSet xsi:type="TraversalSpec" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><type>ContainerView</type><path>view</path></selectSet>'
  const from = `<objectSet><obj type="ContainerView">${view}</obj><skip>true</skip>${step}</objectSet>`
  const spec = `<spec><propSet><type>VirtualMachine</type>${paths}</propSet>${from}</spec><partialUpdates>false</partialUpdates>`
  await call('CreateFilter', collector, spec)
  void goOn(await take(''))
}

async function goOn(first: string): Promise<void> {
  for (let version = first; version !== '';) version = await take(version)
}

/** One update set. @returns its version; none when the connection has ended. */
async function take(since: string): Promise<string> {
  const text = await call('WaitForUpdatesEx', collector, since && `<version>${since}</version>`).catch(() => '')
  for (const part of text.split('<objectSet').slice(1)) {
    const vm = /<obj type="VirtualMachine">([^<]*)</.exec(part)?.[1] ?? ''
    if (/<val[^>]*>poweredOn</.test(part) && awaited.delete(vm) && awaited.size === 0) allOn()
    const id = /<val[^>]*><id>([^<]*)</.exec(part)?.[1]
    if (id === undefined) continue
    const choices = [...part.matchAll(/<key>([^<]*)</g)].map(([, key]) => key)
    void answer(vm, id, choices[Number(/<defaultIndex>(\d+)</.exec(part)?.[1] ?? 0)] ?? '0')
  }
  return /<version>([^<]*)</.exec(text)?.[1] ?? ''
}

async function call(method: string, [type, id]: readonly [string, string], parameters = ''): Promise<string> {
  if (!pool) throw new Error('nothing is connected')
  const options = {
    path: '/sdk',
    method: 'POST',
    headers: { 'content-type': 'text/xml; charset=utf-8', soapaction: 'urn:vim25/7.0', cookie },
    body: `${head}<${method} xmlns="urn:vim25"><_this type="${type}">${id}</_this>${parameters}</${method}>${tail}`,
  } as const
  const { headers, whole, pieces } = await exchange(pool, options, { longestMs })
  const set = [headers['set-cookie']].flat()[0]
  if (set !== undefined) cookie = set.split(';')[0] ?? ''
  if (whole) return whole.toString()
  const all: Buffer[] = []
  for await (const piece of pieces()) all.push(piece)
  return Buffer.concat(all).toString()
}
