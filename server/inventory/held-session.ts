import type { Asking } from '@/lib/connections/sign-in-tries'
import type { ConnectionKind, Endpoint } from '@/lib/vsphere/connection'
import { WireError } from '../vsphere/errors'
import { kindOf, serviceInstance } from '../vsphere/service-content'
import type { MayChange } from '../vsphere/leave-guard'
import { Session } from '../vsphere/session'
import type { Credentials } from '../vsphere/sign-in'
import type { OpenTap } from '../vsphere/wire-tap'
import { identityOf, type KnownServer } from './server-identity'
import type { SignInPort } from './sign-in-port'

type Options = {
  endpoint: Endpoint
  credentials: Credentials
  server: KnownServer
  /** Aborted when the inventory is closed. */
  closing: AbortSignal
  onAnswer: () => void
  openTap: OpenTap | undefined
  mayChange: MayChange | undefined
  signIns: SignInPort | undefined
}

/** The one session of an inventory, held over its contacts: sessions are limited, and a cut line does not end them. */
export class HeldSession {
  readonly #options: Options
  #session: Session | undefined
  #kind: ConnectionKind = 'unknown'

  constructor(options: Options) {
    this.#options = options
  }

  /** The session that was opened last, if there is one; whether there is contact it does not say. */
  get current(): Session | undefined {
    return this.#session
  }

  /** What answers there: it says so before anybody signs in. */
  get kind(): ConnectionKind {
    return this.#kind
  }

  /** The session of before, if the server still knows it, else a new one. Rejects with WireError or VimFault. */
  async open(asking: Asking): Promise<Session> {
    const { endpoint, credentials, server, closing, onAnswer, openTap, mayChange, signIns } = this.#options
    const before = this.#session
    if (before && !before.isClosed && !server.other) {
      const options = { timeoutMs: 10_000, signal: closing }
      const answer = await before.wait('CurrentTime', serviceInstance, {}, options).catch((error: unknown) => {
        if (error instanceof WireError) throw error
        return undefined
      })
      if (answer !== undefined) return before
    }
    this.#session = undefined
    if (before && !before.isClosed) await before.abandon()
    // Whoever signs in hears only of a closing that is still to come.
    closing.throwIfAborted()
    const tap = openTap?.(endpoint, [credentials.password])
    this.#session = await Session.open(endpoint, credentials, {
      signal: closing,
      tap,
      mayChange,
      gate: signIns,
      asking,
      admit: async (content, certificate) => {
        server.admit(identityOf(content, certificate))
        this.#kind = kindOf(content.about)
      },
      onAnswer: () => {
        // A sign-in that is refused, or a host that only says that it is not ready, is no contact yet.
        if (this.#session) onAnswer()
      },
    })
    return this.#session
  }

  async close(): Promise<void> {
    await this.#session?.close()
    this.#session = undefined
  }
}
