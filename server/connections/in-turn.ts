/** Runs tasks one after the other: a change of settings sees the whole of the one before it. */
export function createTurns(): <T>(task: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve()
  return (task) => {
    const turn = last.then(task)
    // A failed turn is its caller's to handle; the next one runs all the same.
    last = turn.catch(() => undefined)
    return turn
  }
}
