'use client'

import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import type { BoardTables, QuestionView } from '@/lib/live/live-state'
import { formatNumber } from '@/lib/format/quantity'
import type { ConsoleError } from '@/lib/result'
import type { StoredRule } from '@/lib/rules/rule'
import { isInDryRun, type ConnectionView } from '@/lib/vsphere/connection'
import type { RuleId } from '@/lib/vsphere/ids'
import { useConsoleActions } from '../console/console-context'
import { useLive, useOnServerClock } from '../live/live-provider'
import { newRulePath, whatIfPath } from '../pages/pages'
import { isOpenQuestion } from '../question/questions'
import { Button } from '../ui/button'
import { buttonClass } from '../ui/button-class'
import { unreachable, useConfirm } from '../ui/confirm'
import { Link } from '../ui/link'
import { ErrorNotice, sentenceOf } from '../ui/notice'
import { Empty, ListSkeleton } from '../ui/placeholders'
import { useConnectionName } from './connection-name'
import { countByRule } from './rule-counts'
import { RuleRow, ruleColumns, type Move } from './rule-row'
import { ruleWarnings } from './rule-warnings'
import { SuggestionsDialog } from './suggestions-dialog'
import { useCounted, usePast, type Counting } from './use-past'
import { useDragOrder } from './use-drag-order'
import { useRules, useWhyNoRules } from './use-rules'
import { isToBeAsked, ruleThatAnswers } from './would-decide'

const readConnections = (tables: BoardTables) => tables.connections
const readQuestions = (tables: BoardTables) => tables.questions

/** More rules than these are a line each. */
const mostInFull = 12

/** Settings → Rules: which questions are answered how, in their order. */
export function Rules() {
  const { rules, error, readAgain } = useRules()
  const whyNot = useWhyNoRules()
  return (
    <section aria-label="Rules" className="grid gap-3">
      <div className="flex flex-wrap items-center gap-3">
        <p className="max-w-[88ch] min-w-0 flex-1 basis-80 text-sm text-ink-2">
          <strong className="font-semibold text-ink">The first rule that fits decides.</strong> Rules decide while a
          connection’s switch is on. Where none fits, the host’s default is given. A rule answers by the label or the
          label’s id, never by a number.{whyNot !== undefined && ` ${whyNot}`}
        </p>
        <span className="ml-auto flex gap-2 max-mid:ml-0">
          <Link href={whatIfPath} className={buttonClass({})}>
            What if: last month
          </Link>
          {whyNot === undefined && (
            <Link href={newRulePath()} className={buttonClass({ tone: 'solid' })}>
              New rule
            </Link>
          )}
        </span>
      </div>
      {error && <ErrorNotice error={error} />}
      {rules ? (
        <RuleList rules={rules} mayChange={whyNot === undefined} readAgain={readAgain} />
      ) : (
        !error && <ListSkeleton what="Reading the rules" />
      )}
    </section>
  )
}

type RuleListProps = { rules: readonly StoredRule[]; mayChange: boolean; readAgain: () => Promise<void> }

function RuleList({ rules, mayChange, readAgain }: RuleListProps) {
  const actions = useConsoleActions()
  const confirm = useConfirm()
  const nameOf = useConnectionName()
  const questions = useLive(readQuestions)
  // To the minute: nothing here counts seconds.
  const now = useOnServerClock((at) => Math.floor(at / 60_000) * 60_000)
  const list = useRef<HTMLOListElement>(null)
  const { past, error: notRead } = usePast(30)
  const begin = useCallback(() => countByRule(rules, Date.parse(past?.until ?? '')), [rules, past])
  const { sum: counts } = useCounted(past?.questions, begin)
  const waiting = useWaitingOf(rules, new Date(now).toISOString())
  const [moving, setMoving] = useState<{ rule: StoredRule; to: Move | number }>()
  const [moved, setMoved] = useState<{ rule: StoredRule; to: Move | number }>()
  const [offering, setOffering] = useState(false)
  const [error, setError] = useState<ConsoleError>()

  const move = async (rule: StoredRule, to: Move | number) => {
    setMoving({ rule, to })
    setError(undefined)
    try {
      const reply = await actions.moveRule(rule.id, to)
      if (!reply.ok) setError(reply.error)
      await readAgain()
      if (reply.ok) setMoved({ rule, to })
    } catch (cause) {
      setError(unreachable(cause))
    }
    setMoving(undefined)
  }
  const drag = useDragOrder((from, to) => {
    const rule = rules[from]
    if (rule && !moving) void move(rule, to)
  })
  // The rule went elsewhere with its button: focus goes with it.
  useEffect(() => {
    if (!moved) return
    const rows = [...(list.current?.querySelectorAll<HTMLElement>('[data-rule]') ?? [])]
    const row = rows.find(({ dataset }) => dataset['rule'] === moved.rule.id)
    row?.querySelector<HTMLElement>(`[data-move="${moved.to}"]`)?.focus()
  }, [moved])

  const remove = (rule: StoredRule) =>
    confirm({
      title: `Remove the rule '${rule.name}'?`,
      effect:
        'From the next task on it decides nothing. What runs or waits now keeps the rules that it began with, and what it has decided stays in History.',
      verb: 'Remove',
      tone: 'destructive',
      run: async () => {
        const reply = await actions.removeRule(rule.id)
        await readAgain()
        return reply
      },
    })

  const place = moved && rules.findIndex(({ id }) => id === moved.rule.id)
  return (
    <>
      {error && <ErrorNotice error={error} />}
      {rules.length === 0 && (
        <Empty fact="No rule yet" className="panel">
          <p>Until there is one, the switch of each connection decides.</p>
          {mayChange && (
            <Button className="mt-3" onClick={() => setOffering(true)}>
              See the five suggestions
            </Button>
          )}
        </Empty>
      )}
      <div className="panel overflow-hidden">
        {rules.length > 0 && (
          <div
            aria-hidden="true"
            className={`${ruleColumns} h-8 items-center border-b border-line bg-sunken text-xs font-medium text-ink-2 max-mid:hidden`}
          >
            <span>Order</span>
            <span>When</span>
            <span>Then</span>
            <span className="max-wide:hidden">Until</span>
            <span className="max-wide:hidden">Decided</span>
          </div>
        )}
        <ol ref={list} aria-label="Rules in their order">
          {rules.map((rule, at) => (
            <RuleRow
              key={rule.id}
              rule={rule}
              place={at}
              isLast={at === rules.length - 1}
              now={now}
              count={counts?.of.get(rule.id)}
              waiting={waiting?.get(rule.id) ?? 0}
              warnings={ruleWarnings(rules, at, Object.values(questions ?? {}), {
                nameOf,
                now,
                count: counts?.of.get(rule.id),
              })}
              compact={rules.length > mostInFull}
              nameOf={nameOf}
              drag={mayChange && rules.length > 1 ? drag(at) : undefined}
              change={
                mayChange
                  ? { move: (to) => void move(rule, to), remove: () => remove(rule), busy: moving !== undefined }
                  : undefined
              }
            />
          ))}
          <Otherwise count={counts?.byTheSwitch} />
        </ol>
      </div>
      {notRead && <p className="text-xs text-ink-3">What was decided could not be read: {sentenceOf(notRead)}</p>}
      {offering && <SuggestionsDialog onClose={() => setOffering(false)} />}
      <p role="status" className="sr-only">
        {moved && place !== undefined && place >= 0 && `'${moved.rule.name}' is rule ${place + 1} now.`}
      </p>
    </>
  )
}

/** Of each rule, how many wait now that it would answer. @param now to the minute, ISO 8601. */
function useWaitingOf(rules: readonly StoredRule[], now: string): ReadonlyMap<RuleId, number> | undefined {
  const questions = useLive(readQuestions)
  const waiting = useMemo(
    () => Object.values(questions ?? {}).filter((one) => isOpenQuestion(one) && !isToBeAsked(one)),
    [questions],
  )
  const begin = useCallback((): Counting<QuestionView, ReadonlyMap<RuleId, number>> => {
    const counts = new Map<RuleId, number>()
    return {
      add(question) {
        const id = ruleThatAnswers(rules, question, now)
        if (id !== undefined) counts.set(id, (counts.get(id) ?? 0) + 1)
      },
      sum: () => counts,
    }
  }, [rules, now])
  return useCounted(waiting, begin).sum
}

/** What holds where no rule fits; always the last, and nobody moves it. */
function Otherwise({ count }: { count: number | undefined }) {
  const connections = useLive(readConnections)
  const words = useOnServerClock((now) => (connections ? switchWords(Object.values(connections), now) : ''))
  return (
    <li className={`${ruleColumns} items-start border-t border-line bg-sunken py-2.5 text-sm/5 first:border-t-0`}>
      <span>
        <span className="sr-only">Last</span>
        <span aria-hidden="true">–</span>
      </span>
      <div className="min-w-0">
        <p className="text-base/5 font-semibold">Otherwise the switch of the connection decides</p>
        <p className="max-w-[72ch] text-pretty text-ink-2 wrap-anywhere">
          {words} Questions of tasks that were not started from Andon wait for a person.
        </p>
      </div>
      <div className="font-semibold max-mid:col-start-2 max-mid:row-start-2 max-mid:mt-1.5">
        As the switch says
        <Link href="/settings" className="link block text-xs font-normal max-mid:-my-1 max-mid:py-3.5">
          Connections
        </Link>
      </div>
      <span className="max-wide:hidden" />
      <span className="max-wide:hidden">
        {count !== undefined && (
          <>
            <strong className="font-semibold">{formatNumber(count)}</strong>
            <small className="block text-xs text-ink-3">in 30 days</small>
          </>
        )}
      </span>
    </li>
  )
}

/** `On at 4 of 5: the host's default is applied. Off at esx-edge-07: the task is cancelled …` @param now ms. */
export function switchWords(connections: readonly Pick<ConnectionView, 'name' | 'autoAnswer'>[], now: number): string {
  if (connections.length === 0) return ''
  const off = connections.filter(({ autoAnswer }) => !autoAnswer.on)
  const on = connections.length - off.length
  const whenOn = "the host's default is applied"
  const whenOff = 'the task is cancelled and the question is shown as an error'
  const dry = off.filter(({ autoAnswer }) => isInDryRun(autoAnswer, now))
  const inDryRun = dry.length === 0 ? '' : ` In dry run at ${whereWords(dry)}: it is said what would have been done.`
  if (off.length === 0) return `On everywhere: ${whenOn}.`
  if (on === 0) return `Off everywhere: ${whenOff}.${inDryRun}`
  return `On at ${on} of ${connections.length}: ${whenOn}. Off at ${whereWords(off)}: ${whenOff}.${inDryRun}`
}

const whereWords = (some: readonly Pick<ConnectionView, 'name'>[]) =>
  some.length > 3 ? `${some.length} connections` : some.map(({ name }) => name).join(', ')
