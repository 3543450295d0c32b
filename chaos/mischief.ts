import { setTimeout as pause } from 'node:timers/promises'
import type { Random } from '../simulator/world/random'
import { untilHealthy, type AndonProcess } from './andon-process'

/** What was done to a process, when, and when it was there again. */
export type Blow = { at: number; kind: 'kill' | 'freeze'; process: number; backAt: number }

/** What is to be done: so many of each; or as many as there is time for, a freeze after every two kills. */
export type Mischief = { kills: number; stops: number } | { minutes: number }

/** Some blows fall while a process starts; the others when it has been well for a moment. */
const earlyShare = 0.2

/** Kills and freezes processes at random moments, and brings them back. Resolves when all blows have fallen. */
export async function strike(
  processes: readonly AndonProcess[],
  mischief: Mischief,
  { random, longestFreezeMs, told }: { random: Random; longestFreezeMs: number; told: (blow: Blow) => void },
): Promise<Blow[]> {
  const blows: Blow[] = []
  const away = new Map<number, Promise<void>>()

  for (const kind of kindsOf(mischief, random)) {
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
    const back = (
      kind === 'kill' ? killAndStart(process, random) : freezeAndThaw(process, random.int(1_000, longestFreezeMs))
    ).then(() => {
      blow.backAt = Date.now()
      away.delete(index)
      told(blow)
    })
    away.set(index, back)
  }
  await Promise.all(away.values())
  return blows
}

function* kindsOf(mischief: Mischief, random: Random): Iterable<Blow['kind']> {
  if ('minutes' in mischief) {
    for (const end = Date.now() + mischief.minutes * 60_000; Date.now() < end;)
      yield random.chance(1 / 3) ? 'freeze' : 'kill'
    return
  }
  yield* shuffled(random, [
    ...Array.from({ length: mischief.kills }, () => 'kill' as const),
    ...Array.from({ length: mischief.stops }, () => 'freeze' as const),
  ])
}

async function killAndStart(process: AndonProcess, random: Random): Promise<void> {
  await process.kill()
  await pause(random.int(0, 1_500))
  process.start()
}

async function freezeAndThaw(process: AndonProcess, ms: number): Promise<void> {
  process.freeze()
  await pause(ms)
  process.thaw()
}

function shuffled<T>(random: Random, all: readonly T[]): T[] {
  const left = [...all]
  return all.flatMap(() => left.splice(random.int(0, left.length - 1), 1))
}
