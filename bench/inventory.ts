import { fileURLToPath } from 'node:url'
import { Unavailable } from '../interop/check'
import { startGovmomi, type Ready } from '../interop/govmomi-server'
import { govmomi, pyvmomi } from '../interop/peers'
import { startChild } from './child'
import { startPeerReader, type PeerReader, type Reading } from './peer-reader'
import { inMs } from './percentiles'
import { asTimes, median, timesAsMuch, type Found } from './ratios'
import type { ReaderOrder, ReaderReply } from './vcenter-reader'

export const tenProperties = [
  'name',
  'config.hardware.memoryMB',
  'config.hardware.numCPU',
  'runtime.connectionState',
  'runtime.host',
  'runtime.powerState',
  'summary.config.guestFullName',
  'summary.config.uuid',
  'summary.config.vmPathName',
  'summary.quickStats.overallCpuUsage',
]
/** Two pools stand in vcsim's vCenter. */
const pools = 2

/**
 * An inventory of vcsim, from the request to typed objects: Andon, the bytes alone, govmomi and pyVmomi, each in a process of its
 * own, in turns. What is not there is left out, by name.
 */
export async function readInventory(vms = 5_000, rounds = 7): Promise<Found> {
  const server = await startGovmomi('vcsim', '-vm', String(vms / pools)).catch((error: unknown) => {
    if (!(error instanceof Unavailable)) throw error
    return error
  })
  if (server instanceof Unavailable) return { lines: [`reading an inventory left out: ${server.message}`], ratios: {} }
  const andon = startChild<ReaderOrder, ReaderReply>('vcenter-reader.ts')
  const peers = new Map<string, PeerReader>()
  const lines = [`${vms} VMs × ${tenProperties.length} properties from vcsim, from the request to typed objects:`]
  try {
    await andon.order({ do: 'open', ...server.ready, properties: tenProperties })
    for (const [name, start] of readers) {
      const reader = await start(server.ready).catch((error: unknown) => {
        if (!(error instanceof Unavailable)) throw error
        lines.push(`  ${name} left out: ${error.message}`)
      })
      if (reader) peers.set(name, reader)
    }
    const taken = new Map<string, Reading[]>()
    const took = (name: string, reading: Reading) => taken.set(name, [...(taken.get(name) ?? []), reading])
    let longestMs = 0
    let bytes = 0
    // The first round warms everybody up.
    for (let round = 0; round <= rounds; round += 1) {
      const alone = await andon.order({ do: 'bytes' })
      const read = await andon.order({ do: 'read' })
      const others = await inTurns(peers)
      if (round === 0) continue
      bytes = alone.bytes
      longestMs = Math.max(longestMs, read.longestMs)
      took('bytes alone', { ...alone, objects: vms })
      took('Andon', read)
      for (const [name, reading] of others) took(name, reading)
    }
    const ours = taken.get('Andon') ?? []
    const ratios: Record<string, number> = {}
    for (const [name, readings] of taken) {
      const wrong = readings.find(({ objects }) => objects !== vms)
      if (wrong) throw new Error(`${name} read ${wrong.objects} VMs of ${vms}`)
      const ms = readings.map((one) => one.ms)
      const cpuMs = readings.map((one) => one.cpuMs)
      const [times, cpuTimes] = [
        timesAsMuch(
          ours.map((one) => one.ms),
          ms,
        ),
        timesAsMuch(
          ours.map((one) => one.cpuMs),
          cpuMs,
        ),
      ]
      const compared = name === 'Andon' ? '' : `; Andon takes ${asTimes(times)}, and ${asTimes(cpuTimes)} of the CPU`
      lines.push(`  ${name}: ${inMs(median(ms))}, ${inMs(median(cpuMs))} of CPU${compared}`)
      if (name === 'Andon') continue
      ratios[`inventory: Andon / ${name}`] = times
      // What vcsim needs is in all the times, and not in this.
      if (peers.has(name)) ratios[`inventory: CPU of Andon / ${name}`] = cpuTimes
    }
    lines.push(
      `  ${(bytes / 2 ** 20).toFixed(1)} MiB; the longest that Andon's event loop was held up: ${inMs(longestMs)}; medians of ${rounds} rounds`,
    )
    return { lines, ratios }
  } finally {
    await Promise.all([...peers.values()].map((peer) => peer.close()))
    await andon.stop()
    await server.close()
  }
}

async function inTurns(peers: ReadonlyMap<string, PeerReader>): Promise<[string, Reading][]> {
  const readings: [string, Reading][] = []
  for (const [name, peer] of peers) readings.push([name, await peer.read()])
  return readings
}

const readers: readonly [string, (server: Ready) => Promise<PeerReader>][] = [
  [
    'govmomi',
    async ({ url, user, password }) => {
      const properties = tenProperties.join(',')
      const where = ['-url', url, '-user', user, '-password', password, '-properties', properties]
      return startPeerReader(await govmomi('reader', 'optimized'), where)
    },
  ],
  [
    'pyVmomi',
    async ({ url, user, password }) => {
      const { protocol, hostname, port } = new URL(url)
      const script = fileURLToPath(new URL('../interop/peers/pyvmomi/reader.py', import.meta.url))
      const where = [protocol.replace(':', ''), hostname, port, user, password, tenProperties.join(',')]
      return startPeerReader(await pyvmomi('9.1.1.0'), [script, ...where])
    },
  ],
]
