import type { ConnectionKind } from '@/lib/vsphere/connection'
import type { Moid } from '@/lib/vsphere/ids'
import type { ReadBeforeRun } from './read-before-run'

/**
 * Whether all that the stream will tell of a VM's question was raised after the VM was read. The stream tells late: what it
 * tells next may be how things were before the reading, such as a question that has been answered since, under an id that is
 * given again. So this holds only where nothing can have asked before that has not been told to its end:
 * - the VM is off, so that no process of its own could ask, and asks nothing, as read and as told;
 * - of each task that the host lists with it the stream itself has told the end, and with it all that it asked;
 * - the host is one that carries out its tasks itself. A vCenter does not list what is begun at its hosts, and hears of their
 *   questions late.
 * @param isAsked whether the stream has told of a question. `hasToldEnd`: whether it has told that a task has ended.
 */
export function tellsOnlyNew(
  { view, question, unfinishedTasks, listed }: ReadBeforeRun,
  known: { server: ConnectionKind; isAsked: boolean; hasToldEnd: (task: Moid) => boolean },
): boolean {
  if (known.server !== 'esx' || view.powerState !== 'poweredOff') return false
  if (question || known.isAsked || unfinishedTasks.length > 0) return false
  return listed !== undefined && listed.every(known.hasToldEnd)
}
