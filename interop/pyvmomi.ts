import assert from 'node:assert/strict'
import { fileURLToPath } from 'node:url'
import { startSimulator, type SimulatedHost } from '../simulator/start/start-simulator'
import type { Check, Pair, Suite } from './check'
import { pyvmomi } from './peers'
import { run } from './process'
import { vms } from './world'

const script = fileURLToPath(new URL('peers/pyvmomi/client.py', import.meta.url))

async function open(release: string, product: 'esx' | 'vcenter', tls: boolean): Promise<Pair> {
  const python = await pyvmomi(release)
  const host = await startSimulator({ product, preset: 'demo', speed: 0, tls })
  const ask = async <T>(scenario: string, ...args: string[]): Promise<T> => {
    const where = [tls ? 'https' : 'http', host.host, String(host.port), host.user, host.password]
    const { code, stdout, stderr } = await run(python, [script, scenario, ...where, ...args])
    if (code !== 0) throw new Error(`${scenario}: ${stderr.trim().split('\n').slice(-6).join('\n')}`)
    return JSON.parse(stdout) as T
  }
  return { checks: checks(ask, host), close: () => host.close() }
}

type Ask = <T>(scenario: string, ...args: string[]) => Promise<T>
type Shown = { state: string; cancelable: boolean; descriptionId: string; fault: string | null; message: string | null }

function checks(ask: Ask, host: SimulatedHost): Check[] {
  const { world } = host
  return [
    {
      capability: 'SmartConnect, versions, current time',
      run: async () => {
        const about = await ask<{ apiType: string }>('about')
        assert.equal(about.apiType, world.product === 'esx' ? 'HostAgent' : 'VirtualCenter')
      },
    },
    {
      capability: 'wrong password is InvalidLogin',
      run: async () => assert.equal((await ask<{ fault: string }>('wrong_password')).fault, 'InvalidLogin'),
    },
    {
      capability: 'every property of every object, in pages: nothing newer than the client',
      run: async () => {
        const counts = await ask<Record<string, number>>('every_property')
        assert.equal(counts['vim.VirtualMachine'], vms(world).length)
        assert.equal(counts['vim.HostSystem'], world.byType('HostSystem').length)
        assert.equal(counts['vim.Datastore'], world.byType('Datastore').length)
      },
    },
    {
      capability: 'names as stored, property by property (Fetch)',
      run: async () => {
        assert.deepEqual(
          await ask('names'),
          vms(world)
            .map(({ name }) => name)
            .toSorted(byCodePoint),
        )
        const read = await ask<{ memory: number; cpus: number }>('fetched', 'slow-to-start')
        const vm = vms(world).find(({ name }) => name === 'slow-to-start')
        assert.deepEqual([read.memory, read.cpus], [vm?.memoryMB, vm?.cpus])
      },
    },
    {
      capability: 'power on, with a fault chain when it fails',
      run: async () => {
        const on = await ask<Shown & { power: string }>('power', 'slow-to-start', 'PowerOnVM_Task')
        assert.deepEqual(
          [on.state, on.power, on.cancelable, on.descriptionId],
          ['success', 'poweredOn', false, 'VirtualMachine.powerOn'],
        )
        const failing = await ask<Shown>('power', 'fails-to-power-on', 'PowerOnVM_Task')
        assert.equal(failing.state, 'error')
        assert.ok(failing.fault && failing.message, JSON.stringify(failing))
        await ask('power', 'slow-to-start', 'PowerOffVM_Task')
      },
    },
    {
      capability: 'vm.runtime.question, AnswerVM',
      run: async () => {
        type Asked = {
          question: { text: string; messages: string[]; choices: string[][]; default: number }
          stateWhileWaiting: string
          task: Shown
          answeredTwice: string
          power: string
          questionAfter: boolean
        }
        const asked = await ask<Asked>('question', 'asks-append-or-replace', 'Append')
        assert.deepEqual(asked.question.messages, ['msg.serial.file.open'])
        assert.deepEqual(
          asked.question.choices.map(([key]) => key),
          ['0', '1', '2'],
        )
        assert.equal(asked.question.default, 0)
        assert.deepEqual(
          [asked.stateWhileWaiting, asked.task.state, asked.power, asked.questionAfter],
          ['running', 'success', 'poweredOn', false],
        )
        assert.match(asked.answeredTwice ?? '', /ConcurrentAccess|InvalidArgument/)
      },
    },
    {
      capability: 'snapshots: create, tree, revert, remove',
      run: async () => {
        type Made = {
          created: Shown
          tree: unknown
          reverted: Shown
          currentIsFirst: boolean
          removed: Shown
          left: boolean
        }
        const made = await ask<Made>('snapshots', 'slow-to-start')
        assert.deepEqual(made.tree, [['first', ['second']]])
        assert.deepEqual(
          [made.created.state, made.reverted.state, made.removed.state, made.currentIsFirst, made.left],
          ['success', 'success', 'success', true, false],
        )
      },
    },
    {
      capability: 'disks that need consolidation, consolidated',
      run: async () => {
        host.update('slow-to-start', { 'runtime.consolidationNeeded': true })
        const { needed, task, still } = await ask<{ needed: boolean; task: Shown; still: boolean }>(
          'consolidation',
          'slow-to-start',
        )
        assert.deepEqual(
          [needed, task.state, task.descriptionId, still],
          [true, 'success', 'VirtualMachine.consolidateDisks', false],
        )
      },
    },
    {
      capability: 'WaitForUpdatesEx loop, stale version refused',
      run: async () => {
        const { seen, stale } = await ask<{ seen: string[]; stale: string }>('updates', 'slow-to-start')
        assert.equal(seen[0], 'poweredOff')
        assert.equal(seen.at(-1), 'poweredOn')
        assert.match(stale ?? '', /InvalidCollectorVersion/)
      },
    },
    {
      capability: 'events of a VM',
      run: async () => {
        const events = await ask<string[]>('events', 'asks-append-or-replace')
        assert.ok(events.includes('VmMessageEvent') && events.includes('VmPoweredOnEvent'), events.join(', '))
      },
    },
  ]
}

const byCodePoint = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)

/** The newest release, the one of vSphere 8, and one from before 7, which talks TLS only. */
export const pyvmomiSuites: Suite[] = [
  { client: 'pyVmomi 9.1', server: 'ESXi (simulated)', open: () => open('9.1.1.0', 'esx', false) },
  { client: 'pyVmomi 8.0', server: 'vCenter over TLS (simulated)', open: () => open('8.0.3.0.1', 'vcenter', true) },
  { client: 'pyVmomi 6.7', server: 'ESXi over TLS (simulated)', open: () => open('6.7.3', 'esx', true) },
]
