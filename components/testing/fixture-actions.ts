import { actionNames, type ConsoleActions } from '@/lib/contract/contract'
import { failed } from '@/lib/result'

/** Actions of which a test names those that it expects; any other call fails as a value and names itself. */
export function fixtureActions(given: Partial<ConsoleActions> = {}): ConsoleActions {
  const unexpected = (name: string) => () =>
    Promise.resolve(failed({ blame: 'ours', code: 'fixture', sentence: `The test did not expect ${name}.` }))
  const all = [...actionNames, 'signOut'].map((name) => [name, unexpected(name)])
  return { ...Object.fromEntries(all), ...given } as ConsoleActions // every call of the contract, by its name
}
