import { usualOverdueMinutes } from '@/lib/live/overdue'
import type { Journal } from '../journal/journal'

/** After how long a waiting question is overdue, everywhere the same: on screens, on walls, in what is sent out. */
export type OverdueLimit = {
  readonly ms: number
  readonly minutes: number
  set(minutes: number, by: string): Promise<void>
  /** Takes over what is stored, by whichever process. */
  readAgain(): Promise<void>
  onChanged(listener: () => void): () => void
}

/** @param tellOthers told when something was stored that other processes should know. */
export function createOverdueLimit(
  journal: Pick<Journal, 'readOverdueMinutes' | 'setOverdueMinutes'>,
  tellOthers: () => void,
): OverdueLimit {
  let minutes = usualOverdueMinutes
  const listeners = new Set<() => void>()

  async function readAgain(): Promise<void> {
    const stored = await journal.readOverdueMinutes()
    if (stored === minutes) return
    minutes = stored
    for (const listener of listeners) listener()
  }

  return {
    get ms() {
      return minutes * 60_000
    },
    get minutes() {
      return minutes
    },
    async set(wanted, by) {
      if (wanted !== minutes) await journal.setOverdueMinutes(wanted, by)
      await readAgain()
      tellOthers()
    },
    readAgain,
    onChanged(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
}
