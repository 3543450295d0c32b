import type { FaultText } from '@/lib/vsphere/task'
import { faultLine, isPassing, type CallError } from './host-call'
import { nextLook } from './look-times'
import { watchGuest } from './on-guest'
import { end } from './outcome'
import { record, type Looked, type Turn } from './run-machine'

/**
 * A start whose reply is missing, since the line was cut or Andon was stopped, is looked for among the VM's recent
 * tasks. It is never sent again: the host may have taken it.
 */
export function searchForStart(turn: Turn, reason: string): void {
  const { soFar } = turn
  // Operations of a guest are no tasks: nothing at the host tells that they were asked for, but what comes of them.
  if (soFar.request.verb === 'rebootGuest') return endNotKnown(turn, reason)
  record(turn, { kind: 'start-unanswered', method: soFar.method, reason })
  if (soFar.request.verb === 'shutdownGuest') {
    soFar.phase = 'running'
    soFar.guestUnsure = true
    return watchGuest(turn)
  }
  soFar.phase = 'starting'
  soFar.search = { waitedMs: 0, unsaid: 0 }
  turn.commands.push({ do: 'await-contact' })
}

/** While the host cannot be asked, or would not say: as often as this, it may not say it later either. */
export const askAgainMs = 5_000
export const unsaidAtMost = 12

/** @param sentMsAgo how long ago the start had been sent when the host was asked. */
export function onLooked(turn: Turn, found: Looked, sentMsAgo: number): void {
  const { soFar } = turn
  const { search, method } = soFar
  if (soFar.phase !== 'starting' || !search) return
  if (found.is === 'task') {
    const { task } = found
    soFar.phase = 'running'
    soFar.task = task
    delete soFar.search
    record(turn, { kind: 'started', method, task, found: true })
    turn.commands.push({ do: 'follow', task })
    return
  }
  if (found.is === 'done') {
    delete soFar.search
    record(turn, { kind: 'started', method, found: true })
    return end(turn, { kind: 'succeeded' }, false)
  }
  const next = nextLook(Math.max(search.waitedMs, sentMsAgo))
  if (next) {
    soFar.search = { ...search, waitedMs: next.atMs }
    turn.commands.push({ do: 'timer', name: 'look-again', ms: next.inMs })
    return
  }
  if (found.is === 'unclear') return endNotKnown(turn, found.reason)
  const fault: FaultText = {
    type: 'StartNotTaken',
    message: method.endsWith('_Task')
      ? `No reply to ${method}, and the host has no such task: nothing was started.`
      : `No reply to ${method}, and the VM is ${method === 'UnregisterVM' ? 'still there' : 'as it was'}: nothing was done.`,
    chain: [],
  }
  end(turn, { kind: 'failed', fault }, false)
}

export function onLookFailed(turn: Turn, error: CallError): void {
  const { soFar } = turn
  const { search } = soFar
  if (soFar.phase !== 'starting' || !search) return
  if (error.blame === 'vsphere') {
    const isFinal = !isPassing(error.fault.type) || search.unsaid >= unsaidAtMost
    if (isFinal) return endNotKnown(turn, faultLine(error.fault))
    soFar.search = { ...search, unsaid: search.unsaid + 1 }
  }
  turn.commands.push({ do: 'timer', name: 'look-again', ms: askAgainMs })
}

function endNotKnown(turn: Turn, reason: string): void {
  const { method } = turn.soFar
  const sentence = `No reply to ${method}. Whether the host started it is not known: look at the VM.`
  end(turn, { kind: 'lost', reason: `${sentence} ${reason}`.trim() }, false)
}
