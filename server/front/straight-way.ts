import type { ServerResponse } from 'node:http'

/** A way into a response that another one writes: beside it, once nothing is left on its own way. */
export type StraightWay = {
  /** Bytes of the body that the other one has written so far. */
  readonly written: number
  /** What the connection has not taken yet. */
  readonly unsent: number
  /** Writes behind all that was written before. Nothing is done once the response is over. */
  write(bytes: Uint8Array): void
}

/**
 * Next takes what a stream says through several streams of the web to the response, which costs more than all else that
 * an event does. Whoever has said so many bytes as have been written knows that nothing is under way there.
 */
export function straightWayInto(response: ServerResponse): StraightWay {
  let written = 0
  // As it stands now: where it packs what is written, it does so with what comes this way too.
  const write = response.write.bind(response) as (bytes: Uint8Array) => boolean
  const counted = (bytes: string | Uint8Array, ...others: unknown[]) => {
    written += typeof bytes === 'string' ? Buffer.byteLength(bytes) : bytes.byteLength
    return (write as (...all: unknown[]) => boolean)(bytes, ...others)
  }
  response.write = counted as typeof response.write // of the same parameters
  return {
    get written() {
      return written
    },
    get unsent() {
      return response.writableLength
    },
    write(bytes) {
      if (!response.writableEnded && !response.destroyed) write(bytes)
    },
  }
}
