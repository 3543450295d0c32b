'use client'

import { clsx } from 'clsx'
import { useRouter } from 'next/navigation'
import { useMemo, useRef, useState, type FormEvent } from 'react'
import type { BoardTables, QuestionView } from '@/lib/live/live-state'
import { formatCount } from '@/lib/format/quantity'
import { groupQuestions } from '@/lib/live/question-groups'
import { ok, type ConsoleError } from '@/lib/result'
import type { Rule, StoredRule } from '@/lib/rules/rule'
import { ruleId, type QuestionKey, type RuleId } from '@/lib/vsphere/ids'
import { useAccount, useConsoleActions } from '../console/console-context'
import { useLive, useOnServerClock } from '../live/live-provider'
import { rulesPath, ruleWaitingPath } from '../pages/pages'
import { useAboutOf } from '../question/about'
import { isOpenQuestion, questionsByAge } from '../question/questions'
import { Button } from '../ui/button'
import { buttonClass } from '../ui/button-class'
import { unreachable } from '../ui/confirm'
import { Link } from '../ui/link'
import { ErrorNotice, Notice } from '../ui/notice'
import { ListSkeleton } from '../ui/placeholders'
import { useConnectionName } from './connection-name'
import { draftOfGroup, draftOfQuestion, draftOfRule, emptyDraft, inputOf, problemsOf, type Draft } from './draft'
import { ItWouldDecide } from './it-would-decide'
import { offeredAnswers } from './offered-answers'
import { Pieces } from './pieces'
import { RuleFields } from './rule-fields'
import { ruleWarnings } from './rule-warnings'
import { thenPieces, whenPieces } from './rule-words'
import { useCounted, usePast, type Counting } from './use-past'
import { useRules, useWhyNoRules } from './use-rules'
import type { Past } from './what-if'
import { WhatIfPage } from './what-if-page'
import { countWouldHave, type WouldHave } from './would-have'
import { Warnings } from './warnings'
import { WhereSwitchedOff } from './where-switched-off'
import { isToBeAsked, wouldDecide } from './would-decide'

const readQuestions = (tables: BoardTables) => tables.questions

/** What the editor is opened with. */
export type Edited = { rule: RuleId } | { question: QuestionKey | undefined; ofGroup?: boolean }

/** Settings → Rules → one rule: made, from a question or from nothing, or changed. */
export function RuleEditor({ edited }: { edited: Edited }) {
  const { rules, error } = useRules()
  const whyNot = useWhyNoRules()
  const questions = useLive(readQuestions)
  const rule = 'rule' in edited ? rules?.find(({ id }) => id === edited.rule) : undefined
  const question = 'question' in edited && edited.question ? questions?.[edited.question] : undefined
  const group = useGroupOf('ofGroup' in edited && edited.ofGroup ? question : undefined)
  const title = 'rule' in edited ? (rule?.name ?? 'Edit a rule') : 'New rule'
  return (
    <section aria-label={title} className="grid gap-3">
      <div className="flex flex-wrap items-baseline gap-x-4 gap-y-1 text-sm">
        <nav aria-label="Place" className="min-w-0 wrap-anywhere">
          <Link href={rulesPath} className="link max-mid:py-3.5">
            Rules
          </Link>{' '}
          <span className="text-ink-3">/</span> {title}
        </nav>
        {question && (
          <span className="text-ink-3 wrap-anywhere">
            {group ? (
              `from the question of ${formatCount(group.length, 'VM')}`
            ) : (
              <>
                from the question of <bdi>{question.vmName}</bdi>
              </>
            )}
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
            first={
              rule ? draftOfRule(rule) : group ? draftOfGroup(group) : question ? draftOfQuestion(question) : emptyDraft
            }
          />
        </>
      )}
    </section>
  )
}

/** All that ask the same as this question, itself among them. */
function useGroupOf(question: QuestionView | undefined): readonly [QuestionView, ...QuestionView[]] | undefined {
  const questions = useLive(readQuestions)
  const aboutOf = useAboutOf()
  return useMemo(() => {
    if (!question || !questions) return undefined
    const groups = groupQuestions(Object.values(questions).filter(isOpenQuestion), aboutOf)
    return groups.find((group) => group.questions.some(({ key }) => key === question.key))?.questions
  }, [question, questions, aboutOf])
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
  const now = useOnServerClock((at) => Math.floor(at / 60_000) * 60_000)
  const [draft, setDraft] = useState(first)
  const [tried, setTried] = useState(false)
  const [sending, setSending] = useState(false)
  const [error, setError] = useState<ConsoleError>()
  const [looking, setLooking] = useState(false)
  const form = useRef<HTMLFormElement>(null)

  const set = (changes: Partial<Draft>) => setDraft((before) => ({ ...before, ...changes }))
  const all = problemsOf(draft, now)
  const problems = tried ? all : {}
  const input = inputOf(draft, now)
  const asRule: Rule = { ...input, id: stored?.id ?? newId, setBy: me }
  const waiting = questionsByAge({ ...questions }).filter(isOpenQuestion)
  const asNow = stored ? rules.findIndex(({ id }) => id === stored.id) : rules.length
  const place = draft.place ?? asNow
  const at = new Date(now).toISOString()
  // Nothing is asked for yet: everything would fit.
  const found = all.asks === undefined ? wouldDecide(asRule, { rules, place }, waiting, at) : []
  const record = usePast(30)
  const edited = useEdited(all.asks === undefined ? asRule : undefined, rules, place)
  const { sum: past } = useCounted(record.past?.questions, edited.begin)
  const offered = offeredAnswers(asRule, waiting, past?.offered ?? [], at)
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
      const reply = await (stored
        ? actions
            .editRule(stored.id, sent, draft.place)
            .then((edited) => (edited.ok ? ok({ rule: stored.id }) : edited))
        : actions.addRule(sent, draft.place))
      if (reply.ok) {
        await readAgain()
        // What waits is not answered by itself: it is shown first.
        const some = !dryRun && found.some(({ at, question }) => at === 'answer' && !isToBeAsked(question))
        return router.push(some ? ruleWaitingPath(reply.value.rule) : rulesPath)
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

  const whatIf = (
    <WhatIfPage
      rules={edited.rules}
      edit={`rule ${place + 1} '${input.name}', as it stands in the editor, not saved`}
      place={
        <>
          <Link href={rulesPath} className="link max-mid:py-3.5">
            Rules
          </Link>{' '}
          <span className="text-ink-3">/</span>{' '}
          <button type="button" className="link max-mid:py-3.5" onClick={() => setLooking(false)}>
            Back to the rule
          </button>
        </>
      }
    />
  )
  // The form stays there, with everything that was typed.
  return (
    <>
      {looking && whatIf}
      <form
        ref={form}
        hidden={looking}
        noValidate
        onSubmit={submit}
        className={clsx('items-start gap-5 wide:grid-cols-[minmax(0,1fr)_360px]', !looking && 'grid')}
      >
        <div className="panel min-w-0">
          <div aria-live="polite" className="border-b border-line px-4 py-3.5">
            <p className="text-lg/[26px] text-pretty text-ink-2">
              <Pieces pieces={[...whenPieces(saidOf(asRule), nameOf), ': ', ...thenPieces(saidGives(asRule)), '.']} />
            </p>
            {all.asks === undefined && <Warnings warnings={ruleWarnings(edited.rules, place, [], { nameOf, now })} />}
          </div>
          <RuleFields
            draft={draft}
            set={set}
            problems={problems}
            offered={offered}
            place={place}
            others={rules.filter(({ id }) => id !== stored?.id)}
          />
          {error && <ErrorNotice error={error} className="mx-4 mb-3" />}
          <div className="flex flex-wrap items-center gap-2 rounded-b-lg border-t border-line bg-raised px-4 py-3 mid:sticky mid:bottom-0">
            <span className="flex-[1_1_200px] text-xs text-ink-3">
              Dry run: nothing is sent; the question and History say what it would have answered.
            </span>
            <Link href={rulesPath} className={buttonClass({ tone: 'quiet' })}>
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
        <div className="grid gap-3">
          <ItWouldDecide found={found} past={past} notRead={record.error} onWhatIf={() => setLooking(true)} />
          <WhereSwitchedOff connections={asRule.connections} />
        </div>
      </form>
    </>
  )
}

/** The rules with the edited one in use at its place; the same ones as long as nothing of it changes. */
function useEdited(rule: Rule | undefined, rules: readonly Rule[], place: number) {
  const said = JSON.stringify(rule)
  return useMemo(() => {
    const edited = said === undefined ? undefined : (JSON.parse(said) as Rule) // what was said of it just before
    const others = edited ? rules.filter(({ id }) => id !== edited.id) : rules
    const all = edited ? others.toSpliced(place, 0, edited) : others
    return { rules: all, begin: () => (edited ? countWouldHave(edited, all) : countNothing()) }
  }, [said, rules, place])
}

const countNothing = (): Counting<Past, WouldHave> => ({
  add: () => undefined,
  sum: () => ({ decided: [], differs: 0, behind: 0, offered: [] }),
})

const newId = ruleId('new')

/** A sentence has a place for what is not entered yet. */
const saidOf = (rule: Rule): Rule => {
  const asked = rule.asks.by === 'messageId' ? rule.asks.id : rule.asks.pattern
  if (asked !== '') return rule
  return { ...rule, asks: rule.asks.by === 'messageId' ? { by: 'messageId', id: '…' } : { by: 'text', pattern: '…' } }
}
const saidGives = ({ gives }: Rule): Rule['gives'] =>
  gives.do === 'answer' && gives.label === '' ? { do: 'answer', label: '…' } : gives
