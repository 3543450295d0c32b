import type { Policy } from '@/lib/runs/decide'
import { isInDryRun } from '@/lib/vsphere/connection'
import type { SettingsNote } from './contract'
import type { StoredConnection } from './stored'

/** What becomes of a connection when its switch is set. Each is written down first, and then has to be stored. */
export function switching(options: { note: (note: SettingsNote) => Promise<void>; now: () => number }) {
  const { note, now } = options
  const iso = (at: number) => new Date(at).toISOString()
  return {
    flip: async (stored: StoredConnection, on: boolean, by: string): Promise<StoredConnection> => {
      const text =
        !on && isInDryRun(stored.autoAnswer, now())
          ? `Dry run of auto-answer ended at ${stored.name}`
          : `Auto-answer switched ${on ? 'on' : 'off'} at ${stored.name}`
      await note({ by, text, connection: stored.id })
      return { ...stored, autoAnswer: { on, changedBy: by, changedAt: iso(now()) } }
    },
    beginDryRun: async (stored: StoredConnection, days: number, by: string): Promise<StoredConnection> => {
      const dryRunUntil = iso(now() + days * 24 * 60 * 60_000)
      const until = dryRunUntil.slice(0, 16).replace('T', ' ')
      const text = `Auto-answer put in dry run at ${stored.name}, until ${until} UTC`
      await note({ by, text, connection: stored.id })
      return { ...stored, autoAnswer: { on: false, changedBy: by, changedAt: iso(now()), dryRunUntil } }
    },
  }
}

/** What holds at a connection now, but for the rules; undefined: there is none. @param now ms. */
export function policyOfSwitch(stored: StoredConnection | undefined, now: number): Omit<Policy, 'rules'> | undefined {
  if (!stored) return undefined
  const { on, changedBy } = stored.autoAnswer
  return { autoAnswer: on, setBy: changedBy, ...(isInDryRun(stored.autoAnswer, now) ? { dryRun: true } : {}) }
}
