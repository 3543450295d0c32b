import { end } from './outcome'
import type { Turn } from './run-machine'

/** Guests take their time to shut down; after this the run says that nothing happened. */
const guestShutdownMs = 10 * 60_000

/** A guest was asked to shut down, which is no task: its effect is the power state. */
export function watchGuest(turn: Turn): void {
  turn.commands.push({ do: 'timer', name: 'guest', ms: guestShutdownMs }, { do: 'watch-power' })
}

/** The guest that was asked to shut down has, or the time for it is over. */
export function onPower(turn: Turn, powerState: string): void {
  const { soFar } = turn
  if (soFar.phase !== 'running' || soFar.task || soFar.request.verb !== 'shutdownGuest') return
  if (powerState === 'poweredOff') return end(turn, { kind: 'succeeded' }, false)
  if (powerState === 'vm-gone') return end(turn, { kind: 'lost', reason: 'The VM no longer exists.' }, false)
  if (soFar.guestLate) endSilent(turn)
}

export function onGuestSilent(turn: Turn): void {
  const { soFar } = turn
  if (soFar.phase !== 'running' || soFar.task) return
  if (soFar.contact) return endSilent(turn)
  // Whether it is off is seen when contact is back.
  soFar.guestLate = true
}

function endSilent(turn: Turn): void {
  const minutes = guestShutdownMs / 60_000
  if (turn.soFar.guestUnsure) {
    const reason = `No reply to ShutdownGuest, and the VM is not off ${minutes} min later. Whether its guest was asked to shut down is not known.`
    return end(turn, { kind: 'lost', reason }, false)
  }
  const message = `The guest was asked to shut down ${minutes} min ago, and the VM is not off.`
  end(turn, { kind: 'failed', fault: { type: 'GuestDidNotShutDown', message, chain: [] } }, false)
}
