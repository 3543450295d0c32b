import type { ConsoleError } from '@/lib/result'

/** A room says no, in words for people. Thrown within the server; a Result at its door. */
export class Refused extends Error {
  readonly error: ConsoleError
  constructor(error: Omit<ConsoleError, 'blame'> & Partial<Pick<ConsoleError, 'blame'>>) {
    super(error.sentence)
    this.name = 'Refused'
    this.error = { blame: 'ours', ...error }
  }
}
