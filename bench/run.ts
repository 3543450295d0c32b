import { cpus } from 'node:os'
import { historyAtAMillion } from './history-at-a-million'
import { readInventory } from './inventory'
import { manyPowerOns } from './many-power-ons'
import { questionToBoard } from './question-to-board'
import { raisedToAnswered } from './raised-to-answered'
import { scale } from './scale'
import { simulatorSpeed } from './simulator-speed'
import { signalKills, signals } from './signals'
import { signIns } from './sign-ins'
import { streamOfABoard } from './stream-of-a-board'
import { takeover } from './takeover'
import { untilLive } from './until-live'

/**
 * `npm run bench`: the figures that README names. `npm run bench -- history`: one of them; those in `long` take minutes
 * and run only when they are named. Times differ between machines; take the ratios.
 */
const usual = {
  board: () => questionToBoard(200),
  answer: () => raisedToAnswered(100),
  'power-ons': () => manyPowerOns(),
}
const long = {
  inventory: async () => (await readInventory()).lines,
  live: async () => (await untilLive()).lines,
  simulator: async () => (await simulatorSpeed()).lines,
  history: () => historyAtAMillion(),
  scale: () => scale(),
  stream: () => streamOfABoard(),
  takeover: () => takeover(20),
  'sign-ins': () => signIns(),
  signals: () => signals(200),
  'signal-kills': () => signalKills(50),
}
const all: Record<string, () => Promise<string[]>> = { ...usual, ...long }

const named = process.argv.slice(2)
const unknown = named.filter((name) => !(name in all))
if (unknown.length > 0) {
  console.error(`There is no bench "${unknown.join('", "')}". There are: ${Object.keys(all).join(', ')}.`)
  process.exit(1)
}
console.log(`Node ${process.version}, ${cpus().length} cores\n`)
for (const name of named.length > 0 ? named : Object.keys(usual)) {
  for (const line of (await all[name]?.()) ?? []) console.log(line)
}
process.exit(0)
