import type { ConsoleError } from '@/lib/result'

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
