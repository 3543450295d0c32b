import { cpus } from 'node:os'
import { manyPowerOns } from './many-power-ons'
import { questionToBoard } from './question-to-board'
import { raisedToAnswered } from './raised-to-answered'

/** `npm run bench`: the figures that README names. Times differ between machines; take the ratios. */
console.log(`Node ${process.version}, ${cpus().length} cores\n`)
for (const lines of [() => questionToBoard(200), () => raisedToAnswered(100), () => manyPowerOns(300)]) {
  for (const line of await lines()) console.log(line)
}
process.exit(0)
