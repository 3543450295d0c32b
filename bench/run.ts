import { historyAtAMillion } from './history-at-a-million'
import { check } from './check'
import { readInventory } from './inventory'
import { manyPowerOns } from './many-power-ons'
import { page } from './page'
import { questionFloods } from './question-floods'
import { questionToBoard } from './question-to-board'
import { raisedToAnswered } from './raised-to-answered'
import type { Found } from './ratios'
import { writeResults, machine } from './results'
import { scale } from './scale'
import { simulatorSpeed } from './simulator-speed'
import { signalKills, signals } from './signals'
import { signIns } from './sign-ins'
import { streamOfABoard } from './stream-of-a-board'
import { takeover } from './takeover'
import { untilLive } from './until-live'

/**
 * `npm run bench`: the figures that README names. `npm run bench -- history`: one of them; those in `long` take minutes
 * and run only when they are named. `-- --write`: those of docs/performance.md, into bench/RESULTS.md. `-- --check`: short forms
 * of them, beside what is committed. Times differ between machines; take the ratios.
 */
const usual = {
  board: () => questionToBoard(200),
  answer: () => raisedToAnswered(100),
  'power-ons': () => manyPowerOns(),
}
const long = {
  inventory: () => readInventory(),
  live: () => untilLive(),
  simulator: () => simulatorSpeed(),
  page: () => page(),
  'page-40000': () => page(40_000),
  floods: () => questionFloods(),
  'ten-thousand-questions': () => questionFloods({ many: 10_000 }),
  history: () => historyAtAMillion(),
  scale: () => scale(),
  stream: () => streamOfABoard(),
  takeover: () => takeover(20),
  'sign-ins': () => signIns(),
  signals: () => signals(200),
  'signal-kills': () => signalKills(50),
}
const all: Record<string, () => Promise<Found | string[]>> = { ...usual, ...long }
const written = ['inventory', 'live', 'simulator', 'answer', 'power-ons', 'board', 'floods', 'page', 'stream']

async function measure(name: string): Promise<Found> {
  const found = (await all[name]?.()) ?? []
  const { lines, ratios } = Array.isArray(found) ? { lines: found, ratios: {} } : found
  for (const line of lines) console.log(line)
  return { lines, ratios }
}

const options = process.argv.slice(2)
const named = options.filter((name) => !name.startsWith('--'))
const unknown = [
  ...named.filter((name) => !(name in all)),
  ...options.filter((name) => /^--(?!write$|check$)/.test(name)),
]
if (unknown.length > 0) {
  console.error(`There is no bench "${unknown.join('", "')}". There are: ${Object.keys(all).join(', ')}.`)
  process.exit(1)
}
const isWritten = options.includes('--write')
if (options.includes('--check')) process.exit((await check(isWritten)) ? 0 : 1)
console.log(`${machine()}\n`)
const found = new Map<string, Found>()
for (const name of named.length > 0 ? named : isWritten ? written : Object.keys(usual))
  found.set(name, await measure(name))
if (isWritten) writeResults(found)
process.exit(0)
