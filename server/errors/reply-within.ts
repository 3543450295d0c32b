import { failed, type Result } from '@/lib/result'

/**
 * How long a press of a button waits for a silent host. A browser sends its presses one after the other, so that this
 * is also the longest that one host can hold up an answer to another.
 */
export const patienceMs = 2_500

/**
 * What comes of a request that was sent to a host, or that it has not said so far. The request goes on, and its end
 * reaches every page on the live stream.
 */
export async function replyWithin<T>(request: Promise<Result<T>>, ms = patienceMs): Promise<Result<T>> {
  let timer: NodeJS.Timeout | undefined
  const tooLong = new Promise<Result<T>>((resolve) => {
    timer = setTimeout(() => resolve(noReplyYet), ms)
  })
  // Whoever is not waited for any more must not be missed when it fails.
  request.catch(() => undefined)
  return await Promise.race([request, tooLong]).finally(() => clearTimeout(timer))
}

const noReplyYet: Result<never> = failed({
  blame: 'wire',
  code: 'no-reply-yet',
  sentence: 'Sent. The host has not replied yet.',
  wayOut: 'Nothing needs to be pressed again: what becomes of it is shown here.',
})
