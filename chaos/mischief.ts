import { setTimeout as pause } from 'node:timers/promises'
import type { Random } from '../simulator/world/random'
import { untilHealthy, type AndonProcess } from './andon-process'

/** What was done to a process, when, and when it was there again. */
export type Blow = { at: number; kind: 'kill' | 'freeze'; process: number; backAt: number }

const longestFreezeMs = 15_000
/** Some blows fall while a process starts; the others when it has been well for a moment. */
const earlyShare = 0.2

/** Kills and freezes processes at random moments, and brings them back. Resolves when all blows have fallen. */
export async function strike(
  processes: readonly AndonProcess[],
  { kills, stops, random }: { kills: number; stops: number; random: Random },
  told: (blow: Blow) => void,
): Promise<Blow[]> {
  const kinds = shuffled(random, [
    ...Array.from({ length: kills }, () => 'kill' as const),
    ...Array.from({ length: stops }, () => 'freeze' as const),
  ])
  const blows: Blow[] = []
  const away = new Map<number, Promise<void>>()

  for (const kind of kinds) {
    while (away.size >= processes.length) await Promise.race(away.values())
    const standing = [...processes.keys()].filter((index) => !away.has(index))
    const index = standing[random.int(0, standing.length - 1)] ?? 0
    const process = processes[index]
    if (!process) continue
    if (random.chance(earlyShare)) {
      await pause(random.int(50, 900))
    } else {
      await untilHealthy(process)
      await pause(random.int(300, 4_000))
    }
    const blow: Blow = { at: Date.now(), kind, process: index, backAt: 0 }
    blows.push(blow)
    const back = (kind === 'kill' ? killAndStart(process, random) : freezeAndThaw(process, random)).then(() => {
      blow.backAt = Date.now()
      away.delete(index)
      told(blow)
    })
    away.set(index, back)
  }
  await Promise.all(away.values())
  return blows
}

async function killAndStart(process: AndonProcess, random: Random): Promise<void> {
  await process.kill()
  await pause(random.int(0, 1_500))
  process.start()
}

async function freezeAndThaw(process: AndonProcess, random: Random): Promise<void> {
  process.freeze()
  await pause(random.int(1_000, longestFreezeMs))
  process.thaw()
}

function shuffled<T>(random: Random, all: readonly T[]): T[] {
  const left = [...all]
  return all.flatMap(() => left.splice(random.int(0, left.length - 1), 1))
}
