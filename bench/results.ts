import { readFileSync, writeFileSync } from 'node:fs'
import { cpus, totalmem } from 'node:os'
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import { withFigures } from '../scripts/docs/readme-figures.mjs'
import type { Found, Ratios } from './ratios'

const page = fileURLToPath(new URL('RESULTS.md', import.meta.url))
const readme = fileURLToPath(new URL('../README.md', import.meta.url))
const file = fileURLToPath(new URL('ratios.json', import.meta.url))

/** `2 cores of an AMD EPYC, 31 GiB, Node v20.20.2` */
export const machine = (): string =>
  `${cpus().length} cores of an ${cpus()[0]?.model.trim()}, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.version}`

/** What is committed: of whole benches, and of the short forms that are compared with it. */
export type Committed = { whole: Ratios; short: Ratios }

export const readCommitted = (): Committed => JSON.parse(readFileSync(file, 'utf8')) as Committed // written below

export function writeShort(short: Ratios): void {
  write({ ...readCommitted(), short })
}

/** Writes what one run found, for people (README's figures too) and for comparing. `part`: of the benches, whose others stay as they are. */
export function writeResults(found: ReadonlyMap<string, Found>, how: 'whole' | 'part'): void {
  const today = new Date().toISOString().slice(0, 10)
  const before = readFileSync(page, 'utf8')
  const kept = how === 'whole' ? new Map<string, string>() : partsOf(before)
  for (const [name, { lines }] of found) {
    const when = how === 'part' ? `Measured alone, ${today}, ${machine()}.\n\n` : ''
    kept.set(name, `## ${name}\n\n${when}\`\`\`text\n${lines.join('\n')}\n\`\`\`\n`)
  }
  const head = [
    '# Results of one run',
    '',
    'Written by `npm run bench -- --write`: everything here was measured in one run, peers beside Andon on the same machine, the simulated',
    'hosts too; `npm run bench -- --write NAME` measures a part anew, which then says so. Times are of that machine; take the ratios.',
    '[docs/performance.md](../docs/performance.md) says what is measured, what the goals are, and what stands in the way of those that are',
    'not met.',
    '',
    `${today}, ${machine()}.`,
  ]
  const top = how === 'whole' ? head.join('\n') : (before.split('\n\n## ')[0] ?? '')
  const results = `${top}\n\n${[...kept.values()].join('\n')}`
  writeFileSync(page, results)
  writeFileSync(readme, withFigures(readFileSync(readme, 'utf8'), results))
  const whole = Object.assign({}, ...[...found.values()].map(({ ratios }) => ratios)) as Ratios
  const committed = readCommitted()
  write({ ...committed, whole: how === 'whole' ? whole : { ...committed.whole, ...whole } })
}

/** The parts of a page that was written before, by name. */
const partsOf = (text: string): Map<string, string> =>
  new Map([...text.matchAll(/^## (.+)\n[^]*?\n```\n(?=\n## |$(?![^]))/gm)].map((match) => [match[1] ?? '', match[0]]))

const rounded = (ratios: Ratios): Ratios =>
  Object.fromEntries(Object.entries(ratios).map(([name, value]) => [name, Number(value.toPrecision(3))]))

const write = ({ whole, short }: Committed) =>
  writeFileSync(file, `${JSON.stringify({ whole: rounded(whole), short: rounded(short) }, null, 2)}\n`)
