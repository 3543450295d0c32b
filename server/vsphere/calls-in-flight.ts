/** What somebody waits for at the host goes before what begins something new. */
export type Urgency = 'first' | 'usual'

const urgent: ReadonlySet<string> = new Set(['AnswerVM', 'CancelTask', 'ModifyListView'])

/** A VM stands still until it is answered, or its task cancelled; what is followed in the stream is told late. */
export const urgencyOf = (method: string): Urgency => (urgent.has(method) ? 'first' : 'usual')

/** Lets a limited number of calls run at once; the others wait their turn: what is first before what is usual, else in order. */
export class CallsInFlight {
  readonly #limit: number
  readonly #waiting: Record<Urgency, (() => void)[]> = { first: [], usual: [] }
  #running = 0

  constructor(limit: number) {
    this.#limit = limit
  }

  async run<T>(call: () => Promise<T>, urgency: Urgency = 'usual'): Promise<T> {
    if (this.#running < this.#limit) this.#running += 1
    // Woken by the call that ends, which hands its place over: #running stays as it is.
    else await new Promise<void>((resolve) => this.#waiting[urgency].push(resolve))
    try {
      return await call()
    } finally {
      const next = this.#waiting.first.shift() ?? this.#waiting.usual.shift()
      if (next) next()
      else this.#running -= 1
    }
  }
}
