import { startChild } from './child'
import { startBuiltConsole, type BuiltConsole } from './console-process'
import type { PageOrder, PageReply } from './page-estate'
import { inMs, percentile, spread } from './percentiles'
import { asTimes, type Found } from './ratios'
import type { ViewersOrder, ViewersReply } from './viewer-streams'
import { perWallLink } from './wall-streams'

const perSecond = 50
const questions = 50

/**
 * Many who follow the Board of one console over HTTP, while the questions on it change fifty times a second: what each costs, what
 * is lost, and how late a change is. One of them reads a byte a second, and one is away meanwhile.
 */
export async function viewers(count = 1_000, seconds = 60): Promise<Found> {
  const estate = startChild<PageOrder, PageReply>('page-estate.ts')
  const streams = startChild<ViewersOrder, ViewersReply>('viewer-streams.ts')
  const host = await estate.order({ do: 'start', vms: 500 })
  const started = await startBuiltConsole(host, Math.ceil(count / perWallLink) + 2)
  if ('because' in started) {
    await estate.stop()
    return { lines: [`viewers: not measured, ${started.because}`], ratios: {} }
  }
  try {
    const [away = '', first = '', ...tokens] = started.displays
    const { url } = started
    await estate.order({ do: 'ask', count: questions, alike: false })
    await estate.order({ do: 'rephrase', perSecond, seconds: 3 })
    await streams.order({ do: 'open', url, tokens: [first], count: 1 })
    const alone = await whileTold(started, 10)
    const before = started.rssMiB()
    await streams.order({ do: 'open-slow', url, token: first })
    const open = await streams.order({ do: 'open', url, tokens, count: count - 1 })
    const opened = started.rssMiB()
    const { told, cpuMs, ms } = await whileTold(started, seconds)
    const rss = started.rssMiB()
    const back = await streams.order({ do: 'return', url, token: away })
    const each = (mib: number) => `${((mib * 1024) / count).toFixed(0)} KiB`
    const share = (spent: number) => `${((100 * spent) / ms).toFixed(0)} % of a core`
    const hasLost = told.ended > 0 || told.fewest !== told.most
    const lines = [
      `${open.opened} of ${count} streams of a Board with ${questions} questions, ${perSecond} changes a second for ${seconds} s${open.refused ? `, others refused with ${open.refused}` : ''}:`,
      `  from the change at the host to the reader ${spread(told.times)}; with one reader ${spread(alone.told.times)}`,
      `  ${hasLost ? `LOST: ${told.ended} streams ended, between ${told.fewest} and ${told.most} events each` : `nothing lost: no stream ended, each had the same ${told.most} events`}, ${(told.bytes / 1024).toFixed(0)} KiB each`,
      `  the console takes ${share(cpuMs)}, who reads them ${share(told.cpuMs)}; ${inMs((cpuMs / told.most / open.opened) * 1_000).replace('ms', 'µs')} of CPU for each event of each`,
      `  memory: ${before} MiB before, ${each(opened - before)} for each stream once it is open, ${each(rss - before)} after the changes`,
      `  one that reads a byte a second: ${told.slow}, and holds up nobody; one that was away meanwhile gets a ${back.kind} of ${(back.bytes / 1024).toFixed(0)} KiB in ${inMs(back.ms)}`,
    ]
    const p99 = (times: readonly number[]) => percentile(times, 0.99)
    const ratio = p99(told.times) / p99(alone.told.times)
    lines.push(`  p99 with all of them beside p99 with one: ${asTimes(ratio)}`)
    return { lines, ratios: { [`viewers: p99 with ${count} / with one`]: ratio } }
  } finally {
    await streams.stop()
    await started.stop()
    await estate.stop()
  }

  async function whileTold({ cpuMs }: BuiltConsole, forSeconds: number) {
    await streams.order({ do: 'watch' })
    const before = cpuMs()
    const from = performance.now()
    await estate.order({ do: 'rephrase', perSecond, seconds: forSeconds })
    const ms = performance.now() - from
    const spent = cpuMs() - before
    // The last of them is on its way.
    await new Promise((resolve) => setTimeout(resolve, 1_000))
    return { told: await streams.order({ do: 'counts' }), cpuMs: spent, ms }
  }
}
