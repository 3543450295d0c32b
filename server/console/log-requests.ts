import { AsyncLocalStorage } from 'node:async_hooks'
import type { Result } from '@/lib/result'
import { withoutUndefined } from '@/lib/without-undefined'
import type { Log } from './log'
import { logRefusals, type Refused } from './log-refusals'

/** What somebody asks for: the request that brought it, the line of the contract, and who asks. */
export type Call = { request: string | undefined; call: string; by: string; isRead: boolean }

/** What is said of each call, and of what was none. */
export type Requests = {
  /** Does it, and says so. Reads are for `debug`. */
  told<T>(call: Call, work: () => Promise<Result<T>>): Promise<Result<T>>
  /** Counts and writes down what was refused before anything was done. */
  refused: (refused: Refused) => void
  /** What nobody foresaw was thrown: the log alone says what. */
  broke: (of: { request?: string; call?: string }, error: unknown) => void
  /** For what an operation warns of, and nobody else: what goes on beside it is not of its request. */
  warn: (text: string, error: unknown) => void
}

/**
 * What the log says of what people ask for: a line for each call with how it went and the run that it began, and the id
 * of its request on what goes wrong meanwhile.
 */
export function logRequests(log: Log, countRefused: (because: string) => void = () => undefined): Requests {
  const refused = logRefusals(log, countRefused)
  const calls = new AsyncLocalStorage<Call>()
  return {
    told: async (call, work) => {
      const began = performance.now()
      const result = await calls.run(call, work)
      const { isRead, ...asked } = call
      const ms = Math.round(performance.now() - began)
      const line = {
        ...withoutUndefined(asked),
        ms,
        ...(result.ok ? runsIn(result.value) : { refused: result.error.code }),
      }
      // One that the operation itself has refused, since what it touches is known to it alone.
      if (!result.ok && result.error.code === 'not-allowed')
        refused({ request: call.request, call: call.call, by: call.by, because: 'not-allowed' })
      if (isRead) log.debug(line, 'read')
      else log.info(line, 'call')
      return result
    },
    refused,
    broke: (of, error) => {
      log.error({ ...of, err: error }, 'an error of our own')
    },
    warn: (text, error) => {
      const { request, call } = calls.getStore() ?? {}
      log.warn({ ...withoutUndefined({ request, call }), err: error }, text)
    },
  }
}

/** The run that a call began; of several, those that did begin. */
function runsIn(value: unknown): { run?: string; runs?: string[] } {
  if (typeof value !== 'object' || value === null) return {}
  if ('run' in value && typeof value.run === 'string') return { run: value.run }
  if (!('results' in value) || !Array.isArray(value.results)) return {}
  const results: unknown[] = value.results
  return { runs: results.flatMap((one) => runOf(one) ?? []) }
}

function runOf(result: unknown): string | undefined {
  if (typeof result !== 'object' || result === null) return undefined
  if ('result' in result) return runOf(result.result)
  return 'value' in result ? runsIn(result.value).run : undefined
}
