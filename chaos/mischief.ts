import { setTimeout as pause } from 'node:timers/promises'
import type { Random } from '../simulator/world/random'
import { isWell, untilHealthy, type AndonProcess } from './andon-process'
import type { Deployment } from './deployment'
import type { Mischief } from './options'

/** What was done to a process or to the database, when, and when it was there again. */
export type Blow = { at: number; backAt: number } & (
  | { kind: 'kill' | 'freeze'; process: number }
  | { kind: 'database' }
)

/** Some blows fall while a process starts; the others when people have got something done, however slow the machine is. */
const earlyShare = 0.2

/** Kills and freezes processes at random moments, and brings them back. Resolves when all blows have fallen. */
export async function strike(
  processes: readonly AndonProcess[],
  mischief: Mischief,
  aim: {
    random: Random
    longestFreezeMs: number
    /** How much people have got done so far. */
    done: () => number
    database?: Deployment['database']
    told: (blow: Blow) => void
  },
): Promise<Blow[]> {
  const { random, longestFreezeMs, done, database, told } = aim
  const blows: Blow[] = []
  const away = new Map<number, Promise<void>>()

  for (const kind of kindsOf(mischief, random)) {
    if (kind === 'database') {
      if (database) blows.push(await restartDatabase(database, random, told))
      continue
    }
    while (away.size >= processes.length) await Promise.race(away.values())
    const standing = [...processes.keys()].filter((index) => !away.has(index))
    const index = standing[random.int(0, standing.length - 1)] ?? 0
    const process = processes[index]
    if (!process) continue
    if (random.chance(earlyShare)) {
      await pause(random.int(50, 900))
    } else {
      await untilHealthy(process)
      await untilBusy(done, random.int(3, 25))
      await pause(random.int(0, 2_000))
    }
    // Of several processes one stays well: what becomes of all at once, one process alone shows.
    await untilOneIsWell(processes.filter((other) => other !== process))
    const blow = { at: Date.now(), kind, process: index, backAt: 0 }
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

const patienceMs = 8_000

async function untilBusy(done: () => number, more: number): Promise<void> {
  const wanted = done() + more
  for (const end = Date.now() + patienceMs; done() < wanted && Date.now() < end;) await pause(50)
}

/** As soon as the first says so: one that is frozen says nothing. */
const isOneWell = (processes: readonly AndonProcess[]): Promise<boolean> =>
  Promise.any(processes.map(async (one) => ((await isWell(one)) ? true : Promise.reject(new Error('not well'))))).catch(
    () => false,
  )

async function untilOneIsWell(others: readonly AndonProcess[]): Promise<void> {
  while (others.length > 0 && !(await isOneWell(others))) await pause(100)
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
    ...Array.from({ length: mischief.restarts }, () => 'database' as const),
  ])
}

async function restartDatabase(
  database: NonNullable<Deployment['database']>,
  random: Random,
  told: (blow: Blow) => void,
): Promise<Blow> {
  await pause(random.int(300, 3_000))
  const at = Date.now()
  await database.kill()
  await pause(random.int(0, 3_000))
  await database.start()
  const blow: Blow = { kind: 'database', at, backAt: Date.now() }
  told(blow)
  return blow
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
