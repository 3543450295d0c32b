import type { ConnectionId } from '../vsphere/ids'
import { matchesPart, matchesWhole } from './pattern'
import type { Origin, Rule } from './rule'

/** What of a question counts for whether a rule fits it. */
export type FitsWhat = {
  connection: ConnectionId
  vmName: string
  origin: Origin
  question: { messageId?: string; text: string }
  /** When it was raised, ISO 8601. */
  raisedAt: string
}

/** Whether a rule is about this question. A time that cannot be read is taken for one at which the rule had ended. */
export function fits(rule: Rule, about: FitsWhat): boolean {
  if (!mayFitVm(rule, about)) return false
  if (!rule.origins.includes(about.origin)) return false
  if (rule.until !== undefined && !(Date.parse(about.raisedAt) < Date.parse(rule.until))) return false
  const { asks } = rule
  return asks.by === 'messageId'
    ? about.question.messageId?.toLowerCase() === asks.id.toLowerCase()
    : matchesPart(asks.pattern, about.question.text)
}

/** Whether a rule may ever be about a question of this VM. */
export const mayFitVm = (rule: Rule, { connection, vmName }: Pick<FitsWhat, 'connection' | 'vmName'>): boolean =>
  (rule.connections?.includes(connection) ?? true) &&
  (rule.vms?.some((pattern) => matchesWhole(pattern, vmName)) ?? true)
