import type { Origin } from '@/lib/rules/rule'
import { decide, noneGiven, policyFor, type Decided, type DecidingRule, type Policy } from '@/lib/runs/decide'
import type { StepQuestion } from '@/lib/runs/run'
import { splitKey, type QuestionKey, type VmKey } from '@/lib/vsphere/ids'
import { isUnfinished } from '@/lib/vsphere/task'
import type { Inventory } from '../inventory/contract'
import { decidedOf } from './run-machine'

/** Whose question a VM's is that no run of ours has to deal with, as far as its tasks are known. */
export function originAt(inventory: Inventory | undefined, vm: VmKey): Exclude<Origin, 'own run'> {
  const tasks = inventory?.tasks.values() ?? []
  return [...tasks].some((task) => task.vm === vm && isUnfinished(task)) ? 'foreign task' : 'no task'
}

/** A question that a rule answers although no run of ours has to deal with it, and what held when it was raised. */
export type RuleOrder = {
  question: QuestionKey
  origin: Exclude<Origin, 'own run'>
  rule: DecidingRule
  policy: Policy
}

/**
 * What the rules make of a question of a foreign task, or of none. Of one that was raised while nobody looked from here it is
 * not known what held then: a person answers it.
 * @returns what its record says where a rule had a say, and what is to be done where one answers.
 */
export function decideByRule(
  vm: VmKey,
  about: { origin: Origin; question: StepQuestion; raisedAt: string; vmName: string; policy: Policy | undefined },
): { decided: { decided?: Decided }; order?: RuleOrder } {
  const { origin, question, policy } = about
  const at = splitKey(vm)
  if (!at || !policy || origin === 'own run') return { decided: {} }
  const place = { connection: at.connection, vmName: about.vmName }
  const start = 'as the switch says'
  const decision = decide({ ...about, ...place, vm, start, given: noneGiven })
  if (!decision.rule && !decision.dryRun) return { decided: {} }
  const decided = { decided: decidedOf(decision) }
  if (decision.do !== 'answer' || !decision.rule) return { decided }
  const order = { question: question.key, origin, rule: decision.rule, policy: policyFor(place, policy) }
  return { decided, order }
}
