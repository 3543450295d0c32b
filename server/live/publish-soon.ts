/**
 * When what has changed is published: the first change after a quiet time at once, with all that comes in the same turn of
 * the event loop, and what follows once in every `tickMs`, gathered.
 * @param elapsed milliseconds on a clock that only goes forward.
 */
export function createPublishing(options: { flush: () => void; tickMs: number; elapsed?: () => number }) {
  const { flush, tickMs, elapsed = () => performance.now() } = options
  let publishedAt = -Infinity
  let cancel = () => {}

  function publish(): void {
    publishedAt = elapsed()
    flush()
  }

  return {
    /** Something has changed, the first since it was published last. */
    onPending(): void {
      const leftMs = publishedAt + tickMs - elapsed()
      if (leftMs > 0) {
        const timer = setTimeout(publish, leftMs)
        cancel = () => clearTimeout(timer)
      } else {
        const turn = setImmediate(publish)
        cancel = () => clearImmediate(turn)
      }
    },
    stop: () => cancel(),
  }
}
