'use client'

import Link from 'next/link'
import { useRouter } from 'next/navigation'
import { useId, useRef, useState, type FormEvent } from 'react'
import type { BoardTables, QuestionView } from '@/lib/live/live-state'
import { maxPatternLength } from '@/lib/rules/pattern'
import type { ConsoleError } from '@/lib/result'
import type { Origin, Rule, StoredRule } from '@/lib/rules/rule'
import { ruleId, type ConnectionId, type QuestionKey, type RuleId } from '@/lib/vsphere/ids'
import { knownOf } from '@/lib/vsphere/question-dictionary'
import { useAccount, useConsoleActions } from '../console/console-context'
import { useLive, useOnServerClock } from '../live/live-provider'
import { rulesPath } from '../pages/pages'
import { isOpenQuestion, questionsByAge } from '../question/questions'
import { Button, buttonClass } from '../ui/button'
import { unreachable } from '../ui/confirm'
import { NativeSelect, TextArea, TextInput } from '../ui/field'
import { ErrorNotice, Notice } from '../ui/notice'
import { ListSkeleton } from '../ui/placeholders'
import { draftOfQuestion, draftOfRule, emptyDraft, inputOf, problemsOf, type Draft } from './draft'
import { Chip, Group, Option, Row } from './editor-fields'
import { ItWouldDecide } from './it-would-decide'
import { offeredAnswers } from './offered-answers'
import { Pieces } from './pieces'
import { originWords, thenPieces, whenPieces } from './rule-words'
import { useConnectionName } from './rules'
import { useRules, useWhyNoRules } from './use-rules'
import { wouldDecide } from './would-decide'

const readConnections = (tables: BoardTables) => tables.connections
const readQuestions = (tables: BoardTables) => tables.questions

/** What the editor is opened with. */
export type Edited = { rule: RuleId } | { question: QuestionKey | undefined }

/** Settings → Rules → one rule: made, from a question or from nothing, or changed. */
export function RuleEditor({ edited }: { edited: Edited }) {
  const { rules, error } = useRules()
  const whyNot = useWhyNoRules()
  const questions = useLive(readQuestions)
  const rule = 'rule' in edited ? rules?.find(({ id }) => id === edited.rule) : undefined
  const question = 'question' in edited && edited.question ? questions?.[edited.question] : undefined
  const title = 'rule' in edited ? (rule?.name ?? 'Edit a rule') : 'New rule'
  return (
    <section aria-label={title} className="grid gap-3">
      <div className="flex flex-wrap items-baseline gap-x-4 gap-y-1 text-sm">
        <nav aria-label="Place" className="min-w-0 wrap-anywhere">
          <Link href={rulesPath} prefetch={false} className="link">
            Rules
          </Link>{' '}
          <span className="text-ink-3">/</span> {title}
        </nav>
        {question && (
          <span className="text-ink-3 wrap-anywhere">
            from the question of <bdi>{question.vmName}</bdi>
          </span>
        )}
      </div>
      {error && <ErrorNotice error={error} />}
      {whyNot !== undefined ? (
        <Notice>{whyNot}</Notice>
      ) : !rules || !questions ? (
        !error && <ListSkeleton what="Reading the rules" />
      ) : 'rule' in edited && !rule ? (
        <Notice>There is no such rule any more. Somebody may have removed it.</Notice>
      ) : (
        <>
          {'question' in edited && edited.question && !question && (
            <Notice>That question is over, so nothing is filled in from it.</Notice>
          )}
          <Editor
            stored={rule}
            rules={rules}
            questions={questions}
            first={rule ? draftOfRule(rule) : question ? draftOfQuestion(question) : emptyDraft}
          />
        </>
      )}
    </section>
  )
}

type EditorProps = {
  stored: StoredRule | undefined
  rules: readonly StoredRule[]
  questions: Readonly<Record<string, QuestionView>>
  first: Draft
}

function Editor({ stored, rules, questions, first }: EditorProps) {
  const actions = useConsoleActions()
  const router = useRouter()
  const { name: me } = useAccount()
  const { readAgain } = useRules()
  const nameOf = useConnectionName()
  const connections = useLive(readConnections)
  const now = useOnServerClock((at) => Math.floor(at / 60_000) * 60_000)
  const [draft, setDraft] = useState(first)
  const [tried, setTried] = useState(false)
  const [sending, setSending] = useState(false)
  const [error, setError] = useState<ConsoleError>()
  const form = useRef<HTMLFormElement>(null)
  const names = useId()

  const set = (changes: Partial<Draft>) => setDraft((before) => ({ ...before, ...changes }))
  const all = problemsOf(draft, now)
  const problems = tried ? all : {}
  const input = inputOf(draft, now)
  const asRule: Rule = { ...input, id: stored?.id ?? newId, setBy: me }
  const waiting = questionsByAge({ ...questions }).filter(isOpenQuestion)
  const place = stored ? rules.findIndex(({ id }) => id === stored.id) : rules.length
  const at = new Date(now).toISOString()
  // Nothing is asked for yet: everything would fit.
  const found = all.asks === undefined ? wouldDecide(asRule, { rules, place }, waiting, at) : []
  const offered = offeredAnswers(asRule, waiting, at)
  const isOffered = offered.some(({ label }) => label === draft.label)
  const known = draft.by === 'messageId' ? knownOf(draft.id.trim()) : undefined
  const wait = sending ? 'Sent; wait for the reply.' : undefined

  const save = async (dryRun: boolean) => {
    setTried(true)
    setError(undefined)
    if (Object.keys(all).length > 0) {
      // Once the problems stand there: the first one that can be mended.
      setTimeout(() => form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus())
      return
    }
    setSending(true)
    const sent = dryRun ? { ...input, dryRun: true as const } : input
    try {
      const reply = stored ? await actions.editRule(stored.id, sent) : await actions.addRule(sent)
      if (reply.ok) {
        await readAgain()
        return router.push(rulesPath)
      }
      setError(reply.error)
    } catch (cause) {
      setError(unreachable(cause))
    }
    setSending(false)
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!sending) void save(false)
  }

  return (
    <form
      ref={form}
      noValidate
      onSubmit={submit}
      className="grid items-start gap-5 wide:grid-cols-[minmax(0,1fr)_360px]"
    >
      <div className="panel min-w-0">
        <p aria-live="polite" className="border-b border-line px-4 py-3.5 text-lg/[26px] text-pretty text-ink-2">
          <Pieces pieces={[...whenPieces(saidOf(asRule), nameOf), ': ', ...thenPieces(saidGives(asRule)), '.']} />
        </p>
        <Row label="Name" problem={problems.name}>
          {(control) => (
            <TextInput
              {...control}
              value={draft.name}
              maxLength={120}
              onChange={(e) => set({ name: e.target.value })}
            />
          )}
        </Row>
        <Group
          label="Question"
          problem={problems.asks}
          hint={
            draft.by === 'messageId'
              ? `${known ? `Known: ${known.when}. ` : ''}Where a host gives no id, choose a part of the text instead.`
              : '* stands for any letters, ? for one. Blanks and line breaks count as one blank, and case does not count.'
          }
        >
          <div className="grid gap-2 mid:grid-cols-[176px_minmax(0,1fr)]">
            <NativeSelect
              aria-label="How the question is recognised"
              value={draft.by}
              onChange={(e) => set({ by: e.target.value === 'text' ? 'text' : 'messageId' })}
            >
              <option value="messageId">Message id is</option>
              <option value="text">Text contains</option>
            </NativeSelect>
            <TextInput
              className="font-mono text-sm"
              aria-label={draft.by === 'messageId' ? 'Message id' : 'Part of the text'}
              aria-invalid={problems.asks !== undefined}
              value={draft.by === 'messageId' ? draft.id : draft.pattern}
              maxLength={draft.by === 'messageId' ? 200 : maxPatternLength}
              spellCheck={false}
              onChange={(e) => set(draft.by === 'messageId' ? { id: e.target.value } : { pattern: e.target.value })}
            />
          </div>
        </Group>
        <Group label="Connections">
          <div className="flex flex-wrap gap-1.5">
            <Chip
              label="All, also those to come"
              checked={draft.connections.length === 0}
              onChange={() => set({ connections: [] })}
            />
            {choosable(draft.connections, Object.keys(connections ?? {}) as ConnectionId[]).map((id) => (
              <Chip
                key={id}
                label={nameOf(id)}
                checked={draft.connections.includes(id)}
                onChange={() => set({ connections: toggled(draft.connections, id) })}
              />
            ))}
          </div>
        </Group>
        <Row
          label="VM names"
          problem={problems.vms}
          hint="One on each line. * stands for any letters, ? for one. Empty: every VM."
        >
          {(control) => (
            <TextArea
              {...control}
              className="min-h-9! font-mono text-sm"
              rows={Math.min(6, Math.max(1, draft.vms.split('\n').length))}
              value={draft.vms}
              spellCheck={false}
              onChange={(e) => set({ vms: e.target.value })}
            />
          )}
        </Row>
        <Group label="Task" problem={problems.origins}>
          <div className="flex flex-wrap gap-1.5">
            {(Object.keys(originWords) as Origin[]).map((origin) => (
              <Chip
                key={origin}
                label={originWords[origin]}
                checked={draft.origins.includes(origin)}
                onChange={() => set({ origins: toggled(draft.origins, origin) })}
              />
            ))}
          </div>
        </Group>
        <Group
          label="Then"
          problem={problems.gives}
          hint="Where a host does not offer the one you choose, a person answers."
        >
          {offered.map(({ label, consequence, destructive, isDefault }) => (
            <Option
              key={label}
              name={names}
              label={`Answer '${label}'`}
              means={consequence}
              checked={draft.gives === 'answer' && draft.label === label}
              onChange={() => set({ gives: 'answer', label })}
              destructive={destructive}
              tag={isDefault ? 'Default here' : destructive ? 'Destructive' : undefined}
            />
          ))}
          <Option
            name={names}
            label={offered.length > 0 ? 'Another answer' : 'A fixed answer'}
            means="by its label or the label’s id"
            checked={draft.gives === 'answer' && !isOffered}
            onChange={() => set({ gives: 'answer', label: '' })}
          />
          {draft.gives === 'answer' && !isOffered && (
            <TextInput
              aria-label="Label of the answer"
              aria-invalid={problems.gives !== undefined}
              value={draft.label}
              maxLength={200}
              onChange={(e) => set({ label: e.target.value })}
            />
          )}
          <Option
            name={names}
            label="The host’s default"
            means="also where it differs between hosts"
            checked={draft.gives === 'default'}
            onChange={() => set({ gives: 'default' })}
          />
          <Option
            name={names}
            label="A person answers"
            means="it waits; nothing is answered or cancelled"
            checked={draft.gives === 'person'}
            onChange={() => set({ gives: 'person' })}
          />
          <Option
            name={names}
            label="Cancel the task"
            means="the question is shown as the error"
            checked={draft.gives === 'cancel'}
            onChange={() => set({ gives: 'cancel' })}
          />
        </Group>
        <Group label="Until" problem={problems.date}>
          <div className="flex flex-wrap gap-2">
            <NativeSelect
              aria-label="Until"
              className="w-44!"
              value={draft.end}
              onChange={(e) => set({ end: endOf(e.target.value) })}
            >
              <option value="none">no end</option>
              <option value="week">for 7 days</option>
              <option value="date">until a date</option>
            </NativeSelect>
            {draft.end === 'date' && (
              <TextInput
                type="date"
                aria-label="Last day"
                aria-invalid={problems.date !== undefined}
                className="w-44!"
                value={draft.date}
                onChange={(e) => set({ date: e.target.value })}
              />
            )}
          </div>
        </Group>
        <Row
          label="Note"
          hint={stored ? undefined : 'Why there is this rule. It goes behind all others; move it in the list.'}
        >
          {(control) => (
            <TextInput
              {...control}
              value={draft.note}
              maxLength={500}
              onChange={(e) => set({ note: e.target.value })}
            />
          )}
        </Row>
        {error && <ErrorNotice error={error} className="mx-4 mb-3" />}
        <div className="flex flex-wrap items-center gap-2 rounded-b-lg border-t border-line bg-raised px-4 py-3 mid:sticky mid:bottom-0">
          <span className="flex-[1_1_200px] text-xs text-ink-3">
            Dry run: nothing is sent; the question and History say what it would have answered.
          </span>
          <Link href={rulesPath} prefetch={false} className={buttonClass({ tone: 'quiet' })}>
            Back
          </Link>
          <Button disabledReason={wait} onClick={() => void save(true)}>
            Save as dry run
          </Button>
          <Button type="submit" tone="solid" disabledReason={wait}>
            Save and use
          </Button>
        </div>
      </div>
      <ItWouldDecide found={found} />
    </form>
  )
}

const newId = ruleId('new')

/** A sentence has a place for what is not entered yet. */
const saidOf = (rule: Rule): Rule => {
  const asked = rule.asks.by === 'messageId' ? rule.asks.id : rule.asks.pattern
  if (asked !== '') return rule
  return { ...rule, asks: rule.asks.by === 'messageId' ? { by: 'messageId', id: '…' } : { by: 'text', pattern: '…' } }
}
const saidGives = ({ gives }: Rule): Rule['gives'] =>
  gives.do === 'answer' && gives.label === '' ? { do: 'answer', label: '…' } : gives

/** Those that there are, and those that the rule names although they are gone. */
const choosable = (chosen: readonly ConnectionId[], known: readonly ConnectionId[]) => [
  ...known,
  ...chosen.filter((id) => !known.includes(id)),
]

const toggled = <T,>(all: readonly T[], one: T): readonly T[] =>
  all.includes(one) ? all.filter((other) => other !== one) : [...all, one]

const endOf = (value: string): Draft['end'] => (value === 'week' || value === 'date' ? value : 'none')
