import { actorName } from '../lib/runs/actor'
import { faults, type Fault, type Finding } from './evidence'
import type { Campaign } from './campaign'
import type { Blow } from './mischief'
import type { Reply } from './person'
import type { Takeover } from './takeover'

const mostShown = 5

/** The table of a campaign, and what is needed to understand each thing that went wrong. */
export function reportOf({ config, seed, blows, record, presses, findings, takeover, opened }: Campaign): string {
  const count = (kind: Blow['kind']) => blows.filter((blow) => blow.kind === kind).length
  const heard = presses.filter(({ reply }) => reply.heard).length
  const lines = [
    `${config}, seed ${seed}: ${count('kill')} SIGKILLs, ${count('freeze')} SIGSTOPs, ${count('database')} restarts of the database`,
    `${record.runs.length} runs, ${presses.length} presses (${presses.length - heard} without a reply), streams opened ${opened} times`,
    `runs: ${counted(record.runs.map(({ state }) => (state.at === 'ended' ? state.outcome.kind : state.at)))}`,
    `replies: ${counted(presses.map(({ reply }) => words(reply)))}`,
    '',
    ...(Object.keys(faults) as Fault[]).map((fault) => row(faults[fault], countOf(findings, fault), 0)), // the keys of the table
    row(`takeover p50 (of ${takeover.length})`, inSeconds(at(takeover, 0.5)), ''),
    row('takeover max', inSeconds(at(takeover, 1)), ''),
    ...slowest(takeover).map(({ ms, between }) => row(`  between ${between}`, inSeconds(ms), '')),
    '',
  ]
  for (const fault of Object.keys(faults) as Fault[]) {
    const own = findings.filter((finding) => finding.fault === fault)
    for (const finding of own.slice(0, mostShown)) lines.push(...told(finding), '')
    if (own.length > mostShown) lines.push(`… and ${own.length - mostShown} more: ${faults[fault]}`, '')
  }
  return lines.join('\n')
}

const countOf = (findings: readonly Finding[], fault: Fault) => findings.filter((one) => one.fault === fault).length

const row = (what: string, figure: number | string, goal: number | string) =>
  `  ${what.padEnd(50)} ${String(figure).padStart(7)}${goal === '' ? '' : `   goal ${goal}`}`

const inSeconds = (ms: number | undefined) => (ms === undefined ? '–' : `${(ms / 1_000).toFixed(1)} s`)

const at = (takeovers: readonly Takeover[], share: number) =>
  bySpeed(takeovers)[Math.max(0, Math.ceil(takeovers.length * share) - 1)]?.ms

/** The longest: what they waited for need not have been the takeover. */
const slowest = (takeovers: readonly Takeover[]) =>
  bySpeed(takeovers.filter(({ between }) => between !== undefined))
    .toReversed()
    .slice(0, mostShown)

const bySpeed = (takeovers: readonly Takeover[]) => takeovers.toSorted((one, other) => one.ms - other.ms)

/** What a person heard; of an error of the console's own, all of it. */
function words(reply: Reply): string {
  if (!reply.heard) return reply.why.trim().slice(0, 60)
  if (reply.result.ok) return 'ok'
  const { code, raw = '' } = reply.result.error
  return code === 'broken' ? `${code} (${raw})` : code
}

function counted(all: readonly string[]): string {
  const counts = new Map<string, number>()
  for (const one of all) counts.set(one, (counts.get(one) ?? 0) + 1)
  return [...counts]
    .toSorted((a, b) => b[1] - a[1])
    .map(([what, count]) => `${count} ${what}`)
    .join(', ')
}

const told = ({ fault, what, run, details = [] }: Finding): string[] => [
  `✗ ${faults[fault]}: ${what}`,
  ...(run
    ? run.steps.map(({ at: when, actor, event }) => {
        const { kind, ...rest } = event
        return `    step  ${when.slice(11, 23)} ${actorName(actor)} ${kind} ${JSON.stringify(rest).slice(0, 160)}`
      })
    : []),
  ...details.map((line) => `    ${line}`),
]
