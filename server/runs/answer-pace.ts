import type { VmKey } from '@/lib/vsphere/ids'
import type { After } from './contract'

/**
 * Automatic answers to one VM within a minute, whichever runs they belong to. A VM asks one thing at a time, so a
 * thousand VMs that ask at once are answered at once; one that asks as fast as it is answered is not.
 */
export const answersPerMinute = 20
const minuteMs = 60_000

/**
 * The pace of automatic answers: however fast a VM asks again, it is not answered faster than this. What is over the
 * bound waits for the next minute; nothing is left out.
 */
export function createPace({ now, after }: { now: () => number; after: After }) {
  let minute = { since: -Infinity, sent: new Map<VmKey, number>() }
  let waiting: { vm: VmKey; send: () => void }[] = []

  function mayGo(vm: VmKey): boolean {
    if (now() - minute.since >= minuteMs) minute = { since: now(), sent: new Map() }
    const sent = minute.sent.get(vm) ?? 0
    minute.sent.set(vm, sent + 1)
    return sent < answersPerMinute
  }

  function goOn(): void {
    const turn = waiting
    waiting = []
    for (const { vm, send } of turn) inTurn(vm, send)
  }

  function inTurn(vm: VmKey, send: () => void): void {
    if (mayGo(vm)) return send()
    if (waiting.length === 0) after(Math.max(1, minute.since + minuteMs - now()), goOn)
    waiting.push({ vm, send })
  }

  return {
    /** Calls `send` at once, or in the next minute when the VM has had its answers of this one. */
    inTurn,
  }
}
