import type { Only } from '../accounts/limited'
import type { Asker } from '../accounts/role'
import { splitKey } from '../vsphere/ids'
import type { RunView } from './run'

/** Whether a run is about nothing but these connections. */
export const isRunWithin = (only: Only, { connection, subjects }: Pick<RunView, 'connection' | 'subjects'>): boolean =>
  only === undefined ||
  (only.includes(connection) &&
    subjects.every((subject) => {
      const of = splitKey('datastore' in subject ? subject.datastore : subject.key)?.connection
      return of === undefined || only.includes(of)
    }))

/** Whether a run is there for who asks: about nothing but their connections; for who is shown only their own, their own. */
export const isRunFor = (
  { username, connections, onlyOwn }: Pick<Asker, 'username' | 'connections' | 'onlyOwn'>,
  run: Pick<RunView, 'connection' | 'subjects' | 'actor'>,
): boolean =>
  isRunWithin(connections, run) && (!onlyOwn || (run.actor.kind === 'person' && run.actor.name === username))
