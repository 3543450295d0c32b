/**
 * When to look, in ms after it was sent, for what became of a call whose reply is missing: one that was cut may still be on
 * its way in the host. They count from the sending, not from the first look: whoever takes the run over from a process that
 * was killed while it looked does not begin anew, until the host has forgotten what it could have told.
 */
const lookAtMs = [1_000, 4_000, 10_000]

/**
 * The look after the one at `sinceSentMs`: how long to wait for it, and when it is, both in ms. Undefined: that was the last.
 *
 * @param sinceSentMs what a clock says that somebody may have set back: never below what was surely waited.
 */
export function nextLook(sinceSentMs: number): { inMs: number; atMs: number } | undefined {
  const passed = Math.max(0, sinceSentMs)
  const atMs = lookAtMs.find((at) => at > passed)
  return atMs === undefined ? undefined : { inMs: atMs - passed, atMs }
}
