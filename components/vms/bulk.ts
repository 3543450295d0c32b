import type { Role } from '@/lib/accounts/role'
import type { RunRequest } from '@/lib/runs/verb'
import { canFor } from '@/lib/runs/vm-can'
import { rowContext, type VmRow } from '../vm/vm-row'

/** The verbs that make sense for several VMs at once. "Power on" also resumes those that are suspended. */
export type BulkVerb =
  | 'powerOn'
  | 'shutdownGuest'
  | 'suspend'
  | 'reset'
  | 'createSnapshot'
  | 'powerOff'
  | 'rebootGuest'
  | 'unregister'
  | 'destroy'

export type LeftOut = { row: VmRow; because: string; /** It could do none of the verbs now. */ always: boolean }

/** Who takes part when a verb is pressed for a selection, and who does not and why. */
export type BulkPlan = { verb: BulkVerb; fits: VmRow[]; leftOut: LeftOut[] }

/** What holds whatever the verb: a question, a task, no contact, an unknown state. */
const isStuck = (row: VmRow) =>
  row.question !== undefined ||
  row.task !== undefined ||
  row.connection?.state.at !== 'live' ||
  row.vm.powerState === 'unknown' ||
  row.vm.isTemplate === true

export function planBulk(verb: BulkVerb, rows: readonly VmRow[], role?: Role): BulkPlan {
  return plansFor([verb], rows, role)[verb]
}

/** The plans of several verbs: what surrounds each VM is looked up once. */
export function plansFor<V extends BulkVerb>(
  verbs: readonly V[],
  rows: readonly VmRow[],
  role?: Role,
): Record<V, BulkPlan> {
  const plans = verbs.map((verb): BulkPlan => ({ verb, fits: [], leftOut: [] }))
  for (const row of rows) {
    const context = rowContext(row, role)
    for (const plan of plans) {
      const verdict = canFor(plan.verb, row.vm, context)
      if (verdict.ok) plan.fits.push(row)
      else plan.leftOut.push({ row, because: verdict.because, always: isStuck(row) })
    }
  }
  return Object.fromEntries(plans.map((plan) => [plan.verb, plan])) as Record<V, BulkPlan> // one of each
}

/** The runs to ask for: one request for all VMs that get the same. A suspended VM is resumed, not powered on. */
export function bulkRequests(plan: BulkPlan, request: RunRequest): { request: RunRequest; rows: VmRow[] }[] {
  // Each is deleted by its own name: one that was renamed meanwhile is another VM to who agreed to it.
  if (request.verb === 'destroy')
    return plan.fits.map((row) => ({ request: { verb: 'destroy', vmName: row.vm.name }, rows: [row] }))
  if (request.verb !== 'powerOn') return plan.fits.length > 0 ? [{ request, rows: plan.fits }] : []
  const suspended = plan.fits.filter((row) => row.vm.powerState === 'suspended')
  const off = plan.fits.filter((row) => row.vm.powerState !== 'suspended')
  return [
    { request, rows: off },
    { request: { verb: 'resume' } as const, rows: suspended },
  ].filter(({ rows }) => rows.length > 0)
}

/** `1 waits for an answer, 2 have no contact`, most first; reasons of one verb alone are given as they are. */
export function leftOutText(leftOut: readonly LeftOut[]): string {
  const groups = new Map<string, number>()
  for (const one of leftOut) {
    const key = shortReason(one)
    groups.set(key, (groups.get(key) ?? 0) + 1)
  }
  return [...groups]
    .sort(([, a], [, b]) => b - a)
    .map(([reason, count]) => phrases[reason]?.(count) ?? `${count}: ${reason}`)
    .join(', ')
}

const phrases: Record<string, (count: number) => string> = {
  question: (count) => (count === 1 ? '1 waits for an answer' : `${count} wait for an answer`),
  task: (count) => (count === 1 ? '1 has a task that has not ended' : `${count} have a task that has not ended`),
  contact: (count) => `${count} without contact`,
  unknown: (count) => `${count} unknown`,
  template: (count) => (count === 1 ? '1 is a template' : `${count} are templates`),
}

function shortReason({ row, because, always }: LeftOut): string {
  if (!always) return because.replace(/\.$/u, '')
  if (row.connection?.state.at !== 'live') return 'contact'
  if (row.question) return 'question'
  if (row.task) return 'task'
  return row.vm.isTemplate ? 'template' : 'unknown'
}
