import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createRandom } from '../simulator/world/random'
import { freePort } from '../e2e/fixtures/console-server'
import { andonProcess, untilHealthy } from './andon-process'
import type { Finding } from './evidence'
import { judge } from './judge'
import { startLoad } from './load'
import { strike, type Blow } from './mischief'
import type { ChaosOptions } from './options'
import { roundRobin, signIn } from './person'
import type { Press } from './presses'
import { comeToRest } from './rest'
import { startHosts } from './simulated-hosts'
import { addPeople, readRecord, type StoredRecord } from './store'
import { followStream } from './stream-reader'
import { takeoverTimes } from './takeover'

export type Campaign = {
  options: ChaosOptions
  blows: Blow[]
  record: StoredRecord
  presses: Press[]
  findings: Finding[]
  takeover: number[]
  /** How often readers had to open their stream. */
  opened: number
}

const names = ['m.okafor', 'j.nakamura', 's.lindqvist', 'a.moreau', 'd.costa', 'k.novak', 'r.haddad', 'l.brandt']
const password = 'correct horse battery staple'
const readerCount = 3
/** Work goes this many times as fast as on a real host: a power-on takes half a second. */
const speed = 3

/** One campaign from the first start to the report. Everything that it made is gone afterwards. */
export async function runCampaign(options: ChaosOptions, say: (text: string) => void): Promise<Campaign> {
  const random = createRandom(options.seed)
  const people = names.slice(0, options.people)
  const dataDir = await mkdtemp(path.join(tmpdir(), 'andon-chaos-'))
  const hosts = await startHosts(options.vms, speed)
  const env = {
    ANDON_DATA: dataDir,
    ANDON_ADMIN_PASSWORD: password,
    ANDON_SEED_CONNECTIONS: JSON.stringify(
      hosts.addresses.map(({ name, url, user, password: secret }) => ({
        name,
        address: url,
        user,
        password: secret,
        trust: { kind: 'system' },
        autoAnswer: name === 'auto',
      })),
    ),
  }
  const processes = [andonProcess(await freePort(), env)]
  const urls = processes.map(({ url }) => url)
  try {
    await addPeople(dataDir, people, password)
    for (const process of processes) process.start()
    await Promise.all(processes.map(untilHealthy))
    const persons = []
    for (const [index, name] of people.entries()) persons.push(await signIn(roundRobin(urls, index), name, password))
    const [first] = persons
    if (!first) throw new Error('Somebody has to be at work.')
    const since = Date.now()
    const readers = Array.from({ length: readerCount }, (_, index) => followStream(roundRobin(urls, index), first))
    const shown = () => readers.find(({ isOpen, state }) => isOpen && state)?.state?.tables
    const presses: Press[] = []
    const load = startLoad({ persons, shown, random, presses, pauseMs: 100 })
    say(`seed ${options.seed}: ${options.kills} kills and ${options.stops} freezes of ${urls.join(', ')}`)
    let fallen = 0
    const blows = await strike(
      processes,
      { kills: options.kills, stops: options.stops, random },
      ({ kind, at, backAt }) => {
        fallen += 1
        say(`${fallen} of ${options.kills + options.stops}: ${kind}, ${((backAt - at) / 1_000).toFixed(1)} s`)
      },
    )
    await Promise.all(processes.map(untilHealthy))
    await load.stop()
    say('coming to rest')
    const left = await comeToRest({ person: first, shown, random, presses })
    const restAt = Date.now()
    if (left.length > 0) say(`${left.length} runs are still under way`)
    const followed = readers.map((reader, index) => ({
      name: `reader ${index + 1}`,
      since,
      ended: reader.ended,
      shown: reader.state?.tables.runs ?? {},
    }))
    for (const reader of readers) reader.stop()
    const seen = await hosts.read()
    for (const process of processes) await process.stop()
    const record = await readRecord(dataDir)
    const findings = judge({ record, hosts: seen, presses, readers: followed, restAt })
    return {
      options,
      blows,
      record,
      presses,
      findings,
      takeover: takeoverTimes(record.runs, blows, processes.length),
      opened: readers.reduce((sum, { opened }) => sum + opened, 0),
    }
  } finally {
    await Promise.all(processes.map((process) => process.kill()))
    await hosts.stop()
    await rm(dataDir, { recursive: true, force: true })
  }
}
