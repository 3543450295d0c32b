import type { Asking } from '@/lib/connections/sign-in-tries'
import type { Parameters } from './encode'
import { isFault } from './fault'
import { kindOf, type ServiceContent } from './service-content'
import { endOf, uncounted, type SignInGate } from './sign-in-gate'

export type Credentials = { user: string; password: string }

/** How Login goes out, and the headers of all calls, in which the session's cookie stands. */
type Way = { send(parameters: Parameters): Promise<unknown>; headers: Record<string, string> }

/** Tells a server who asks, as often as its session has to be begun anew. */
export class SignIn {
  readonly #way: Way
  readonly #credentials: Credentials
  readonly #gate: SignInGate
  /** The language that is asked for. A server without it is taken in its own: nothing is told apart by its texts. */
  #locale: string | undefined = 'en'

  constructor(way: Way, credentials: Credentials, gate: SignInGate = uncounted) {
    this.#way = way
    this.#credentials = credentials
    this.#gate = gate
  }

  /** Signs in once. Rejects with VimFault or WireError; with `sign-in-held` when the gate says that now is not the time. */
  async begin(asking: Asking, { about }: ServiceContent): Promise<void> {
    const place = await this.#gate.begin(asking, kindOf(about))
    try {
      await this.#login()
    } catch (error) {
      await place.settle(endOf(error))
      throw error
    }
    await place.settle('in')
  }

  async #login(): Promise<void> {
    const { user, password } = this.#credentials
    // A cookie on which a login failed, or whose session has ended, may be refused for good.
    delete this.#way.headers.Cookie
    try {
      await this.#way.send({ userName: user, password, locale: this.#locale })
    } catch (error) {
      delete this.#way.headers.Cookie
      if (this.#locale === undefined || !isFault(error, 'InvalidLocale')) throw error
      this.#locale = undefined
      return this.#login()
    }
  }
}
