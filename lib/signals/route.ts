import type { ConnectionId, RouteId } from '../vsphere/ids'
import type { Topic } from './happening'
import type { Hours } from './hours'

/**
 * Who is told, without what is secret of it. Of chats the address itself is the secret: `place` is as much of it as may be
 * shown.
 */
export type Receiver =
  | { readonly kind: 'json'; readonly url: string }
  | { readonly kind: 'slack' | 'mattermost' | 'teams'; readonly place: string }
  | { readonly kind: 'ntfy'; readonly url: string }
  | ({ readonly kind: 'email'; readonly from: string; readonly to: readonly string[] } & MailServer)

/** `starttls`: nothing is sent before the connection is protected. `none`: a server in one's own network that has no TLS. */
export type MailServer = {
  readonly host: string
  readonly port: number
  readonly security: 'tls' | 'starttls' | 'none'
  readonly user?: string
}

export type ReceiverKind = Receiver['kind']

/**
 * How messages are folded, in the words of Alertmanager: how long the first of a group waits for others, how long after a
 * message the next one of the group may come, and how often what lasts is told again (0: never).
 */
export type Folding = { readonly waitSeconds: number; readonly intervalSeconds: number; readonly repeatHours: number }

export const usualFolding: Folding = { waitSeconds: 2, intervalSeconds: 30, repeatHours: 4 }

/** What is told, when, and to whom. */
export type Route = {
  readonly id: RouteId
  readonly name: string
  readonly on: boolean
  /** What happened before it was made is not told. ISO 8601. */
  readonly since: string
  readonly receiver: Receiver
  readonly topics: readonly Topic[]
  /** What `waiting` means, in minutes. */
  readonly stillMinutes: number
  /** Absent: all, also those that are added later. */
  readonly connections?: readonly ConnectionId[]
  /** Patterns of message ids, one of which must fit; of a question without an id, of its text. Absent: all questions. */
  readonly messages?: readonly string[]
  /** Absent: at any hour. */
  readonly hours?: Hours
  readonly folding: Folding
}

/** Whom a step tells. `otherwise`: outside the hours of the first. */
export type StepTarget =
  | { readonly is: 'all' }
  | { readonly is: 'route'; readonly route: RouteId; readonly otherwise?: RouteId }

/** `minutes`: since the question waits and nobody has it. `everyMinutes`: told again and again from then on. */
export type ChainStep = { readonly minutes: number; readonly to: StepTarget; readonly everyMinutes?: number }

/** Who is told next when nobody took it. Its clock begins with `since` for what waited before. Without steps: nobody. */
export type Chain = { readonly since: string; readonly steps: readonly ChainStep[] }

export const noChain: Chain = { since: '1970-01-01T00:00:00.000Z', steps: [] }
