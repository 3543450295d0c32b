import { assertNever } from '@/lib/assert-never'
import { formatDate } from '@/lib/format/clock'
import { formatCount } from '@/lib/format/quantity'
import { hasEnded } from '@/lib/rules/order'
import type { Origin, Rule, RuleAsks, RuleGives } from '@/lib/rules/rule'
import type { ConnectionId } from '@/lib/vsphere/ids'
import { consequenceOf, knownOf } from '@/lib/vsphere/known-by-id'

/** A piece of a rule's sentence: what a person chose is strong, what a host says is code. */
export type Piece = string | { strong: string } | { code: string }

/** What of a rule makes its sentence. */
export type SaidRule = Pick<Rule, 'asks' | 'connections' | 'vms' | 'origins'>

/** `When a disk has no more space, at all connections, for VMs named build*, in tasks started from Andon`, without its end. */
export function whenPieces(rule: SaidRule, nameOf: (connection: ConnectionId) => string): Piece[] {
  const { connections, vms } = rule
  return [
    'When ',
    ...asksPieces(rule.asks),
    ', at ',
    ...(connections === undefined ? [{ strong: 'all connections' }] : listed(connections.map(nameOf), 'and')),
    ...(vms === undefined ? [] : [', for VMs named ', ...listed(vms, 'or')]),
    ', ',
    ...originPieces(rule.origins),
  ]
}

function asksPieces(asks: RuleAsks): Piece[] {
  if (asks.by === 'text') return ['the text contains ', { strong: asks.pattern }]
  const when = knownOf(asks.id)?.when
  return when === undefined
    ? ['the message id is ', { code: asks.id }]
    : [{ strong: when }, ' (', { code: asks.id }, ')']
}

/** `a`, `a and b`, `a, b and c`. */
const listed = (names: readonly string[], last: 'and' | 'or'): Piece[] =>
  names.flatMap((strong, index) => {
    const before = index === 0 ? [] : [index === names.length - 1 ? ` ${last} ` : ', ']
    return [...before, { strong }]
  })

export const originWords: Readonly<Record<Origin, string>> = {
  'own run': 'started from Andon',
  'foreign task': 'started elsewhere',
  'no task': 'no task behind it',
}

function originPieces(origins: readonly Origin[]): Piece[] {
  const [own, foreign, none] = (['own run', 'foreign task', 'no task'] as const).map((one) => origins.includes(one))
  if (own && foreign)
    return none ? ['whoever started the task'] : ['in ', { strong: 'tasks started from Andon or elsewhere' }]
  const task = own ? 'tasks started from Andon' : foreign ? 'tasks started elsewhere' : undefined
  if (task === undefined) return [{ strong: none ? 'without a task behind it' : 'of nobody' }]
  return ['in ', { strong: task }, ...(none ? [' or ', { strong: 'without a task behind it' }] : [])]
}

/** What the rule does, as the end of its sentence. */
export function thenPieces(gives: RuleGives): Piece[] {
  switch (gives.do) {
    case 'answer':
      return ['answer ', { strong: gives.label }]
    case 'default':
      return ['give ', { strong: "the host's default" }]
    case 'person':
      return [{ strong: 'a person answers' }]
    case 'cancel':
      return [{ strong: 'cancel the task' }]
    default:
      return assertNever(gives, 'what a rule gives')
  }
}

/** The same as a heading of its own, and what follows from it. */
export function thenWords({ gives, asks }: Pick<Rule, 'gives' | 'asks'>): { does: string; means: string } {
  switch (gives.do) {
    case 'answer': {
      const known = asks.by === 'messageId' ? consequenceOf(asks.id, gives.label) : undefined
      const means = known === undefined ? 'Where it is not offered, a person answers' : capital(known)
      return { does: `Answer '${gives.label}'`, means }
    }
    case 'default':
      return { does: "The host's default", means: 'Also where it differs between hosts' }
    case 'person':
      return { does: 'A person answers', means: 'It waits; nothing is answered or cancelled' }
    case 'cancel':
      return { does: 'Cancel the task', means: 'The question is shown as the error' }
    default:
      return assertNever(gives, 'what a rule gives')
  }
}

export const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)

const day = 24 * 60 * 60_000

/** `no end`, `30 Nov 2026, in 8 days`, `ended 16 Nov 2026`. @param now the server's clock, ms. */
export function untilWords({ until }: Pick<Rule, 'until'>, now: number): string {
  if (until === undefined) return 'no end'
  if (hasEnded({ until }, now)) return `ended ${formatDate(until)}`
  const left = Date.parse(until) - now
  return `${formatDate(until)}, ${left < day ? 'in less than a day' : `in ${formatCount(Math.floor(left / day), 'day')}`}`
}
