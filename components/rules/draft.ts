import type { RuleInput } from '@/lib/contract/rules-input'
import type { QuestionView } from '@/lib/live/live-state'
import { textOfGroup } from '@/lib/live/question-groups'
import { maxPatternLength } from '@/lib/rules/pattern'
import type { Origin, RuleGives, StoredRule } from '@/lib/rules/rule'
import type { ConnectionId } from '@/lib/vsphere/ids'
import { knownOf } from '@/lib/vsphere/known-by-id'
import { withoutUndefined } from '@/lib/without-undefined'
import { describedQuestion } from '../question/question-file'
import { capital, originWords } from './rule-words'
import { originOf } from './would-decide'

/** A rule as it stands in the editor: everything that was typed stays, fit or not. */
export type Draft = {
  name: string
  note: string
  by: 'messageId' | 'text'
  id: string
  pattern: string
  /** None: all, also those that are added later. */
  connections: readonly ConnectionId[]
  /** One name or pattern on each line; empty: every VM. */
  vms: string
  origins: readonly Origin[]
  gives: RuleGives['do']
  label: string
  end: 'none' | 'week' | 'date'
  /** `2030-01-31`, a day where the browser is. */
  date: string
  /** What a stored rule says of its end, kept as long as the day is the same. */
  until?: string
  suggested?: true
  /** Among the others, counted from 0, once it was chosen. */
  place?: number
}

export const emptyDraft: Draft = {
  name: '',
  note: '',
  by: 'messageId',
  id: '',
  pattern: '',
  connections: [],
  vms: '',
  origins: ['own run'],
  gives: 'person',
  label: '',
  end: 'none',
  date: '',
}

export function draftOfRule(rule: StoredRule): Draft {
  const { asks, gives, until, suggested } = rule
  return {
    ...emptyDraft,
    name: rule.name,
    note: rule.note,
    by: asks.by,
    ...(asks.by === 'messageId' ? { id: asks.id } : { pattern: asks.pattern }),
    connections: rule.connections ?? [],
    vms: (rule.vms ?? []).join('\n'),
    origins: rule.origins,
    gives: gives.do,
    label: gives.do === 'answer' ? gives.label : '',
    ...(until === undefined ? {} : { end: 'date', date: dayOf(until), until }),
    ...withoutUndefined({ suggested }),
  }
}

/** As narrow as the question itself; its default where nothing is lost by it, else a person. */
export function draftOfQuestion(question: QuestionView): Draft {
  const { messageId, text } = question
  const choice = describedQuestion(question).choices.find(({ isDefault, destructive }) => isDefault && !destructive)
  const line = text.trim().split('\n')[0] ?? ''
  const name = (messageId === undefined ? undefined : knownOf(messageId)?.when) ?? messageId ?? line
  return {
    ...emptyDraft,
    name: capital(name).slice(0, 120),
    ...(messageId === undefined ? { by: 'text', pattern: line.slice(0, maxPatternLength) } : { id: messageId }),
    connections: [question.connection],
    vms: question.vmName,
    origins: [originOf(question)],
    ...(choice ? { gives: 'answer', label: choice.label } : {}),
  }
}

/**
 * As wide as all that ask the same: where and by whom they were raised, of any VM, and of a text what they have in common.
 * @param questions some of one group.
 */
export function draftOfGroup(questions: readonly [QuestionView, ...QuestionView[]]): Draft {
  const draft = draftOfQuestion(questions[0])
  const origins = questions.map(originOf)
  return {
    ...draft,
    connections: [...new Set(questions.map(({ connection }) => connection))],
    vms: '',
    origins: (Object.keys(originWords) as Origin[]).filter((origin) => origins.includes(origin)),
    ...(draft.by === 'text' && { pattern: commonPattern(questions) }),
  }
}

/** The first line of their text, with `*` for each VM's own part. */
function commonPattern(questions: readonly [QuestionView, ...QuestionView[]]): string {
  const parts = textOfGroup({ questions }, (_, text) => text)
  const text = parts.map((part) => (part.own ? '*' : part.text)).join('')
  return (text.trim().split('\n')[0] ?? '').slice(0, maxPatternLength)
}

export type DraftProblems = Partial<Record<'name' | 'asks' | 'vms' | 'origins' | 'gives' | 'date', string>>

/** What is to be mended before the server is asked. The server looks at everything again. @param now ms. */
export function problemsOf(draft: Draft, now: number): DraftProblems {
  const asked = draft.by === 'messageId' ? draft.id : draft.pattern
  const names = vmPatterns(draft.vms)
  return withoutUndefined({
    name: draft.name.trim() === '' ? 'Give the rule a name.' : undefined,
    asks:
      asked.trim() !== ''
        ? undefined
        : draft.by === 'messageId'
          ? 'Enter the message id.'
          : 'Enter a part of the text.',
    vms:
      names.length > 50
        ? 'These are more than 50 names.'
        : names.some((name) => name.length > maxPatternLength)
          ? `A name has more than ${maxPatternLength} characters.`
          : undefined,
    origins: draft.origins.length === 0 ? 'Say whose questions it is about.' : undefined,
    gives:
      draft.gives === 'answer' && draft.label.trim() === ''
        ? 'Enter the label of the answer.'
        : draft.gives === 'cancel' && draft.origins.some((origin) => origin !== 'own run')
          ? 'A rule can cancel only tasks that were started from Andon.'
          : undefined,
    date: draft.end === 'date' && !(Date.parse(untilOf(draft, now) ?? '') > now) ? 'Choose a day to come.' : undefined,
  })
}

/** The rule that a draft says, for the server and for what it would decide. */
export function inputOf(draft: Draft, now: number): RuleInput {
  const vms = vmPatterns(draft.vms)
  const until = untilOf(draft, now)
  return {
    name: draft.name.trim(),
    note: draft.note.trim(),
    asks:
      draft.by === 'messageId'
        ? { by: 'messageId', id: draft.id.trim() }
        : { by: 'text', pattern: draft.pattern.trim() },
    ...(draft.connections.length > 0 ? { connections: [...draft.connections] } : {}),
    ...(vms.length > 0 ? { vms } : {}),
    origins: [...draft.origins],
    gives: draft.gives === 'answer' ? { do: 'answer', label: draft.label.trim() } : { do: draft.gives },
    ...withoutUndefined({ until, suggested: draft.suggested }),
  }
}

const vmPatterns = (text: string) =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')

/** The end of the chosen day; undefined: no end, or no day. */
function untilOf({ end, date, until }: Draft, now: number): string | undefined {
  if (end === 'none') return undefined
  if (end === 'week') return new Date(now + 7 * 24 * 60 * 60_000).toISOString()
  if (until !== undefined && dayOf(until) === date) return until
  const last = new Date(`${date}T23:59:59`)
  return Number.isNaN(last.getTime()) ? undefined : last.toISOString()
}

function dayOf(at: string): string {
  const date = new Date(at)
  const two = (part: number) => String(part).padStart(2, '0')
  return Number.isNaN(date.getTime()) ? '' : `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`
}
