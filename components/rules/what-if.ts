import type { PastAsked, PastGot, PastQuestion } from '@/lib/contract/past-questions'
import type { Rule } from '@/lib/rules/rule'
import { decide, noneGiven, type DecidingRule, type Decision } from '@/lib/runs/decide'
import { assertNever } from '@/lib/assert-never'
import type { ConnectionId } from '@/lib/vsphere/ids'
import { choiceLabel } from '@/lib/vsphere/question'
import { withoutUndefined } from '@/lib/without-undefined'

/** A question of the record with what it offered. */
export type Past = Omit<PastQuestion, 'asked'> & { asked: PastAsked }

/** What a question of the record got, as the rows of the table; and what it would get, as its columns. */
export const wasKinds = ['default', 'rule', 'person', 'cancelled', 'gone', 'waiting'] as const
export type Was = (typeof wasKinds)[number]
export const wouldKinds = ['default', 'rule', 'person', 'cancelled'] as const
export type Would = (typeof wouldKinds)[number]

/** Under what it is decided again. `switches`: as they were where that is recorded, else as they are now; or all on. */
export type WhatIfTerms = {
  rules: readonly Rule[]
  switches: 'as they were' | 'on'
  isOnNow: (connection: ConnectionId) => boolean
}

/** What is different for those who answer. */
export type Effect =
  | 'person-otherwise'
  | 'another-answer'
  | 'would-cancel'
  | 'no-error'
  | 'answered-before'
  | 'by-hand'
  | 'less-waiting'
  | 'same-answer'

/** One question, decided again. `effect` absent: it would get what it got. */
export type Judged = {
  question: Past
  was: Was
  would: Would
  /** The answer that it would get. */
  label?: string
  /** The rule that would decide. */
  rule?: DecidingRule
  effect?: Effect
}

/** Decides a question of the record again, by the function that decides about live ones. */
export function judge(question: Past, terms: WhatIfTerms): Judged {
  const decision = decideAgain(question, terms)
  const was = wasOf(question.got)
  const would = wouldOf(decision, question)
  const label = decision.do === 'answer' ? choiceLabel(decision.choice) : undefined
  const isSame = isUnchanged(decision, question) || getsTheSame(question.got, was, would, label)
  return {
    question,
    was,
    would,
    ...withoutUndefined({
      label,
      rule: decision.rule,
      effect: isSame ? undefined : effectOf(question.got, was, would, label),
    }),
  }
}

function decideAgain(question: Past, { rules, switches, isOnNow }: WhatIfTerms): Decision {
  const { connection, vm, vmName, origin, raisedAt, asked, text, start, switchOn, given } = question
  const autoAnswer = switches === 'on' || (switchOn ?? isOnNow(connection))
  return decide({
    connection,
    vm,
    vmName,
    origin,
    raisedAt,
    start: start ?? 'as the switch says',
    given: given ?? noneGiven,
    policy: { autoAnswer, setBy: '', rules },
    question: { ...asked, text },
  })
}

function wasOf(got: PastGot): Was {
  switch (got.is) {
    case 'answered':
      if (got.by.kind !== 'autoAnswer') return 'person'
      return got.by.rule === undefined ? 'default' : 'rule'
    case 'cancelled':
      return got.by.kind === 'person' ? 'person' : 'cancelled'
    case 'gone':
    case 'waiting':
      return got.is
    default:
      return assertNever(got, 'what became of a question')
  }
}

function wouldOf(decision: Decision, { waitsAsError }: Past): Would {
  switch (decision.do) {
    case 'answer':
      return decision.because === 'rule' ? 'rule' : 'default'
    case 'leave':
      return 'person'
    case 'block':
      return waitsAsError ? 'person' : 'cancelled'
    default:
      return assertNever(decision, 'decision')
  }
}

/** Whether it was decided so then: whatever came of that would come of it again. */
function isUnchanged(decision: Decision, { decided, got }: Past): boolean {
  if (!decided || decided.do !== decision.do || decided.because !== decision.because) return false
  if (decided.rule?.id !== decision.rule?.id) return false
  if (decision.do !== 'answer' || got.is !== 'answered' || got.by.kind !== 'autoAnswer') return true
  return got.label === choiceLabel(decision.choice)
}

function getsTheSame(got: PastGot, was: Was, would: Would, label: string | undefined): boolean {
  if (was === 'gone' || was === 'waiting') return would === 'person'
  if (was !== would) return false
  return label === undefined || (got.is === 'answered' && got.label === label)
}

function effectOf(got: PastGot, was: Was, would: Would, label: string | undefined): Effect {
  if (would === 'cancelled') return 'would-cancel'
  if (would === 'person') return 'by-hand'
  if (got.is === 'answered' && got.label === label) return was === 'person' ? 'less-waiting' : 'same-answer'
  switch (was) {
    case 'person':
      return 'person-otherwise'
    case 'default':
    case 'rule':
      return 'another-answer'
    case 'cancelled':
      return 'no-error'
    case 'gone':
    case 'waiting':
      return 'answered-before'
    default:
      return assertNever(was, 'what was')
  }
}
