import { govmomi } from '../interop/peers'
import { openGovc } from '../interop/govc/govc'
import { openVirsh } from '../interop/virsh/virsh'
import type { SimulatedHost } from '../simulator/start/start-simulator'
import { answerTimes, startAskingHost, watchQuestions } from './asking-host'
import type { BareOrder, BareReply } from './bare-client'
import { startChild } from './child'
import { cpuMs } from './cpu-time'
import { inMs, percentile, sharedNow, spread } from './percentiles'
import type { Found } from './ratios'
import type { Order, Reply } from './server-process'

/** What so many power-ons at once cost. `cpuMs`: of Andon's process with its threads, of the simulated host's; each run's part. */
type PowerOns = {
  count: number
  succeeded: number
  totalMs: number
  cpuMs: number
  hostCpuMs: number
  answers: readonly number[]
  peakRssMiB: number
}

/**
 * Power-ons at once on one connection, each asking one question, auto-answer on; as many once more in the same process, which has
 * compiled its code by then; and what a loop of each peer needs for one VM.
 * @param loops how many VMs a peer's loop goes through; 0: Andon alone is measured, once, without peers and the calls alone.
 */
export async function manyPowerOns(counts: readonly number[] = [600, 1_000], loops = 30): Promise<Found> {
  const lines: string[] = []
  const ratios: Record<string, number> = {}
  let ours = Number.NaN
  for (const count of counts) {
    const [figures, ...later] = await powerOnsAtOnce(count, loops === 0 ? 1 : 2)
    ours = figures.totalMs / count
    ratios[`power-ons: CPU of Andon / of the simulated host, ${count} at once`] = figures.cpuMs / figures.hostCpuMs
    lines.push(...told(figures), ...later.flatMap(toldOnceMore))
    if (loops === 0) continue
    const [alone, aloneAgain] = await callsAlone(count)
    ratios[`power-ons: CPU of Andon / of the calls alone, ${count} at once`] = figures.cpuMs / alone.cpuMs
    lines.push(
      `  the calls alone, each with one row on the disk before it: ${inMs(alone.cpuMs / count)} of CPU each, ${perSecond(alone)}: more this host does not take; once more ${inMs(aloneAgain.cpuMs / count)}, ${perSecond(aloneAgain)}`,
    )
  }
  for (const [name, loop] of loops === 0 ? [] : Object.entries({ virsh: virshLoop, govc: govcLoop })) {
    try {
      const each = await loop(loops)
      ratios[`power-ons: time for each, Andon / a loop of ${name}`] = ours / each
      lines.push(`  a loop of ${name}: ${inMs(each)} each (${loops} of them), ${(each / ours).toFixed(0)} times ours`)
    } catch (error) {
      lines.push(`  a loop of ${name}: not measured (${error instanceof Error ? error.message : String(error)})`)
    }
  }
  return { lines, ratios }
}

function told({ count, succeeded, totalMs, cpuMs, hostCpuMs, answers, peakRssMiB }: PowerOns): string[] {
  return [
    `${count} power-ons at once, each with one question: ${succeeded} succeeded in ${inMs(totalMs)}, ${perSecond({ count, totalMs })}`,
    `  CPU each: Andon ${inMs(cpuMs / count)}, simulated host ${inMs(hostCpuMs / count)} (${((hostCpuMs / (cpuMs + hostCpuMs)) * 100).toFixed(0)} % of both)`,
    `  from raised to AnswerVM under that load: ${spread(answers)} (${answers.length} answers)`,
    `  memory of the server side (without Next): ${peakRssMiB} MiB at its peak`,
  ]
}

/** The same of as many others, in the process that has carried out the first. */
const toldOnceMore = ({ count, succeeded, totalMs, cpuMs, hostCpuMs, answers }: PowerOns): string[] => [
  `  ${count} others right after them: ${succeeded} succeeded, ${perSecond({ count, totalMs })}; CPU each: Andon ${inMs(cpuMs / count)}, simulated host ${inMs(hostCpuMs / count)}; from raised to AnswerVM: ${spread(answers)}`,
]

const perSecond = ({ count, totalMs }: Pick<PowerOns, 'count' | 'totalMs'>) =>
  `${((count / totalMs) * 1_000).toFixed(0)} a second`

/** @param times how often so many are powered on, each time others, in one process. */
async function powerOnsAtOnce(count: number, times: number): Promise<[PowerOns, ...PowerOns[]]> {
  const host = await startAskingHost(count * times)
  const seen = watchQuestions(host)
  const server = startChild<Order, Reply>('server-process.ts')
  try {
    const { url, user, password } = host
    await server.order({ do: 'connect', url, user, password, autoAnswer: true })
    const once = async (): Promise<PowerOns> => {
      seen.length = 0
      const allOn = powered(host, count)
      const cpuBefore = cpuMs()
      const start = sharedNow()
      const started = await server.order({ do: 'power-on-many', count })
      await allOn
      const ended = await server.order({ do: 'outcomes' })
      return {
        count,
        succeeded: ended.succeeded,
        totalMs: sharedNow() - start,
        cpuMs: ended.cpuMs - started.cpuMs,
        hostCpuMs: cpuMs() - cpuBefore,
        answers: answerTimes(seen),
        peakRssMiB: ended.peakRssMiB,
      }
    }
    const all: [PowerOns, ...PowerOns[]] = [await once()]
    while (all.length < times) all.push(await once())
    return all
  } finally {
    await server.stop()
    await host.close()
  }
}

/** The same of a client that does nothing else: what there is to be had of this host, on this machine. */
type Alone = { count: number; totalMs: number; cpuMs: number }

async function callsAlone(count: number): Promise<[first: Alone, again: Alone]> {
  const host = await startAskingHost(count * 2)
  const bare = startChild<BareOrder, BareReply>('bare-client.ts')
  try {
    const { url, user, password } = host
    await bare.order({ do: 'connect', url, user, password, isRecorded: true })
    const vms = [...host.world.byType('VirtualMachine')].map(({ ref }) => ref.value)
    const once = async (some: readonly string[]): Promise<Alone> => {
      const start = sharedNow()
      const { cpuMs: spent } = await bare.order<'power-on'>({ do: 'power-on', vms: some })
      return { count, totalMs: sharedNow() - start, cpuMs: spent }
    }
    return [await once(vms.slice(0, count)), await once(vms.slice(count))]
  } finally {
    await bare.stop()
    await host.close()
  }
}

/** Resolves when so many VMs of the host have been powered on that are not yet. */
function powered(host: SimulatedHost, count: number): Promise<void> {
  const { world } = host
  const vms = [...world.byType('VirtualMachine')].map(({ ref }) => ref)
  const isOn = (vm: (typeof vms)[number]) => world.prop(vm, 'runtime.powerState') === 'poweredOn'
  const before = new Set(vms.filter(isOn).map(({ value }) => value))
  const on = new Set<string>()
  return new Promise((resolve) => {
    world.on((change) => {
      if (change.kind !== 'update' || change.ref.type !== 'VirtualMachine') return
      if (!before.has(change.ref.value) && isOn(change.ref)) on.add(change.ref.value)
      if (on.size === count) resolve()
    })
  })
}

/** How long one VM takes, ms, where a script goes through them with `virsh start` and auto_answer=1. */
async function virshLoop(count: number): Promise<number> {
  const host = await startAskingHost(count)
  const uri = `esx://root@127.0.0.1:${host.port}/`
  const virsh = await openVirsh({ uri, password: host.password, transport: 'http', autoAnswer: true })
  try {
    return await eachOf(host, (vm) => virsh.print('start', vm))
  } finally {
    await virsh.close()
    await host.close()
  }
}

/** The same with govc, whose `vm.power` waits until a second command has answered what `vm.question` shows. */
async function govcLoop(count: number): Promise<number> {
  const program = await govmomi('govc', 'optimized')
  const host = await startAskingHost(count)
  const govc = openGovc(program, host, undefined)
  try {
    return await eachOf(host, async (vm) => {
      const powered = { isOver: false }
      const done = govc.print('vm.power', '-on', vm).finally(() => (powered.isOver = true))
      // Where nothing is asked yet, that is no failure of the command.
      while (!powered.isOver) await govc.finish('vm.question', '-vm', vm, '-answer', '0')
      await done
    })
  } finally {
    await host.close()
  }
}

async function eachOf(host: SimulatedHost, powerOn: (vm: string) => Promise<unknown>): Promise<number> {
  const names = [...host.world.byType('VirtualMachine')].map(({ props }) => String(props['name']))
  const times: number[] = []
  for (const name of names) {
    const start = sharedNow()
    await powerOn(name)
    times.push(sharedNow() - start)
  }
  return percentile(times, 0.5)
}
