import { cp } from 'node:fs/promises'
import path from 'node:path'
import { withoutUndefined } from '../lib/without-undefined'
import { root } from '../scripts/steps/programs.mjs'
import { createRandom, type Random } from '../simulator/world/random'
import { untilHealthy } from './andon-process'
import { judgeScreens, openBrowsers, type WatchingBrowsers } from './browsers'
import { adminPassword, deploy, startAll, type Deployment } from './deployment'
import { time, type Finding } from './evidence'
import { judge } from './judge'
import { startLoad } from './load'
import { strike, type Blow } from './mischief'
import type { ChaosOptions, Config, Mischief } from './options'
import { signIn, type Person } from './person'
import type { Press } from './presses'
import { comeToRest } from './rest'
import { startHosts } from './simulated-hosts'
import { addPeople, readRecord, readUnderWay, type StoredRecord } from './store'
import { followStream } from './stream-reader'
import { restartTimes, takeoverTimes, type Takeover } from './takeover'

export type Campaign = {
  config: Config
  seed: number
  blows: Blow[]
  record: StoredRecord
  presses: Press[]
  findings: Finding[]
  takeover: Takeover[]
  /** How often readers had to open their stream. */
  opened: number
}

const names = ['m.okafor', 'j.nakamura', 's.lindqvist', 'a.moreau', 'd.costa', 'k.novak', 'r.haddad', 'l.brandt']
const readerCount = 3
/** Work goes this many times as fast as on a real host: a power-on takes half a second. */
const speed = 3

/** One campaign from the first start to the report. Everything that it made is gone afterwards. */
export async function runCampaign(
  config: Config,
  options: ChaosOptions,
  say: (text: string) => void,
): Promise<Campaign> {
  const random = createRandom(options.seed)
  const hosts = await startHosts({ size: options.vms, speed, seed: options.seed })
  const deployment = await deploy(config, hosts.addresses).catch(async (error: unknown) => {
    await hosts.stop()
    throw error
  })
  const { processes } = deployment
  let browsers: WatchingBrowsers | undefined
  try {
    const persons = await letPeopleIn(deployment, options)
    browsers = options.browsers > 0 ? await openBrowsers(options.browsers, deployment.url) : undefined
    const since = Date.now()
    const readers = Array.from({ length: readerCount }, (_, index) => followStream(deployment.door(index), persons[0]))
    const shown = () => readers.find(({ isOpen, state }) => isOpen && state)?.state?.tables
    const presses: Press[] = []
    const load = startLoad({ persons, shown, random, presses, pauseMs: 100 })
    const done = () => presses.filter(({ reply }) => reply.heard).length
    const { blows, upgradedAt } = await strikeAll(deployment, options, { random, done }, say)
    await Promise.all(processes.map(untilHealthy))
    await load.stop()
    say('Everything comes to rest.')
    const left = await comeToRest({
      person: persons[0],
      shown,
      recorded: () => readUnderWay(deployment),
      random,
      presses,
    })
    if (left.length > 0) say(`${left.length} runs are still under way.`)
    const restAt = Date.now()
    const screens = (await browsers?.look()) ?? []
    const followed = readers.map((reader, index) => ({
      name: `reader ${index + 1}`,
      since,
      ended: reader.ended,
      shown: reader.state?.tables.runs ?? {},
    }))
    for (const reader of readers) reader.stop()
    const seen = await hosts.read()
    for (const process of processes) await process.stop()
    const record = await readRecord(deployment)
    return {
      config,
      seed: options.seed,
      blows,
      record,
      presses,
      findings: [
        ...judge({ record, hosts: seen, presses, readers: followed, restAt, ...withoutUndefined({ upgradedAt }) }),
        ...judgeScreens(screens, record, restAt),
        ...judgeEnds(processes, blows),
      ],
      takeover: processes.length > 1 ? takeoverTimes(record, blows, since) : restartTimes(record.runs, blows),
      opened: readers.reduce((sum, { opened }) => sum + opened, 0),
    }
  } finally {
    await browsers?.close()
    await deployment.end()
    await hosts.stop()
  }
}

/** A process that starts while its database is away says so and ends: that is what it is for. */
const databaseIsBackMs = 15_000

const judgeEnds = (processes: Deployment['processes'], blows: readonly Blow[]): Finding[] =>
  processes.flatMap(({ url, ownEnds, output }) =>
    ownEnds
      .filter(
        (end) =>
          !blows.some(({ kind, at, backAt }) => kind === 'database' && at <= end && end <= backAt + databaseIsBackMs),
      )
      .map((end): Finding => ({ fault: 'endedByItself', what: `${url} at ${time(end)}`, details: output.split('\n') })),
  )

/** Starts the console, and signs everybody in. An older build knows one account alone: they all use it. */
async function letPeopleIn(
  deployment: Deployment,
  { people, from }: ChaosOptions,
): Promise<readonly [Person, ...Person[]]> {
  const wanted = from === undefined ? names.slice(0, people) : Array.from({ length: people }, () => 'admin')
  if (from === undefined) await addPeople(deployment, wanted, adminPassword)
  await startAll(deployment.processes, from === undefined ? undefined : path.resolve(from))
  const persons: Person[] = []
  for (const [index, name] of wanted.entries()) persons.push(await signIn(deployment.door(index), name, adminPassword))
  const [first, ...others] = persons
  if (!first) throw new Error('Somebody has to be at work.')
  return [first, ...others]
}

/** All blows; with an older build half of them, the last of which ends it for good. */
async function strikeAll(
  { processes, database, dataDir }: Deployment,
  { mischief, longestFreezeMs, from, keep }: ChaosOptions,
  ports: { random: Random; done: () => number },
  say: (text: string) => void,
): Promise<{ blows: Blow[]; upgradedAt?: number }> {
  let fallen = 0
  const told = (blow: Blow) => {
    fallen += 1
    const whom = blow.kind === 'database' ? '' : ` of ${processes[blow.process]?.url}`
    say(`${fallen}: ${blow.kind}${whom}, ${((blow.backAt - blow.at) / 1_000).toFixed(1)} s`)
  }
  const aim = { ...ports, longestFreezeMs, told, ...(database && { database }) }
  if (from === undefined) return { blows: await strike(processes, mischief, aim) }
  const before = await strike(processes, half(mischief), aim)
  await Promise.all(processes.map(untilHealthy))
  const at = Date.now()
  await Promise.all(processes.map((process) => process.kill()))
  if (keep !== undefined) await cp(dataDir, keep, { recursive: true })
  for (const process of processes) process.start(root)
  const upgrade: Blow = { at, kind: 'kill', process: 0, backAt: Date.now() }
  say('The older build was killed, and this one goes on.')
  const after = await strike(processes, half(mischief), aim)
  return { blows: [...before, upgrade, ...after], upgradedAt: at }
}

const half = (mischief: Mischief): Mischief =>
  'minutes' in mischief
    ? { minutes: mischief.minutes / 2 }
    : { kills: Math.ceil(mischief.kills / 2), stops: Math.ceil(mischief.stops / 2), restarts: 0 }
