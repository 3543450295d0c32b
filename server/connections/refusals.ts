import { failed, type Result } from '@/lib/result'
import type { ConnectionId } from '@/lib/vsphere/ids'
import type { StoredConnection } from './stored'

/** Why it cannot be called so; undefined: it can. */
export function nameTaken(
  known: ReadonlyMap<ConnectionId, StoredConnection>,
  name: string,
  except?: ConnectionId,
): Result<never> | undefined {
  const other = [...known.values()].find((stored) => stored.id !== except && stored.name === name)
  return other && nameOf(name)
}

export const nameOf = (name: string) =>
  failed({ blame: 'ours', code: 'input-name', sentence: `There is already a connection named ${name}.` })

export const noSuch = failed({ blame: 'ours', code: 'no-connection', sentence: 'This connection has been removed.' })
