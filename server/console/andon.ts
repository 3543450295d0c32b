import type { DemoAccount } from '@/lib/contract/accounts-input'
import type { Accounts } from '../accounts/contract'
import type { IdentityDoor } from '../identity/identity'
import type { Programs } from '../programs/contract'
import type { LiveStreams } from './live-streams'
import type { Requests } from './log-requests'
import type { Operations } from './operations'

/** `because`: a sentence with the cause, and the way out where one is known. */
export type Health = { ok: true } | { ok: false; because: string }

/** The one server-side runtime: what `server/index.ts` hands out. */
export type Andon = Requests & {
  accounts: Accounts
  /** The provider through which people may sign in, where there is one. */
  identity?: IdentityDoor
  /** What the sign-in page of a demo shows. */
  demoAccounts: readonly DemoAccount[]
  /** What programs with API tokens are held to. */
  programs: Programs
  /** What this process serves: a page of another build is read again. */
  build: string
  /** What bears `/api/metrics`; undefined: nothing does. */
  metricsToken: string | undefined
  ask: Operations
  live: LiveStreams
  /** Prometheus text of the format 0.0.4. */
  metrics(): Promise<string>
  /** Whether it works: the store answers, and takes what is to be written. */
  health(): Promise<Health>
  /** Ends all streams, logs out everywhere, closes the store. */
  close(): Promise<void>
}
