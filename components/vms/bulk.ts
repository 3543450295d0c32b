import type { Role } from '@/lib/accounts/role'
import type { Verdict } from '@/lib/result'
import type { RunRequest } from '@/lib/runs/verb'
import { vmCan, type VmContext } from '@/lib/runs/vm-can'
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
  | 'migrate'
  | 'moveToFolder'
  | 'mountTools'
  | 'unmountTools'

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

type Verdicts = { role: Role | undefined; of: Map<BulkVerb, Verdict> }

/** Of a row that is still the same, as most are when a hundred of ten thousand have changed. */
const verdicts = new WeakMap<VmRow, Verdicts>()

function verdictsOf(row: VmRow, verbs: readonly BulkVerb[], role: Role | undefined): Verdicts['of'] {
  const has = verdicts.get(row)
  const known = has?.role === role && has !== undefined ? has : { role, of: new Map<BulkVerb, Verdict>() }
  if (known !== has) verdicts.set(row, known)
  let context: VmContext | undefined
  for (const verb of verbs) {
    if (known.of.has(verb)) continue
    context ??= rowContext(row, role)
    known.of.set(verb, vmCan(verb, row.vm, context))
  }
  return known.of
}

/** The plans of several verbs: what surrounds each VM is looked up once. */
export function plansFor<V extends BulkVerb>(
  verbs: readonly V[],
  rows: readonly VmRow[],
  role?: Role,
): Record<V, BulkPlan> {
  const plans = verbs.map((verb): BulkPlan => ({ verb, fits: [], leftOut: [] }))
  for (const row of rows) {
    const known = verdictsOf(row, verbs, role)
    for (const plan of plans) {
      const verdict = known.get(plan.verb)
      if (!verdict) continue
      if (verdict.ok) plan.fits.push(row)
      else plan.leftOut.push({ row, because: verdict.because, always: isStuck(row) })
    }
  }
  return Object.fromEntries(plans.map((plan) => [plan.verb, plan])) as Record<V, BulkPlan> // one of each
}

/** Verbs that are asked for in a form of their own. */
const withForm: ReadonlySet<BulkVerb> = new Set(['createSnapshot', 'destroy', 'migrate', 'moveToFolder'])
export const hasForm = (verb: BulkVerb): boolean => withForm.has(verb)

/** So many names are read in a sentence. */
const mostNamed = 5

/**
 * A plan without the VMs that went since, and what is said of them, as sentences. Where all went, `gone`, and the plan stays
 * as it was: there is nothing to be done with it.
 */
export function withoutGone(
  plan: BulkPlan,
  isGone: (row: VmRow) => boolean,
): { plan: BulkPlan; gone?: string; partlyGone?: string } {
  const went = plan.fits.filter(isGone)
  if (went.length === 0) return { plan }
  const fits = plan.fits.filter((row) => !isGone(row))
  const how = 'deleted, or removed from the inventory.'
  if (fits.length === 0)
    return {
      plan,
      gone: went.length === 1 ? `${went[0]?.vm.name} is gone: it was ${how}` : `All of them are gone: ${how}`,
    }
  const names = went.slice(0, mostNamed).map(({ vm }) => vm.name)
  const more = went.length > mostNamed ? ` and ${went.length - mostNamed} more` : ''
  const leftOut = went.map((row) => ({ row, because: 'It is gone.', always: false }))
  return {
    plan: { ...plan, fits, leftOut: [...plan.leftOut, ...leftOut] },
    partlyGone: `${names.join(', ')}${more} ${went.length === 1 ? 'is' : 'are'} gone: ${how} What is entered here goes to the ${fits.length === 1 ? 'other one' : `other ${fits.length}`}.`,
  }
}

/** Why those that take part cannot go to one place together. */
export const noCommonPlace = ({ fits }: BulkPlan): string | undefined =>
  new Set(fits.map(({ vm }) => vm.connection)).size > 1
    ? 'They are of several connections, which have no place in common. Select those of one.'
    : undefined

/** The runs to ask for: one request for all VMs that get the same. A suspended VM is resumed, not powered on. */
export function bulkRequests(plan: BulkPlan, request: RunRequest): { request: RunRequest; rows: VmRow[] }[] {
  // Each is deleted by its own name: one that was renamed meanwhile is another VM to who agreed to it.
  if (request.verb === 'destroy')
    return plan.fits.map((row) => ({ request: { ...request, vmName: row.vm.name }, rows: [row] }))
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
    .map(([reason, count]) => phrases[reason]?.(count) ?? `${count}: ${reason.replace(/\.$/u, '')}`)
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
  if (!always) return because
  if (row.connection?.state.at !== 'live') return 'contact'
  if (row.question) return 'question'
  if (row.task) return 'task'
  return row.vm.isTemplate ? 'template' : 'unknown'
}
