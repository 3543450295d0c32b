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
 * Lets everything come to its end: people answer what still waits, and nobody starts anything. Screens that are quiet are
 * not enough: a press whose process was killed before it replied may be on its way to them.
 * @param ports.recorded the runs that are under way by the record.
 * @returns what is still under way when it has taken too long.
 */
export async function comeToRest(ports: {
  person: Person
  shown: () => HeldTables | undefined
  recorded: () => Promise<RunView[]>
  random: Random
  presses: Press[]
}): Promise<RunView[]> {
  const { person, shown, recorded } = ports
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
    if (quietSince !== undefined && Date.now() - quietSince >= quietMs) {
      if ((await recorded()).length === 0) return []
      quietSince = undefined
    }
    if (Date.now() > end) return left.length > 0 ? left : await recorded()
    for (const run of left) if (run.state.at === 'held') await person.change('startHeldRun', [run.id])
    for (const question of waiting) await answer(ports, person, question)
    await pause(lookEveryMs)
  }
}
