import { ensureBuilt } from '../scripts/steps/build.mjs'
import { runCampaign } from './campaign'
import { NoPostgres } from './deployment'
import { faults } from './evidence'
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
  const each = Object.keys(faults).length
  const sum = { passed: 0, failed: 0, skipped: 0 }
  for (const config of wanted.configs) {
    say(`\n${config}, seed ${wanted.seed}`)
    try {
      const campaign = await runCampaign(config, wanted, (text) => say(`  ${text}`))
      say(`\n${reportOf(campaign)}`)
      const missed = new Set(campaign.findings.map(({ fault }) => fault)).size
      sum.failed += missed
      sum.passed += each - missed
    } catch (error) {
      if (!(error instanceof NoPostgres && wanted.orSkip)) throw error
      say(`  skipped: ${error.message}`)
      sum.skipped += each
    }
  }
  say(`${sum.passed} passed, ${sum.failed} failed, ${sum.skipped} skipped`)
  process.exit(sum.failed > 0 ? 1 : 0)
}
