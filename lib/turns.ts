/** Does one task after the other, in the order in which they were given. Resolves and rejects as the task does. */
export type InTurn = <T>(task: () => Promise<T>) => Promise<T>

export function createTurns(): InTurn {
  let last: Promise<unknown> = Promise.resolve()
  return (task) => {
    const turn = last.then(task)
    // A failed turn is its caller's to handle; the next one runs all the same.
    last = turn.catch(() => undefined)
    return turn
  }
}
