/** Listeners, and how to tell them. One that throws does not keep the others from hearing. */
export function createSubject<Value>(): {
  tell: (value: Value) => void
  listen: (listener: (value: Value) => void) => () => void
} {
  const listeners = new Set<(value: Value) => void>()
  return {
    tell(value) {
      for (const listener of listeners) {
        try {
          listener(value)
        } catch (error) {
          queueMicrotask(() => {
            throw error
          })
        }
      }
    },
    listen(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
}
