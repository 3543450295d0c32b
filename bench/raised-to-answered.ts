import { run } from '../interop/process'
import { pyvmomi } from '../interop/peers'
import { openVirsh } from '../interop/virsh/virsh'
import { answerTimes, startAskingHost, watchQuestions } from './asking-host'
import { startChild } from './child'
import { commitTimes } from './commit-times'
import type { BareOrder, BareReply } from './bare-client'
import { percentile, spread } from './percentiles'
import { asTimes, type Found } from './ratios'
import type { SimulatedHost } from '../simulator/start/start-simulator'
import type { Order, Reply } from './server-process'

type Client = { name: string; powerOn: (vm: string) => Promise<unknown>; close: () => Promise<void> }

/** So many power-ons at once go before, in a process that is no longer one that has just started. */
const others = 600

/** From the host raising a question until `AnswerVM` arrives, one VM after the other, each client on a host of its own. */
export async function raisedToAnswered(count: number): Promise<Found> {
  const ours = await measure(count, andon(0))
  const lines = [`from raised to AnswerVM, auto-answer on, ${count} power-ons one after the other:`]
  lines.push(`  Andon: ${spread(ours)}`)
  const later = await measure(count, andon(others), others)
  lines.push(`  Andon, which has carried out ${others} before: ${spread(later)}`)
  const ratios: Record<string, number> = {}
  for (const open of [virshClient, pyvmomiClient, bareClient(false), bareClient(true)]) {
    try {
      const theirs = await measure(Math.min(count, 30), open)
      const ratio = percentile(ours, 0.5) / percentile(theirs, 0.5)
      ratios[`answer: p50, Andon / ${open.title}`] = ratio
      lines.push(`  ${open.title}: ${spread(theirs)}; p50: Andon takes ${asTimes(ratio)}`)
    } catch (error) {
      lines.push(`  ${open.title}: not measured (${error instanceof Error ? error.message : String(error)})`)
    }
  }
  const commit = await commitTimes(count)
  lines.push(`  of which the record: one commit of the journal, with the question and its answer, ${spread(commit)}`)
  return { lines, ratios }
}

type Opener = { (host: SimulatedHost): Promise<Client>; title: string }

/** @param before VMs that the client powers on while it is opened. */
async function measure(count: number, open: Opener, before = 0): Promise<number[]> {
  const host = await startAskingHost(before + count)
  const client = await open(host)
  const seen = watchQuestions(host)
  try {
    for (const { ref, props } of host.world.byType('VirtualMachine'))
      if (host.world.prop(ref, 'runtime.powerState') === 'poweredOff') await client.powerOn(String(props['name']))
    return answerTimes(seen)
  } finally {
    await client.close()
    await host.close()
  }
}

const opener = (title: string, open: (host: SimulatedHost) => Promise<Client>): Opener => Object.assign(open, { title })

const andon = (before: number) =>
  opener('Andon', async ({ url, user, password }) => {
    // In a process of its own, as the others are: what the host does must not take the time of who watches it.
    const server = startChild<Order, Reply>('server-process.ts')
    await server.order({ do: 'connect', url, user, password, autoAnswer: true })
    if (before > 0) {
      await server.order({ do: 'power-on-many', count: before })
      await server.order({ do: 'outcomes' })
    }
    return {
      name: 'Andon',
      powerOn: (vm) => server.order<'power-on'>({ do: 'power-on', vm }),
      close: () => server.stop(),
    }
  })

/** The calls alone, in the same language: what of the time is none of Andon's. */
const bareClient = (isRecorded: boolean) =>
  opener(isRecorded ? 'the calls alone, each with a row on the disk before it' : 'the calls alone', async (host) => {
    const bare = startChild<BareOrder, BareReply>('bare-client.ts')
    const { url, user, password } = host
    await bare.order({ do: 'connect', url, user, password, isRecorded })
    const ids = new Map([...host.world.byType('VirtualMachine')].map(({ ref, props }) => [props['name'], ref.value]))
    return {
      name: 'bare',
      powerOn: (vm) => bare.order<'power-on'>({ do: 'power-on', vms: [ids.get(vm) ?? ''] }),
      close: () => bare.stop(),
    }
  })

const virshClient = opener('libvirt (virsh start, auto_answer=1)', async ({ port, password }) => {
  const uri = `esx://root@127.0.0.1:${port}/`
  const virsh = await openVirsh({ uri, password, transport: 'http', autoAnswer: true })
  return { name: 'virsh', powerOn: (vm) => virsh.finish('start', vm), close: () => virsh.close() }
})

/** A script as people write them: looks for a question every 50 ms. */
const pyvmomiClient = opener('pyVmomi (polling every 50 ms)', async ({ host, port, user, password }) => {
  const python = await pyvmomi('9.1.1.0')
  const script = new URL('../interop/peers/pyvmomi/client.py', import.meta.url).pathname
  return {
    name: 'pyVmomi',
    powerOn: (vm) => run(python, [script, 'question', 'http', host, String(port), user, password, vm, 'Append']),
    close: async () => undefined,
  }
})
