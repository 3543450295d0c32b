/**
 * Reads of single objects that go to the server together: a few on their way at once, and what is asked for meanwhile in
 * one call as soon as one of them is back. One alone is sent at once, and each is read after it was asked for.
 * @param read reads several; rejects when one of them cannot be read. What it does not find is missing.
 * @param isAboutOne whether what it rejected with may be because of one of them: then each is read by itself.
 */
export function createReadTogether<Key, Value>(ports: {
  read: (keys: readonly Key[]) => Promise<ReadonlyMap<Key, Value>>
  missing: (key: Key) => unknown
  isAboutOne: (error: unknown) => boolean
}): (key: Key) => Promise<Value> {
  const { read, missing, isAboutOne } = ports
  type Waiting = { key: Key; resolve: (value: Value) => void; reject: (error: unknown) => void }
  let waiting: Waiting[] = []
  let onTheirWay = 0

  function sendNext(): void {
    while (onTheirWay < mostOnTheirWay && waiting.length > 0) {
      const together = waiting.slice(0, mostTogether)
      waiting = waiting.slice(mostTogether)
      onTheirWay += 1
      void send(together).finally(() => {
        onTheirWay -= 1
        sendNext()
      })
    }
  }

  async function send(together: readonly Waiting[]): Promise<void> {
    try {
      const found = await read([...new Set(together.map(({ key }) => key))])
      for (const { key, resolve, reject } of together) {
        const value = found.get(key)
        if (value === undefined) reject(missing(key))
        else resolve(value)
      }
    } catch (error) {
      if (together.length > 1 && isAboutOne(error)) for (const one of together) await send([one])
      else for (const { reject } of together) reject(error)
    }
  }

  return (key) =>
    new Promise((resolve, reject) => {
      waiting.push({ key, resolve, reject })
      sendNext()
    })
}

const mostOnTheirWay = 4
/** Each with a few tasks beside it: replies of some 200 KB. */
const mostTogether = 50
