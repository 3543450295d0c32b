import { readNames, type ConsoleReads, type ReadName } from '@/lib/console-reads'

/** The reads of the console, each a request of its own to `<url>/<name>`. Rejects when Andon does not answer. */
export function readsAt(url: string): ConsoleReads {
  const read =
    <Name extends ReadName>(name: Name) =>
    async (...input: Parameters<ConsoleReads[Name]>): Promise<Awaited<ReturnType<ConsoleReads[Name]>>> => {
      const response = await fetch(`${url}/${name}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(input.filter((given) => given !== undefined)),
      })
      return await response.json()
    }
  // Every name with the read of that name: what a ConsoleReads is.
  return Object.fromEntries(readNames.map((name) => [name, read(name)])) as ConsoleReads
}
