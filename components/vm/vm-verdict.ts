import type { Role } from '@/lib/accounts/role'
import type { Verdict } from '@/lib/result'
import type { Verb } from '@/lib/runs/verb'
import { canFor, type VmContext } from '@/lib/runs/vm-can'
import { taskLabel } from '@/lib/vsphere/task-label'
import type { VmRow } from './vm-row'

/** What surrounds the VM of a row, as the rules want to know it. */
export function rowContext(row: VmRow, role?: Role): VmContext {
  return {
    connectionLive: row.connection?.state.at === 'live',
    ...(row.connection ? { connectionName: row.connection.name } : {}),
    question: row.question,
    unfinishedTask: row.task && { label: taskLabel(row.task) },
    role,
  }
}

/** May this verb start on the VM of this row now, and if not, why. The server asks the host again before it starts. */
export const rowVerdict = (verb: Verb, row: VmRow, role?: Role): Verdict => canFor(verb, row.vm, rowContext(row, role))

/** The verdict as a button wants it: the reason, or undefined when it may be pressed. */
export function disabledReason(verb: Verb, row: VmRow, role?: Role): string | undefined {
  const verdict = rowVerdict(verb, row, role)
  return verdict.ok ? undefined : verdict.because
}
