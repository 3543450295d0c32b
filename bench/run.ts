import { historyAtAMillion } from './history-at-a-million'
import { check } from './check'
import { readInventory } from './inventory'
import { manyPowerOns } from './many-power-ons'
import { page, pageHour, pageScript } from './page'
import { questionFloods } from './question-floods'
import { questionToBoard } from './question-to-board'
import { raisedToAnswered } from './raised-to-answered'
import type { Found } from './ratios'
import { writeResults, machine } from './results'
import { scale } from './scale'
import { serverFigures } from './server-figures'
import { simulatorSpeed } from './simulator-speed'
import { signalKills, signals } from './signals'
import { signIns } from './sign-ins'
import { smallPages } from './small-pages'
import { streamOfABoard } from './stream-of-a-board'
import { takeover } from './takeover'
import { untilLive } from './until-live'
import { viewers } from './viewers'

/**
 * `npm run bench`: the usual ones. `npm run bench -- history`: one by its name; those in `long` take minutes and run only so.
 * `-- --write`: those of docs/performance.md, some quarter of an hour on a machine that does nothing else, into bench/RESULTS.md and
 * README; with names, these parts of it. `-- --check`: short forms of them, beside what is committed. `--seconds=15`: how
 * long `viewers` watches, instead of a minute; `--minutes=60`: how long `page` watches the heap. Times differ between machines; take the ratios.
 */
const usual = {
  board: () => questionToBoard(200),
  answer: () => raisedToAnswered(100),
  'power-ons': () => manyPowerOns(),
}
const long = {
  inventory: () => readInventory(),
  live: () => untilLive(),
  server: () => serverFigures(),
  viewers: () => viewers(1_000, numberOf('seconds')),
  simulator: () => simulatorSpeed(),
  'small-pages': () => smallPages(),
  page: () => page(10_000, numberOf('minutes')),
  'page-script': () => pageScript(),
  'page-40000': () => page(40_000, numberOf('minutes')),
  'page-hour': () => pageHour(10_000, numberOf('minutes')),
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
const written = [
  'inventory',
  'live',
  'answer',
  'power-ons',
  'floods',
  'viewers',
  'page',
  'server',
  'simulator',
  'small-pages',
]

async function measure(name: string): Promise<Found> {
  const found = (await all[name]?.()) ?? []
  const { lines, ratios } = Array.isArray(found) ? { lines: found, ratios: {} } : found
  for (const line of lines) console.log(line)
  return { lines, ratios }
}

const options = process.argv.slice(2)
/** `--minutes=60` as a number. */
function numberOf(option: 'minutes' | 'seconds'): number | undefined {
  const said = options.find((one) => one.startsWith(`--${option}=`))
  return said === undefined ? undefined : Number(said.split('=')[1])
}
const named = options.filter((name) => !name.startsWith('--'))
const unknown = [
  ...named.filter((name) => !(name in all)),
  ...options.filter((name) => /^--(?!(write|check|(seconds|minutes)=\d+)$)/.test(name)),
]
if (unknown.length > 0) {
  console.error(`There is no bench "${unknown.join('", "')}". There are: ${Object.keys(all).join(', ')}.`)
  process.exit(1)
}
const isWritten = options.includes('--write')
if (options.includes('--check')) process.exit((await check(isWritten)) ? 0 : 1)
console.log(`${machine()}\n`)
const found = new Map<string, Found>()
const start = performance.now()
for (const name of named.length > 0 ? named : isWritten ? written : Object.keys(usual)) {
  const begun = performance.now()
  found.set(name, await measure(name))
  console.log(`  (${name}: ${((performance.now() - begun) / 1_000).toFixed(0)} s)\n`)
}
if (isWritten) writeResults(found, named.length > 0 ? 'part' : 'whole')
console.log(`${((performance.now() - start) / 60_000).toFixed(1)} minutes`)
process.exit(0)
