import type { ActionName, ChangeName, ConsoleActions, ReadName } from '@/lib/contract/contract'
import type { Result } from '@/lib/result'

/** How the calls of the contract reach the server; the page's server part hands it down. */
export type Calls = {
  /** Those that only read: each a request of its own to `<readUrl>/<name>`. */
  reads: readonly ReadName[]
  readUrl: string
  /** Those that change something go through a server action, one after the other. */
  changes: readonly ChangeName[]
  change: (name: ChangeName, input: unknown[]) => Promise<Result<unknown>>
  signOut: ConsoleActions['signOut']
}

/** The contract as the screens call it. Each call rejects when Andon does not answer. */
export function actionsBy({ reads, readUrl, changes, change, signOut }: Calls): ConsoleActions {
  type Named = [ActionName, (...input: unknown[]) => Promise<Result<unknown>>]
  const calls = [
    ...reads.map((name): Named => [name, (...input) => read(`${readUrl}/${name}`, input)]),
    ...changes.map((name): Named => [name, (...input) => change(name, input)]),
  ]
  // Every name with the call of that name: what ConsoleActions are.
  return { ...Object.fromEntries(calls), signOut } as ConsoleActions
}

async function read(url: string, input: unknown[]): Promise<Result<unknown>> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(input.filter((given) => given !== undefined)),
  })
  return await response.json()
}
