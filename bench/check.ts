import { manyPowerOns } from './many-power-ons'
import { asTimes, type Found, type Ratios } from './ratios'
import { readCommitted, writeShort } from './results'
import { untilLive } from './until-live'

/** Short forms, of a minute together, whose ratios hardly depend on the machine or on what else it does: of CPU, not of time. */
const short: Record<string, () => Promise<Found>> = {
  'power-ons': () => manyPowerOns([120], 0),
  live: () => untilLive([1_000, 4_000]),
}
/** What is beyond this is a change of the code, and no noise. */
const tolerance = 1.75

/**
 * Compares short forms with what is committed; what is beyond the tolerance is measured once more, and only the better one counts.
 * The last line is the count.
 * @param isWritten what is found is committed from now on.
 * @returns whether nothing has become worse.
 */
export async function check(isWritten: boolean): Promise<boolean> {
  const committed = readCommitted().short
  const isWorse = ([name, value]: [string, number]) => !isWritten && value > (committed[name] ?? 0) * tolerance
  const found: [string, number][] = []
  for (const measure of Object.values(short)) {
    const first = Object.entries(cpuRatios(await measure()))
    const second = first.some(isWorse) ? cpuRatios(await measure()) : {}
    for (const [name, value] of first) found.push([name, Math.min(value, second[name] ?? value)])
  }
  for (const [name, value] of found) {
    const before = committed[name] === undefined ? 'new' : `${asTimes(committed[name])} is committed`
    console.log(`  ${isWorse([name, value]) ? 'WORSE' : 'ok   '} ${name}: ${asTimes(value)}, ${before}`)
  }
  if (isWritten) writeShort(Object.fromEntries(found))
  const failed = found.filter(isWorse).length
  console.log(`${found.length - failed} passed, ${failed} failed, 0 skipped`)
  return failed === 0
}

const cpuRatios = ({ ratios }: Found): Ratios =>
  Object.fromEntries(Object.entries(ratios).filter(([name]) => name.includes('CPU')))
