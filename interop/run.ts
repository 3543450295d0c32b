import { writeFileSync } from 'node:fs'
import { runSuite, type Row, type Suite } from './check'
import { matrix, reasons, summary, total } from './report'
import { suites } from './suites'

/**
 * `npm run test:interop [-- [--write] word …]`: only suites whose client or server holds one of the words. `--write`
 * renews docs/interop.md, which README shows.
 */
const write = process.argv.includes('--write')
const words = process.argv.slice(2).filter((word) => word !== '--write')
const wanted = suites.filter(
  ({ client, server }) => words.length === 0 || words.some((word) => `${client} ${server}`.includes(word)),
)

/** Peers have races of their own: a suite that fails is run once more from the start, and only that run counts. */
async function runTwiceIfNeeded(suite: Suite): Promise<Row[]> {
  const first = await runOnce(suite)
  if (!first.some(({ outcome }) => outcome.kind === 'failed')) return first
  for (const reason of reasons(first)) console.log(`  first try, ${reason}`)
  console.log('  once more:')
  return runOnce(suite)
}

async function runOnce(suite: Suite): Promise<Row[]> {
  const own: Row[] = []
  await runSuite(suite, (row) => {
    own.push(row)
    console.log(`  ${row.outcome.kind.padEnd(7)} ${row.seconds.toFixed(1).padStart(5)} s  ${row.capability}`)
  })
  return own
}

const rows: Row[] = []
for (const suite of wanted) {
  console.log(`\n${suite.client} → ${suite.server}`)
  rows.push(...(await runTwiceIfNeeded(suite)))
}

console.log(`\n${matrix(rows)}\n`)
if (write) {
  const page = new URL('../docs/interop.md', import.meta.url)
  const head = '# Interop: the last run\n\nWritten by `npm run test:interop -- --write`.\n'
  writeFileSync(page, `${head}\n${summary(rows)}\n\n## Matrix\n\n${matrix(rows)}\n`)
}
for (const reason of reasons(rows)) console.log(reason)
console.log(total(rows))
process.exit(rows.some((row) => row.outcome.kind === 'failed') ? 1 : 0)
