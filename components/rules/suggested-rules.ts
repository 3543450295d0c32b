import type { RuleInput } from '@/lib/contract/rules-input'
import type { Rule } from '@/lib/rules/rule'

/** A rule that is offered before a switch is first put on, and why. */
export type SuggestedRule = { name: string; messageId: string; reason: string }

/** Questions whose default can lose data or identity. */
const all: readonly SuggestedRule[] = [
  {
    name: 'Never: out of space',
    messageId: 'msg.hbacommon.outofspace',
    reason: 'The default, Retry, asks again and again until somebody frees space; Cancel powers the VM off.',
  },
  {
    name: 'Never: moved or copied',
    messageId: 'msg.uuid.altered',
    reason: "The default, 'I copied it', gives the VM a new UUID and MAC: licences and DHCP leases are lost.",
  },
  {
    name: 'Never: duplicate UUID',
    messageId: 'msg.disk.duplicateUUID',
    reason: 'The guest cannot tell two disks with one UUID apart, and may write to the wrong one.',
  },
  {
    name: 'Never: lock lost',
    messageId: 'msg.hbacommon.locklost',
    reason: 'The only answer powers the VM off. It may run on another host by now.',
  },
  {
    name: 'Never: corrupt redo log',
    messageId: 'msg.hbacommon.corruptredo',
    reason: 'The only answer powers the VM off. Somebody should look at the disk first.',
  },
]

/** Those that no rule keeps for a person already, everywhere and for all VMs. */
export const suggestionsBeside = (rules: readonly Rule[]): readonly SuggestedRule[] =>
  all.filter(({ messageId, name }) => !rules.some((rule) => rule.name === name || keeps(rule, messageId)))

const keeps = ({ asks, gives, connections, vms, dryRun, until }: Rule, messageId: string) =>
  asks.by === 'messageId' &&
  asks.id.toLowerCase() === messageId.toLowerCase() &&
  gives.do === 'person' &&
  [connections, vms, dryRun, until].every((limit) => limit === undefined)

export const ruleOf = ({ name, messageId }: SuggestedRule): RuleInput => ({
  name,
  note: '',
  asks: { by: 'messageId', id: messageId },
  origins: ['own run', 'foreign task', 'no task'],
  gives: { do: 'person' },
  suggested: true,
})
