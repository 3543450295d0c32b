import type { Certificate, Pin } from './certificate'
import type { ConnectionId } from './ids'
import type { AccountRights } from './rights'

export type ConnectionState =
  | { at: 'connecting'; since: string }
  | { at: 'live'; since: string; lastAnswerAt: string }
  /** No contact: VMs are unknown until it comes back. */
  | {
      at: 'lost'
      since: string
      lastAnswerAt?: string
      reason: string
      wayOut?: string
      raw?: string
      retryAt?: string
      retryNow?: boolean
    }
  /**
   * The server answered and will not have us, shows a certificate that is not trusted, is another one than before, or has
   * been something other than vSphere for a while. Not retried by itself, but for a sign-in that `signIn` tells of.
   */
  | { at: 'refused'; since: string; reason: string; wayOut?: string; raw?: string; signIn?: SignInTries }

/** Sign-ins of an account that a server refused, in all processes of Andon. Times ISO 8601. */
export type SignInTries = {
  /** Since the last that succeeded. */
  failed: number
  /** When Andon tries again; absent: not by itself. */
  nextAt?: string
  /** From when on a person may have it tried. */
  personAt: string
}

export type TlsTrust =
  | { kind: 'system' }
  | { kind: 'thumbprint'; sha256: string }
  | { kind: 'ca'; pem: string }
  | { kind: 'none' }

/** Where a connection leads, without its secret. */
export type Endpoint = {
  transport: 'https' | 'http'
  host: string
  port: number
  trust: TlsTrust
  /** A person allowed TLS older than 1.2, which can be broken; for hosts that speak nothing else. */
  allowOldTls?: true
  proxy?: { type: 'http' | 'socks4' | 'socks4a' | 'socks5'; host: string; port: number }
}

/** Versions of TLS that can be broken. */
export type OldTls = '1.0' | '1.1'

/** What tells one server from another. */
export type ServerIdentity = {
  fullName: string
  /** `HostAgent` for a host, `VirtualCenter` for a vCenter. */
  apiType: string
  /** Of a vCenter; hosts say none. */
  instanceUuid?: string
  /** SHA-256 of its certificate, where it shows one. */
  thumbprint?: string
}

/**
 * The policy for runs that start from now on, and who set it. `neverOn`: it has been off since the connection was added.
 * `dryRunUntil`: off, and until then (ISO 8601) it is said of each question what would have been done if it were on. It
 * stays there when that is over, so that it can be said.
 */
export type AutoAnswerSwitch = {
  on: boolean
  changedBy: string
  changedAt: string
  neverOn?: true
  dryRunUntil?: string
}

/** Whether a switch is in dry run now. A time that cannot be read is taken for one that is over. @param now ms. */
export const isInDryRun = ({ on, dryRunUntil }: Pick<AutoAnswerSwitch, 'on' | 'dryRunUntil'>, now: number): boolean =>
  !on && dryRunUntil !== undefined && now < Date.parse(dryRunUntil)

export type ConnectionKind = 'esx' | 'vcenter' | 'unknown'

/** A connection as every browser sees it. */
export type ConnectionView = {
  id: ConnectionId
  name: string
  kind: ConnectionKind
  endpoint: Endpoint
  user: string
  autoAnswer: AutoAnswerSwitch
  state: ConnectionState
  /** The version of TLS that is spoken, where it is an old one. */
  oldTls?: OldTls
  /** What the account may do there; absent: the server does not say, or has not yet. */
  rights?: AccountRights
  product?: { fullName: string; version: string; build: string; apiVersion: string }
  /** How far the server's clock is ahead of ours, in ms; negative: behind. Absent: not known. */
  clockOffsetMs?: number
  /** The server that answers in place of the one that was there before. Nothing is started there until a person agrees. */
  otherServer?: ServerIdentity
  /** The certificate of the session; absent: plain HTTP, or there was none yet. */
  certificate?: Certificate
  /** Of a connection that takes one certificate only. */
  pin?: Pin
  /** What the server shows in place of the pinned one. Nothing is sent there. */
  otherCertificate?: Certificate
}

/** Whether all that became another is when it answered last. One that is live does so all the time, which is news to few. */
export const hasOnlyAnswered = (before: ConnectionView, now: ConnectionView): boolean =>
  before === now || withoutAnswer(before) === withoutAnswer(now)

/** Of one without contact the last answer says how old is what is shown. */
const withoutAnswer = (view: ConnectionView): string =>
  JSON.stringify(view.state.at === 'live' ? { ...view, state: { ...view.state, lastAnswerAt: undefined } } : view)

/** Whether a person has to say what becomes of a connection whose certificate changed: none has kept the old one. */
export const isCertificateOpen = ({
  otherCertificate,
  pin,
}: Pick<ConnectionView, 'otherCertificate' | 'pin'>): boolean =>
  otherCertificate !== undefined && pin?.kept?.other !== otherCertificate.sha256

/** Why nothing reaches a connection that is not live, in a sentence. */
export function noContactSentence(
  connection: Pick<ConnectionView, 'name' | 'otherServer' | 'otherCertificate' | 'pin'>,
): string {
  const { name, otherServer } = connection
  if (otherServer)
    return `Another server answers at ${name}: nothing is sent there until an administrator accepts it in Settings.`
  if (isCertificateOpen(connection))
    return `The certificate of ${name} changed: nothing is sent there until an administrator decides in Settings.`
  return `No contact with ${name}.`
}

/** Without contact, what is shown is what was so at this time (ISO 8601). Undefined: it is so now. */
export function lastKnownAt(connection: Pick<ConnectionView, 'state'> | undefined): string | undefined {
  if (!connection) return undefined
  const { state } = connection
  if (state.at === 'lost') return state.lastAnswerAt ?? state.since
  return state.at === 'refused' ? state.since : undefined
}
