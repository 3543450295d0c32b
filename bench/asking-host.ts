import type { VmPlan } from '../simulator/estate/inventory-plan'
import { startSimulator, type SimulatedHost } from '../simulator/start/start-simulator'
import { generatedPreset } from '../simulator/presets/generated'
import { sharedNow } from './percentiles'

/** An ESXi host of VMs that are off and ask the serial-port question when they are powered on. */
export function startAskingHost(count: number, speed = 0): Promise<SimulatedHost> {
  const { inventory } = generatedPreset('esx', count, 1)
  const vms: VmPlan[] = Array.from({ length: count }, (_, index) => ({
    name: `asks-${String(index + 1).padStart(3, '0')}`,
    guest: 'debian',
    cpus: 2,
    memoryMB: 2_048,
    power: 'poweredOff',
    disks: [{ gib: 20 }],
    nics: [{ network: 'VM Network' }],
    serials: [{ kind: 'file', path: 'console.log', exists: true }],
  }))
  return startSimulator({ product: 'esx', preset: { inventory, vms }, speed })
}

export type QuestionTimes = { vm: string; raisedAt: number; answeredAt?: number }

/** When each question was raised and when its answer arrived, as the host itself sees it. */
export function watchQuestions(host: SimulatedHost): QuestionTimes[] {
  const seen: QuestionTimes[] = []
  const asking = new Map<string, QuestionTimes>()
  host.world.on((change) => {
    if (change.kind !== 'update' || change.ref.type !== 'VirtualMachine') return
    const pending = host.world.prop(change.ref, 'runtime.question') !== undefined
    const vm = change.ref.value
    const open = asking.get(vm)
    if (pending && !open) {
      const raised = { vm, raisedAt: sharedNow() }
      asking.set(vm, raised)
      seen.push(raised)
    }
    if (!pending && open) {
      open.answeredAt = sharedNow()
      asking.delete(vm)
    }
  })
  return seen
}

export const answerTimes = (seen: readonly QuestionTimes[]): number[] =>
  seen.flatMap(({ raisedAt, answeredAt }) => (answeredAt === undefined ? [] : [answeredAt - raisedAt]))
