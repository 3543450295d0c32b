import { failed, type ConsoleError, type Result } from '@/lib/result'

/** An error that knows what it means to people. The errors of a room that people come to read extend it. */
export abstract class ToldError extends Error {
  /** The same error, for the screen. */
  abstract readonly told: ConsoleError
}

/** A room says no, in words for people. Thrown within the server; a Result at its door. */
export class Refused extends ToldError {
  readonly told: ConsoleError
  constructor(error: Omit<ConsoleError, 'blame'> & Partial<Pick<ConsoleError, 'blame'>>) {
    super(error.sentence)
    this.name = 'Refused'
    this.told = { blame: 'ours', ...error }
  }
}

/** What a person reads when something did not bring what it should. An error that does not tell is our own fault. */
export function toConsoleError(error: unknown): ConsoleError {
  if (error instanceof ToldError) return error.told
  return {
    blame: 'ours',
    code: 'broken',
    sentence: 'Andon could not do this because of an error of its own.',
    wayOut: 'The server’s log says more.',
    raw: error instanceof Error ? error.message : String(error),
  }
}

type Operation = (...input: never[]) => Promise<Result<unknown>>

/** The same operations, none of which rejects: what goes wrong is a Result. `warn` hears of what is our own fault. */
export function guardEach<All extends Record<string, Operation>>(
  operations: All,
  warn?: (what: string, error: unknown) => void,
): All {
  const guarded = Object.entries<Operation>(operations).map(([name, operation]): [string, Operation] => [
    name,
    async (...input) => {
      try {
        return await operation(...input)
      } catch (error) {
        const told = toConsoleError(error)
        if (told.blame === 'ours' && !(error instanceof Refused)) warn?.(name, error)
        return failed(told)
      }
    },
  ])
  return Object.fromEntries(guarded) as All // the same operations by the same names
}

/**
 * How long a press of a button waits for a silent host. A browser sends its presses one after the other, so that this
 * is also the longest that one host can hold up an answer to another.
 */
export const patienceMs = 2_500

/**
 * What comes of a request that was sent to a host, or that it has not said so far. The request goes on, and its end
 * reaches every page on the live stream.
 */
export async function replyWithin<T>(request: Promise<Result<T>>, ms = patienceMs): Promise<Result<T>> {
  let timer: NodeJS.Timeout | undefined
  const tooLong = new Promise<Result<T>>((resolve) => {
    timer = setTimeout(() => resolve(noReplyYet), ms)
  })
  // Whoever is not waited for any more must not be missed when it fails.
  request.catch(() => undefined)
  return await Promise.race([request, tooLong]).finally(() => clearTimeout(timer))
}

const noReplyYet: Result<never> = failed({
  blame: 'wire',
  code: 'no-reply-yet',
  sentence: 'Sent. The host has not replied yet.',
  wayOut: 'Nothing needs to be pressed again: what becomes of it is shown here.',
})
