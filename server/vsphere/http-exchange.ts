import type { Dispatcher } from 'undici'
import { WireError } from './errors'

/** An answer whose head is here, and its body: the whole of it where it is short, else what has come so far and what comes. */
export type Received = {
  status: number
  headers: Readonly<Record<string, string | string[] | undefined>>
  /** Still packed, as it came. */
  whole: Buffer | undefined
  /** Once. Throws what the exchange failed with. */
  pieces: () => AsyncGenerator<Buffer, void>
  /** Ends the exchange where it goes on: the connection must not deliver the rest of what nobody reads. */
  discard: () => void
}

/** As long as this a body is waited for: most replies are, and a stream for each of them costs more than reading it does. */
const shortBytes = 16 * 1024
/** What waits to be read; beyond it the peer has to wait. */
const heldBytes = 256 * 1024

/**
 * One request through undici, without the streams that its `request` makes of each body. Rejects with what undici, the signal
 * or the connection says.
 * @param longestMs for a short body, however diligently it trickles.
 */
export function exchange(
  dispatcher: Dispatcher,
  options: Dispatcher.DispatchOptions,
  { signal, longestMs }: { signal?: AbortSignal | undefined; longestMs: number },
): Promise<Received> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(signal.reason)
    dispatcher.dispatch(options, new Exchange({ resolve, reject, signal, longestMs }))
  })
}

type Ports = {
  resolve: (received: Received) => void
  reject: (error: unknown) => void
  signal: AbortSignal | undefined
  longestMs: number
}

class Exchange implements Dispatcher.DispatchHandler {
  readonly #ports: Ports
  #controller: Dispatcher.DispatchController | undefined
  #head: Pick<Received, 'status' | 'headers'> | undefined
  #since = 0
  #pieces: Buffer[] = []
  #bytes = 0
  #isTold = false
  #end: { error?: unknown } | undefined
  #wake: (() => void) | undefined

  constructor(ports: Ports) {
    this.#ports = ports
    ports.signal?.addEventListener('abort', this.#stop)
  }

  readonly #stop = (): void => {
    const { signal, reject } = this.#ports
    // Without a connection it has not begun, and does not begin any more.
    if (this.#controller) this.#controller.abort(signal?.reason)
    else reject(signal?.reason)
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.#controller = controller
    if (this.#ports.signal?.aborted) controller.abort(this.#ports.signal.reason)
  }

  onResponseStart(_controller: Dispatcher.DispatchController, status: number, headers: Received['headers']): void {
    // What comes before the answer, such as 103, says nothing.
    if (status < 200) return
    this.#head = { status, headers }
    this.#since = performance.now()
  }

  onResponseData(controller: Dispatcher.DispatchController, piece: Buffer): void {
    this.#pieces.push(piece)
    this.#bytes += piece.length
    if (!this.#isTold) {
      const { longestMs } = this.#ports
      if (this.#bytes > shortBytes) this.#tell(undefined)
      else if (performance.now() - this.#since > longestMs)
        controller.abort(new WireError('timed-out', `the answer took over ${longestMs} ms`))
    }
    if (this.#bytes > heldBytes) controller.pause()
    this.#wake?.()
  }

  onResponseEnd(): void {
    this.#finish({})
    if (!this.#isTold) this.#tell(this.#pieces.length === 1 ? this.#pieces[0] : Buffer.concat(this.#pieces))
  }

  onResponseError(_controller: Dispatcher.DispatchController, error: unknown): void {
    this.#finish({ error })
    // What the head says stands, however its body ended: of that, who reads it hears.
    if (this.#head && !this.#isTold) this.#tell(undefined)
    else this.#ports.reject(error)
  }

  #finish(end: { error?: unknown }): void {
    this.#end ??= end
    this.#ports.signal?.removeEventListener('abort', this.#stop)
    this.#wake?.()
  }

  #tell(whole: Buffer | undefined): void {
    this.#isTold = true
    const head = this.#head
    if (!head) return this.#ports.reject(new WireError('not-vsphere', 'an answer without a head'))
    this.#ports.resolve({ ...head, whole, pieces: () => this.#read(), discard: () => this.#discard() })
  }

  async *#read(): AsyncGenerator<Buffer, void> {
    for (;;) {
      const piece = this.#pieces.shift()
      if (piece) {
        this.#bytes -= piece.length
        if (this.#bytes <= shortBytes) this.#controller?.resume()
        yield piece
      } else if (this.#end) {
        if ('error' in this.#end) throw this.#end.error
        return
      } else {
        await new Promise<void>((resolve) => (this.#wake = resolve))
      }
    }
  }

  #discard(): void {
    if (!this.#end) this.#controller?.abort(new WireError('closed', 'the rest of the answer was not read'))
  }
}
