import { randomBytes } from 'node:crypto'
import type { RuleInput } from '@/lib/contract/rules-input'
import { failed, ok, type ConsoleError, type Result } from '@/lib/result'
import type { Rule, StoredRule } from '@/lib/rules/rule'
import { createTurns } from '@/lib/turns'
import { ruleId, type RuleId } from '@/lib/vsphere/ids'
import type { Rules } from './contract'
import { readRuleSet, writeRuleSet, type RulesDb } from './stored'

/** As many as somebody can keep in mind, and as every start can carry with it. */
const maxRules = 200

const ours = (code: string, sentence: string): ConsoleError => ({ code, blame: 'ours', sentence })
const noSuchRule = ours('no-such-rule', 'There is no such rule any more. Somebody may have removed it.')
const changedMeanwhile = ours(
  'changed-elsewhere',
  'The rules were changed at the same moment. Look at them and try again.',
)

type Change = { rules: readonly StoredRule[]; text: string }

/**
 * @param note writes a readable line to the journal; what it tells has not been done yet.
 * @param onChanged told when something was stored that other processes should know.
 */
export function createRules(options: {
  db: RulesDb
  note: (note: { by: string; text: string }) => Promise<void>
  now: () => number
  onChanged: () => void
}): Rules {
  const { db, note, now, onChanged } = options
  let version = 0
  let rules: readonly StoredRule[] = []
  let inForce: readonly Rule[] = []
  const inTurn = createTurns()

  function take(stored: { version: number; rules: readonly StoredRule[] }): void {
    if (stored.version < version) return
    version = stored.version
    rules = stored.rules
    inForce = rules.map(asRule)
  }

  const readAgain = () => inTurn(async () => take(await readRuleSet(db)))

  /** One change after the other, each of what is stored by then: written down, then stored. */
  const change = <Value>(by: string, make: () => Result<Change & { value: Value }>): Promise<Result<Value>> =>
    inTurn(async () => {
      take(await readRuleSet(db))
      const made = make()
      if (!made.ok) return made
      const next = { version: version + 1, rules: made.value.rules }
      await note({ by, text: made.value.text })
      if (!(await writeRuleSet(db, next))) return failed(changedMeanwhile)
      take(next)
      onChanged()
      return ok(made.value.value)
    })

  const stored = (id: RuleId, input: RuleInput, by: string): StoredRule => ({
    ...input,
    id,
    setBy: by,
    setAt: new Date(now()).toISOString(),
  })

  const at = (id: RuleId) => rules.findIndex((rule) => rule.id === id)

  return {
    start: readAgain,
    readAgain,
    get inForce() {
      return inForce
    },
    list: () => rules,
    add: (input, by, place) =>
      change(by, () => {
        const refused = nameTaken(rules, input.name) ?? (rules.length >= maxRules ? tooMany : undefined)
        if (refused) return failed(refused)
        const rule = stored(ruleId(randomBytes(5).toString('hex')), input, by)
        const at = Math.min(place ?? rules.length, rules.length)
        const where = at < rules.length ? ` at place ${at + 1}` : ''
        const text = `Rule '${rule.name}' added${where}`
        return ok({ rules: rules.toSpliced(at, 0, rule), text, value: { rule: rule.id } })
      }),
    edit: (id, input, by, place) =>
      change(by, () => {
        const before = rules[at(id)]
        const refused = before ? nameTaken(rules, input.name, id) : noSuchRule
        if (refused || !before) return failed(refused ?? noSuchRule)
        const text =
          before.name === input.name
            ? `Rule '${input.name}' changed`
            : `Rule '${before.name}' changed, now '${input.name}'`
        const from = at(id)
        const to = Math.min(place ?? from, rules.length - 1)
        const next = rules.toSpliced(from, 1).toSpliced(to, 0, stored(id, input, by))
        return ok({ rules: next, text: to === from ? text : `${text}, at place ${to + 1}`, value: null })
      }),
    remove: (id, by) =>
      change(by, () => {
        const before = rules[at(id)]
        if (!before) return failed(noSuchRule)
        const text = `Rule '${before.name}' removed`
        return ok({ rules: rules.filter((rule) => rule !== before), text, value: null })
      }),
    move: (id, to, by) =>
      change(by, () => {
        const from = at(id)
        const rule = rules[from]
        if (!rule) return failed(noSuchRule)
        const wanted = typeof to === 'number' ? to : from + (to === 'up' ? -1 : 1)
        const place = Math.min(Math.max(wanted, 0), rules.length - 1)
        const moved = rules.toSpliced(from, 1).toSpliced(place, 0, rule)
        return ok({ rules: moved, text: `Rule '${rule.name}' moved to place ${place + 1}`, value: null })
      }),
  }
}

const tooMany = ours('too-many', `There are ${maxRules} rules already. Remove one that has ended first.`)

const nameTaken = (rules: readonly StoredRule[], name: string, but?: RuleId): ConsoleError | undefined =>
  rules.some((rule) => rule.id !== but && rule.name.toLowerCase() === name.toLowerCase())
    ? ours('name-taken', `There is a rule called '${name}' already.`)
    : undefined

/** What a decision needs of it. */
function asRule(stored: StoredRule): Rule {
  const { note: _note, setAt: _setAt, suggested: _suggested, ...rule } = stored
  return rule
}
