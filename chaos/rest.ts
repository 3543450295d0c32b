import { setTimeout as pause } from 'node:timers/promises'
import type { HeldTables } from '../lib/live/live-state'
import type { RunView } from '../lib/runs/run'
import type { Random } from '../simulator/world/random'
import { answer, waitingQuestions } from './load'
import type { Person } from './person'
import type { Press } from './presses'

/** Longer than a run waits for contact before it gives up, and than a start is looked for. */
const patienceMs = 90_000
const lookEveryMs = 300
/** Nothing may be under way for so long before it counts as rest. */
const quietMs = 1_500
/** After so long people also answer what auto-answer should have answered. */
const helpAutoAnswerMs = 20_000

export const isUnderWay = ({ state }: RunView) => state.at !== 'ended' || state.following

/**
 * Lets everything come to its end: people answer what still waits, and nobody starts anything.
 * @returns what is still under way when it has taken too long.
 */
export async function comeToRest(ports: {
  person: Person
  shown: () => HeldTables | undefined
  random: Random
  presses: Press[]
}): Promise<RunView[]> {
  const { person, shown } = ports
  const begun = Date.now()
  const end = begun + patienceMs
  let quietSince: number | undefined
  for (;;) {
    const tables = shown()
    const waiting = tables ? waitingQuestions(tables, Date.now() - begun > helpAutoAnswerMs) : []
    const left = tables ? Object.values(tables.runs).filter(isUnderWay) : []
    const isLive = tables && Object.values(tables.connections).every(({ state }) => state.at === 'live')
    const isQuiet = isLive && waiting.length === 0 && left.length === 0
    quietSince = isQuiet ? (quietSince ?? Date.now()) : undefined
    if (quietSince !== undefined && Date.now() - quietSince >= quietMs) return []
    if (Date.now() > end) return left
    for (const run of left) if (run.state.at === 'held') await person.change('startHeldRun', [run.id])
    for (const question of waiting) await answer(ports, person, question)
    await pause(lookEveryMs)
  }
}
