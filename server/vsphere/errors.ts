import type { ConsoleError } from '@/lib/result'
import type { FaultText } from '@/lib/vsphere/task'
import { faultError, wireError, type wireSentences } from '@/lib/vsphere/wire-sentence'
import { ToldError } from '../errors/console-error'
import { cutText } from './cut-text'
import { basesOf } from './schema/schema'
import type { WireObject } from './wire-value'

/** vSphere said no. `fault.type` is the fault's type on the wire, such as `InvalidPowerState`. */
export class VimFault extends ToldError {
  readonly fault: FaultText
  /** Own fields of the fault, decoded: `obj` of ManagedObjectNotFound, `task` of TaskInProgress. */
  readonly fields: WireObject
  /** The fault's type and those that it is known to derive from. */
  readonly types: readonly string[]
  /** The method that was answered with it, where it answered one. */
  readonly method: string | undefined
  /** `declared`: a type that the server says it derives from, for one that no table holds. */
  constructor(fault: FaultText, fields: WireObject = {}, from: { method?: string; declared?: string } = {}) {
    super(`${fault.type}: ${fault.message}`)
    this.name = 'VimFault'
    this.fault = fault
    this.fields = fields
    this.method = from.method
    const declared = from.declared === undefined ? [] : [from.declared, ...basesOf(from.declared)]
    this.types = [...new Set([fault.type, ...basesOf(fault.type), ...declared])]
  }

  get told(): ConsoleError {
    return faultError(this.fault)
  }
}

/** Stable reasons a peer could not be talked to; each has one sentence in `lib/vsphere/wire-sentence.ts`. */
export type WireCode =
  | 'unreachable'
  | 'name-not-found'
  | 'connection-refused'
  | 'timed-out'
  | 'connection-cut'
  | 'certificate-unknown'
  | 'certificate-wrong-name'
  | 'certificate-expired'
  | 'thumbprint-changed'
  /** We spoke TLS to a port that does not. */
  | 'not-tls'
  /** We spoke plain HTTP to a port that wants TLS. */
  | 'needs-tls'
  /** Both sides speak TLS and could not agree. */
  | 'tls-failed'
  /** It speaks nothing that this connection allows: TLS 1.1 or older. */
  | 'tls-too-old'
  | 'proxy-failed'
  | 'not-vsphere'
  /** Another server answers than the one that was there before. */
  | 'another-server'
  | 'service-unavailable'
  | 'http-status'
  | 'too-large'
  | 'doctype'
  | 'not-xml'
  | 'truncated'
  | 'unsupported-version'
  | 'closed'
  /** A sign-in now could come near a lock-out of the account: nothing has left here. */
  | 'sign-in-held'
  /** How often sign-ins of the account have failed is not known now: nothing has left here. */
  | 'sign-in-unrecorded'
  /** Another process signs in with the account: nothing has left here. */
  | 'sign-in-elsewhere'
  /** Another process does this now: nothing has left here. */
  | 'not-sent'

/** Longest evidence that is kept. */
const mostDetail = 1_000

/**
 * The peer broke the protocol or cannot be reached; the evidence is in `detail`. That is shown to people, who may have had
 * Andon ask any address that it can reach: what a peer said that is no vSphere server stands in `said`, for the log alone.
 */
export class WireError extends ToldError {
  readonly code: WireCode
  readonly detail: string
  readonly said: string | undefined
  constructor(code: WireCode, detail: string, options?: { cause?: unknown; said?: string }) {
    const kept = cutText(detail, mostDetail)
    super(`${code}: ${kept}`, options)
    this.name = 'WireError'
    this.code = code
    this.detail = kept
    this.said = options?.said?.slice(0, mostDetail)
  }

  get told(): ConsoleError {
    return wireError(withSentence(this.code), this.detail)
  }
}

/** Holds the two lists of codes together: a WireCode without a sentence does not compile. */
const withSentence = (code: WireCode): keyof typeof wireSentences => code
