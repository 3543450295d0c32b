import type { Only } from '../accounts/limited'
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
