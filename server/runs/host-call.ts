import type { FaultText } from '@/lib/vsphere/task'
import { faultSentence, wireError } from '@/lib/vsphere/wire-sentence'
import { Refused } from '../errors/console-error'
import { VimFault, WireError } from '../vsphere/errors'
import { isFaultOf } from '../vsphere/fault'
import type { After } from './contract'

/** Why a call to a host did not bring what it should: the host said no, nobody knows, or we are at fault. `reason` is a sentence. */
export type CallError =
  | { blame: 'vsphere'; fault: FaultText }
  | { blame: 'wire'; reason: string }
  /** `unsent`: we said no, for that reason, before anything left. */
  | { blame: 'ours'; reason: string; unsent?: true }

export function callError(error: unknown): CallError {
  if (error instanceof VimFault) return { blame: 'vsphere', fault: error.fault }
  if (error instanceof Refused) return { blame: 'ours', reason: error.told.sentence, unsent: true }
  if (error instanceof WireError) return { blame: 'wire', reason: wireError(error.code, error.detail).sentence }
  return { blame: 'ours', reason: error instanceof Error ? error.message : String(error) }
}

/** A fault's text and its causes, as one line for a step. */
export function faultLine(fault: FaultText): string {
  const causes = fault.chain.map((cause) => cause.message).filter((text) => text !== '' && text !== fault.message)
  return [faultSentence(fault), ...causes].join(' ')
}

/** It has not left here, since it was not sure that this process may still do it. */
export const isUnsent = (error: unknown): boolean => error instanceof WireError && error.code === 'not-sent'

/** What a host says when it cannot at this moment; the same call may go through a moment later. */
const passing = ['NotAuthenticated', 'SystemError', 'HostCommunication', 'Timedout', 'TaskInProgress']
export const isPassing = (type: string): boolean => passing.some((base) => isFaultOf(type, base))

/** Rejects with this when a host has not replied in time; the connection may be fine otherwise. */
const noReply = (ms: number) => new WireError('timed-out', `no reply from the host for ${ms / 1000} s`)

/** The longest that a run waits for a host's reply to an answer or a cancel. */
const replyWithinMs = 30_000

/** A call that rejects with a WireError when no reply has come in time. The call itself is not called off. */
export function inTime<T>(call: Promise<T>, after: After, ms = replyWithinMs): Promise<T> {
  return new Promise((resolve, reject) => {
    const clear = after(ms, () => reject(noReply(ms)))
    call.then(resolve, reject).finally(clear)
  })
}

export const realAfter: After = (ms, run) => {
  const timer = setTimeout(run, ms)
  timer.unref()
  return () => clearTimeout(timer)
}
