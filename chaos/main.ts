import { ensureBuilt } from '../scripts/steps/build.mjs'
import { runCampaign } from './campaign'
import { faults, type Finding } from './evidence'
import { helpText, readOptions, type ChaosOptions } from './options'
import { reportOf } from './report'

const say = (text: string) => void process.stdout.write(`${text}\n`)

/**
 * `npm run chaos -- [options]`: a campaign for each configuration, with its table. The last line counts what held; the
 * code says whether all of it did.
 */
const options = readOptions(process.argv.slice(2))
if (options === 'help') {
  process.stdout.write(helpText)
} else if ('because' in options) {
  process.stderr.write(`${options.because}\nSee --help.\n`)
  process.exitCode = 2
} else if (await ensureBuilt()) {
  await runAll(options)
} else {
  process.exitCode = 1
}

async function runAll(wanted: ChaosOptions): Promise<void> {
  const findings: Finding[][] = []
  for (const config of wanted.configs) {
    say(`\n${config}, seed ${wanted.seed}`)
    const campaign = await runCampaign(config, wanted, (text) => say(`  ${text}`))
    findings.push(campaign.findings)
    say(`\n${reportOf(campaign)}`)
  }
  const missed = findings.reduce((sum, own) => sum + new Set(own.map(({ fault }) => fault)).size, 0)
  say(`${findings.length * Object.keys(faults).length - missed} passed, ${missed} failed, 0 skipped`)
  process.exit(missed > 0 ? 1 : 0)
}
