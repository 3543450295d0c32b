import { appendedOf, type Appended } from './entry'
import type { RowWriter } from './row-writer'

/** A row that this process wrote, or could not write, and how long that took, with its waiting. */
export type OwnWrite = { ms: number } & ({ ok: true; appended: Appended | undefined } | { ok: false; error: unknown })

type Write = (...row: Parameters<RowWriter['write']>) => ReturnType<RowWriter['write']>

/**
 * Writes, and tells how that went. Each row is told by the one process that wrote it, once, when it is on the disk and
 * everybody who listens to the journal has heard of it.
 * @param warn told when a listener fails.
 */
export function tellingOwnWrites(
  write: Write,
  warn: (text: string, error: unknown) => void,
): { write: Write; onOwnWrite: (listener: (own: OwnWrite) => void) => () => void } {
  const listeners = new Set<(own: OwnWrite) => void>()

  function tell(own: OwnWrite): void {
    for (const listener of listeners) {
      try {
        listener(own)
      } catch (error) {
        warn('who counts what is written failed', error)
      }
    }
  }

  return {
    write: async (...row) => {
      const began = performance.now()
      try {
        const written = await write(...row)
        tell({ ms: performance.now() - began, ok: true, appended: appendedOf(written) })
        return written
      } catch (error) {
        tell({ ms: performance.now() - began, ok: false, error })
        throw error
      }
    },
    onOwnWrite(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
}
