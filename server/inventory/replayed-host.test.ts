/**
 * A person's real host becomes a test: what Andon says to a host is recorded, and the simulator serves it again. Judged
 * by what Andon then knows.
 */
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { connectionId } from '@/lib/vsphere/ids'
import { readRecordings, RecordingRefused } from '../../simulator/replay/recording'
import { serveRecording } from '../../simulator/replay/serve-recording'
import { startSimulator, type SimulatorOptions } from '../../simulator/start/start-simulator'
import { VimFault } from '../vsphere/errors'
import { createRecorder } from '../vsphere/recording/recorder'
import type { Inventory } from './contract'
import { openInventory } from './open-inventory'

const closing: (() => unknown)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})

function tempFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'andon-replay-'))
  closing.push(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

async function connect(at: { port: number; user?: string }, recordTo?: string): Promise<Inventory> {
  const warn = (text: string, error: unknown) => expect.fail(`${text}: ${String(error)}`)
  const inventory = openInventory({
    id: connectionId('c1'),
    endpoint: { transport: 'http', host: '127.0.0.1', port: at.port, trust: { kind: 'none' } },
    user: at.user ?? 'anybody',
    password: 'password',
    ...(recordTo !== undefined && { openTap: createRecorder(recordTo, { now: Date.now, warn }) }),
  })
  closing.push(() => inventory.close())
  inventory.start()
  await until(inventory, () => inventory.state.at !== 'connecting')
  return inventory
}

const until = (inventory: Inventory, condition: () => boolean) =>
  new Promise<void>((resolve) => {
    if (condition()) return resolve()
    const stop = inventory.onChanges(() => {
      if (!condition()) return
      stop()
      resolve()
    })
  })

const vmCalled = (inventory: Inventory, name: string) => {
  const vm = [...inventory.vms.values()].find((one) => one.name === name)
  if (!vm) throw new Error(`no VM "${name}"`)
  return vm
}

/** Powers a VM on that asks on its way, and answers. */
async function powerOnWithQuestion(inventory: Inventory) {
  const vm = vmCalled(inventory, 'asks-append-or-replace')
  await inventory.readBeforeRun(vm.moid)
  await inventory.startTask(vm.moid, { verb: 'powerOn' })
  await until(inventory, () => inventory.questions.has(vm.key))
  const asked = inventory.questions.get(vm.key)?.question
  await inventory.answerVm(vm.moid, asked?.id ?? '', asked?.choices[0]?.key ?? '')
  await until(inventory, () =>
    [...inventory.tasks.values()].some((task) => task.vm === vm.key && task.state === 'success'),
  )
  await until(inventory, () => vmCalled(inventory, vm.name).powerState === 'poweredOn')
  // When it was read is another moment each time.
  const { readAt, ...detail } = await inventory.readVmDetail(vm.moid)
  expect(readAt).toBeDefined()
  return { text: asked?.text, detail }
}

/** What is known, without the host's times and loads of this minute, and without what only this process counts. */
const known = ({ vms, hosts, datastores, product, endpointKind }: Inventory) => ({
  vms: [...vms.values()].map(({ key, storedName, powerState, memoryMiB, host }) => [
    key,
    storedName,
    powerState,
    memoryMiB,
    host?.name,
  ]),
  hosts: [...hosts.values()].map(({ key, name }) => [key, name]),
  datastores: [...datastores.values()].map(({ key, name, capacityBytes }) => [key, name, capacityBytes]),
  product,
  endpointKind,
})

/** A recorded visit to a host: what was known before and after a power-on that asked. */
async function recordedVisit(options: SimulatorOptions = {}) {
  const folder = path.join(tempFolder(), 'wire')
  const host = await startSimulator({ speed: 20, quirks: { tellsSilentProperties: true }, counters: false, ...options })
  closing.push(() => host.close())
  const inventory = await connect(host, folder)
  const before = known(inventory)
  const run = await powerOnWithQuestion(inventory)
  const after = known(inventory)
  await inventory.close()
  return { folder, before, run, after }
}

async function replay(folder: string) {
  const served = await serveRecording(readRecordings(folder))
  closing.push(() => served.close())
  return served
}

test.each(['esx', 'vcenter'] as const)(
  'a recorded %s is known again as it was, and does again what it did',
  async (product) => {
    const { folder, before, run, after } = await recordedVisit({ product })
    const served = await replay(folder)
    const inventory = await connect(served)
    expect(inventory.state.at).toBe('live')
    expect(known(inventory)).toEqual(before)
    expect(await powerOnWithQuestion(inventory)).toEqual(run)
    expect(known(inventory)).toEqual(after)
    expect(served.unrecorded).toEqual([])
  },
)

test('a configuration file that was read is read again, without the passwords in it', async () => {
  const folder = path.join(tempFolder(), 'wire')
  const host = await startSimulator({ speed: 0 })
  closing.push(() => host.close())
  const inventory = await connect(host, folder)
  const where = '/folder/web-frontend/web-frontend.vmx?dcPath=ha-datacenter&dsName=datastore1'
  const read = async (from: Inventory) => {
    const { status, body } = await from.access().exchangeFile({ method: 'GET', path: where })
    return { status, text: Buffer.concat(await body.toArray()).toString() }
  }
  const first = await read(inventory)
  await inventory.close()
  const served = await replay(folder)
  const again = await connect(served)
  expect(first.status).toBe(200)
  expect(await read(again)).toEqual(first)
  const other = await again.access().exchangeFile({ method: 'GET', path: '/folder/other.vmx?dsName=datastore1' })
  expect(other.status).toBe(404)
  expect(served.unrecorded).toContain('Not in the recording: GET /folder/other.vmx.')
  other.body.on('error', () => {}).destroy()
})

test('two clients of one recording do not meet: each lives through it by itself', async () => {
  const { folder, before, after } = await recordedVisit()
  const served = await replay(folder)
  const [first, second] = [await connect(served), await connect(served)]
  await powerOnWithQuestion(first)
  expect([known(first), known(second)]).toEqual([after, before])
  await powerOnWithQuestion(second)
  expect(known(second)).toEqual(after)
})

test('a call that is not in the recording is a fault that names it, and the rest goes on', async () => {
  const { folder } = await recordedVisit()
  const served = await replay(folder)
  const inventory = await connect(served)
  const { moid } = vmCalled(inventory, 'web-frontend')
  const error = await inventory.startTask(moid, { verb: 'suspend' }).catch((thrown: unknown) => thrown)
  expect(error).toBeInstanceOf(VimFault)
  expect(String(error)).toContain(`Not in the recording: SuspendVM_Task on VirtualMachine:${moid}`)
  expect(served.unrecorded).toHaveLength(1)
  expect(inventory.state.at).toBe('live')
})

test('what was done once in the recording is not done twice', async () => {
  const { folder } = await recordedVisit()
  const inventory = await connect(await replay(folder))
  const { moid } = vmCalled(inventory, 'asks-append-or-replace')
  await inventory.startTask(moid, { verb: 'powerOn' })
  await expect(inventory.startTask(moid, { verb: 'powerOn' })).rejects.toThrow(/fewer times than it was called/)
})

test('a recording that is cut or was changed is refused with its place', async () => {
  const { folder } = await recordedVisit()
  const [name = ''] = readdirSync(folder)
  const file = path.join(folder, name)
  const whole = readFileSync(file, 'utf8')
  const lines = whole.split('\n')
  const refusal = (text: string) => {
    writeFileSync(file, text)
    try {
      return `taken: ${readRecordings(folder).length}`
    } catch (error) {
      return error instanceof RecordingRefused ? error.message : String(error)
    }
  }
  expect(refusal(whole)).toMatch(/^taken: /)
  expect(refusal(whole.replace('web-frontend', 'web-backdoor'))).toMatch(
    new RegExp(`^${name}, line \\d+: it was changed, or a line before it was taken out`),
  )
  expect(refusal(lines.toSpliced(5, 1).join('\n'))).toContain(`${name}, line 6: it was changed`)
  expect(refusal(lines.slice(0, 7).join('\n') + '\n')).toContain(`${name}: it was cut after line 7`)
  expect(refusal(whole.slice(0, 5_000))).toContain(`${name}: it was cut in the middle of line`)
  expect(refusal(lines.toSpliced(3, 1, 'hello').join('\n'))).toContain(`${name}, line 4: it is no line of a recording.`)
  expect(refusal(`${whole}${lines[1]}\n`)).toContain('something follows the end')
  writeFileSync(file, whole.slice(0, 5_000))
  expect(readRecordings(folder, { acceptCut: true }).length).toBeGreaterThan(0)
  expect(() => readRecordings(tempFolder())).toThrow(/There is no recording/)
  expect(() => readRecordings(path.join(folder, 'nowhere'))).toThrow(/cannot be read/)
})
