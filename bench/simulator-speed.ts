import { Unavailable } from '../interop/check'
import { startGovmomi } from '../interop/govmomi-server'
import { startChild } from './child'
import type { EstateOrder, EstateReply } from './estate-process'
import { tenProperties } from './inventory'
import { inMs } from './percentiles'
import { asTimes, median, timesAsMuch, type Found } from './ratios'
import type { ReaderOrder, ReaderReply } from './vcenter-reader'

type Where = { url: string; user: string; password: string }

/** vcsim makes a folder on the disk for each VM, and takes the longer for each the more there are: 10,000 took it five minutes. */
const mostOfVcsim = 4_000

/**
 * The simulator beside vcsim: how long a large estate takes to start, and how long the bytes of ten properties of every VM take to
 * arrive, in the same calls; of vcsim, which has fewer, as if it had as many.
 */
export async function simulatorSpeed(vms = 40_000, rounds = 3): Promise<Found> {
  const lines: string[] = []
  const ratios: Record<string, number> = {}
  const estate = startChild<EstateOrder, EstateReply>('estate-process.ts')
  const started = performance.now()
  const others = Math.min(vms, mostOfVcsim)
  const vcsim = startGovmomi('vcsim', '-vm', String(others / 2)).then(
    (server) => ({ ...server, ms: performance.now() - started }),
    (error: unknown) => {
      if (!(error instanceof Unavailable)) throw error
      lines.push(`  vcsim left out: ${error.message}`)
      return undefined
    },
  )
  try {
    const other = await vcsim
    const own = await estate.order({ do: 'start', vms })
    lines.push(`${vms} VMs: the simulator starts in ${inMs(own.ms)} and takes ${own.rssMiB} MiB`)
    if (other) lines.push(`  vcsim starts ${others} in ${inMs(other.ms)} (once it is built)`)
    const ours = await startReader(own)
    const theirs = other && (await startReader(other.ready))
    const taken: { own: Taken[]; other: Taken[] } = { own: [], other: [] }
    for (let round = 0; round <= rounds; round += 1) {
      const mine = await ours.order({ do: 'bytes' })
      const its = await theirs?.order({ do: 'bytes' })
      if (round === 0) continue
      taken.own.push(mine)
      if (its) taken.other.push({ ms: (its.ms * vms) / others, bytes: (its.bytes * vms) / others })
    }
    const said = (name: string, all: readonly Taken[]) =>
      `  ${name} serves ten properties of each in ${inMs(median(all.map(({ ms }) => ms)))}, ${((all[0]?.bytes ?? 0) / 2 ** 20).toFixed(1)} MiB`
    lines.push(said('the simulator', taken.own))
    if (other) {
      const ratio = timesAsMuch(
        taken.own.map(({ ms }) => ms),
        taken.other.map(({ ms }) => ms),
      )
      ratios['simulator: serving, own / vcsim'] = ratio
      lines.push(`${said('vcsim', taken.other)}; the simulator takes ${asTimes(ratio)}`)
    }
    await Promise.all([ours.stop(), theirs?.stop()])
    return { lines, ratios }
  } finally {
    await estate.stop()
    await (await vcsim)?.close()
  }
}

type Taken = { ms: number; bytes: number }

async function startReader({ url, user, password }: Where) {
  const reader = startChild<ReaderOrder, ReaderReply>('vcenter-reader.ts')
  const address = url.endsWith('/sdk') ? url : `${url}/sdk`
  await reader.order({ do: 'open', url: address, user, password, properties: tenProperties })
  return reader
}
