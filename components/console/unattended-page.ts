import { unattendedAfterMs } from '@/lib/accounts/unattended'

/** When this page was last touched; it was opened by somebody. */
let touchedAt: number | undefined

/**
 * Whether nobody has touched this page for a while. What it reads then keeps no session open: a screen that is left
 * alone signs itself out.
 */
export function isUnattended(): boolean {
  const now = performance.now()
  if (touchedAt === undefined && typeof window !== 'undefined') {
    touchedAt = now
    for (const event of ['pointerdown', 'pointermove', 'keydown', 'wheel', 'touchstart'] as const)
      window.addEventListener(event, () => (touchedAt = performance.now()), { passive: true, capture: true })
  }
  return touchedAt !== undefined && now - touchedAt > unattendedAfterMs
}
