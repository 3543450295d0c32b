import { runCampaign } from './campaign'
import { helpText, readOptions } from './options'
import { reportOf } from './report'

const say = (text: string) => void process.stdout.write(`${text}\n`)

/** `npm run chaos -- [options]`: one campaign, its table, and a code that says whether anything went wrong. */
const options = readOptions(process.argv.slice(2))
if (options === 'help') {
  process.stdout.write(helpText)
} else if ('because' in options) {
  process.stderr.write(`${options.because}\nSee --help.\n`)
  process.exitCode = 2
} else {
  const campaign = await runCampaign(options, say)
  say(`\n${reportOf(campaign)}`)
  process.exit(campaign.findings.length > 0 ? 1 : 0)
}
