import { answerTimes, startAskingHost, watchQuestions } from './asking-host'
import { inMs, sharedNow, spread } from './percentiles'
import { startChild } from './child'
import type { Order, Reply } from './server-process'

/** 300 power-ons at once on one connection, each asking one question, auto-answer on. */
export async function manyPowerOns(count = 300): Promise<string[]> {
  const host = await startAskingHost(count)
  const seen = watchQuestions(host)
  const server = startChild<Order, Reply>('server-process.ts')
  try {
    const { url, user, password } = host
    const before = await server.order({ do: 'connect', url, user, password, autoAnswer: true })
    const start = sharedNow()
    const after = await server.order({ do: 'power-on-all' })
    const total = sharedNow() - start
    const times = answerTimes(seen)
    return [
      `${count} power-ons at once, each with one question: ${after.succeeded} of ${after.started} succeeded in ${inMs(total)}`,
      `  from raised to AnswerVM under that load: ${spread(times)} (${times.length} answers)`,
      `  memory of the server side (without Next): ${before.rssMiB} MiB before, ${after.peakRssMiB} MiB at its peak`,
    ]
  } finally {
    await server.stop()
    await host.close()
  }
}
