/** Lets a limited number of calls run at once; the others wait their turn in order. */
export class CallsInFlight {
  readonly #limit: number
  readonly #waiting: (() => void)[] = []
  #running = 0

  constructor(limit: number) {
    this.#limit = limit
  }

  async run<T>(call: () => Promise<T>): Promise<T> {
    if (this.#running < this.#limit) this.#running += 1
    // Woken by the call that ends, which hands its place over: #running stays as it is.
    else await new Promise<void>((resolve) => this.#waiting.push(resolve))
    try {
      return await call()
    } finally {
      const next = this.#waiting.shift()
      if (next) next()
      else this.#running -= 1
    }
  }
}
