'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { formatNumber } from '@/lib/format/quantity'
import type { BoardTables, QuestionView } from '@/lib/live/live-state'
import { hasEnded } from '@/lib/rules/order'
import type { StoredRule } from '@/lib/rules/rule'
import type { RuleId } from '@/lib/vsphere/ids'
import { useAccount } from '../console/console-context'
import { useIsOld, useLive, useOnServerClock } from '../live/live-provider'
import { rulesPath } from '../pages/pages'
import { ConfirmMany } from '../question/confirm-many'
import { useGroupAnswer } from '../question/group-answer'
import { Results } from '../question/group-results'
import { Foot } from '../question/group-rows'
import { describedQuestion } from '../question/question-file'
import { isOpenQuestion, questionsByAge } from '../question/questions'
import { givenOf, labelOfAll, type GivenAnswer } from '../question/send-answers'
import { TickList, useWhyNot } from '../question/tick-list'
import { whyNotAnswer } from '../question/use-answer'
import { Button } from '../ui/button'
import { buttonClass } from '../ui/button-class'
import { Link } from '../ui/link'
import { ErrorNotice, Notice } from '../ui/notice'
import { Empty, ListSkeleton } from '../ui/placeholders'
import { Said } from '../ui/said'
import { useRules } from './use-rules'
import { WhereSwitchedOff } from './where-switched-off'
import { isToBeAsked, wouldDecide } from './would-decide'

const readQuestions = (tables: BoardTables) => tables.questions

/**
 * Settings → Rules → those that wait and fit one rule: what waits keeps what held when it was raised, so a person gives it
 * what the rule says, by one press after its list was shown.
 */
export function RuleWaiting({ rule: id }: { rule: RuleId }) {
  const { rules, error } = useRules()
  const questions = useLive(readQuestions)
  const now = useOnServerClock((at) => Math.floor(at / 60_000) * 60_000)
  const [round, setRound] = useState(0)
  const rule = rules?.find((one) => one.id === id)
  return (
    <section aria-label="Those that wait" className="grid gap-3">
      <nav aria-label="Place" className="min-w-0 text-sm wrap-anywhere">
        <Link href={rulesPath} className="link max-mid:py-3.5">
          Rules
        </Link>{' '}
        <span className="text-ink-3">/</span> {rule && <Said>{rule.name}</Said>} <span className="text-ink-3">/</span>{' '}
        Those that wait
      </nav>
      {error && <ErrorNotice error={error} />}
      {!rules || !questions ? (
        !error && <ListSkeleton what="Reading the rules" />
      ) : !rule ? (
        <Notice>There is no such rule any more. Somebody may have removed it.</Notice>
      ) : (
        <Waiting
          key={round}
          rule={rule}
          found={() => givenBy(rule, rules, questions, new Date(now).toISOString())}
          whyNone={whyNone(rule, now)}
          lookAgain={() => setRound(round + 1)}
        />
      )}
    </section>
  )
}

/** Why a rule gives nothing to anything. */
function whyNone(rule: StoredRule, now: number): string | undefined {
  if (rule.dryRun) return 'This rule is in dry run, so it gives no answers.'
  if (hasEnded(rule, now)) return 'This rule has ended, so it gives no answers.'
  if (rule.gives.do === 'person') return 'This rule leaves its questions to a person, so it gives no answers.'
  return rule.gives.do === 'cancel' ? 'This rule cancels tasks, so it gives no answers.' : undefined
}

/** What it would give to what waits now, oldest first. Who started something to be asked is not passed over. */
function givenBy(
  rule: StoredRule,
  rules: readonly StoredRule[],
  questions: BoardTables['questions'],
  at: string,
): GivenAnswer[] {
  const waiting = questionsByAge(questions).filter((one) => isOpenQuestion(one) && !isToBeAsked(one))
  return wouldDecide(rule, { rules, place: rules.indexOf(rule) }, waiting, at).flatMap((one) => {
    if (one.at !== 'answer') return []
    const choice = describedQuestion(one.question).choices.find(({ key }) => key === one.choice.key)
    return choice ? [{ question: one.question, choice: givenOf(choice) }] : []
  })
}

type WaitingProps = {
  rule: StoredRule
  /** Looked for once: what comes later is in no list that was shown. */
  found: () => GivenAnswer[]
  whyNone: string | undefined
  lookAgain: () => void
}

function Waiting({ rule, found, whyNone: why, lookAgain }: WaitingProps) {
  const [given] = useState(() => (why === undefined ? found() : []))
  if (given.length === 0)
    return (
      <Empty fact={why ?? `No question that waits now would be answered by '${rule.name}'`} className="panel">
        <p>It decides questions that are raised from now on, where auto-answer is on.</p>
        <span className="mt-3 flex justify-center gap-2">
          <Link href="/" className={buttonClass({ tone: 'solid' })}>
            To the Board
          </Link>
          {why === undefined && <Button onClick={lookAgain}>Look again</Button>}
        </span>
      </Empty>
    )
  return (
    <>
      <WhereSwitchedOff connections={rule.connections} />
      <section aria-labelledby="those-that-wait" className="panel">
        <h2 id="those-that-wait" className="px-4 pt-3 text-lg/6 font-semibold wrap-anywhere">
          {formatNumber(given.length)} {given.length === 1 ? 'question waits and fits' : 'questions wait and fit'}{' '}
          &apos;
          <Said>{rule.name}</Said>&apos;
        </h2>
        <p className="max-w-[88ch] px-4 pt-0.5 pb-3 text-sm text-pretty text-ink-2">
          The rule is saved and decides from the next task on. What waits keeps what held when it was raised, so it goes
          on waiting until a person answers it. You can give it what the rule says, now.
        </p>
        <div className="border-t border-line text-sm max-mid:flex max-mid:max-h-[80dvh] max-mid:flex-col">
          <ToGive given={given} />
        </div>
      </section>
    </>
  )
}

const asksTheSame = (now: QuestionView, shown: QuestionView) =>
  now.text === shown.text && now.messageId === shown.messageId

function ToGive({ given }: { given: readonly GivenAnswer[] }) {
  const router = useRouter()
  const { role } = useAccount()
  const old = useIsOld()
  const [shown] = useState(() => given.map(({ question }) => question))
  const { answer, tick, send, stop } = useGroupAnswer(shown)
  const reasons = useWhyNot(shown, asksTheSame)
  const label = labelOfAll(given)
  if ('sent' in answer)
    return (
      <Results
        answer={answer}
        onStop={stop}
        end={
          <>
            <Link href={rulesPath} className={buttonClass({})}>
              Rules
            </Link>
            <Link href="/" className={buttonClass({ tone: 'solid' })}>
              To the Board
            </Link>
          </>
        }
      />
    )
  const unticked = answer.at === 'open' ? answer.unticked : new Set<never>()
  const able = given.filter(({ question }) => !reasons.has(question.key))
  const ticked = able.filter(({ question }) => !unticked.has(question.key))
  const labels = new Map(given.map(({ question, choice }) => [question.key, choice.label]))
  return (
    <>
      <TickList
        shown={shown}
        reasons={reasons}
        unticked={unticked}
        onTick={tick}
        hint="Untick what should keep waiting."
        more={({ key }) => (label === undefined ? [`'${labels.get(key)}'`] : [])}
      />
      <Foot>
        <ConfirmMany
          answers={ticked}
          label={label}
          loses={ticked.some(({ choice }) => choice.loses)}
          waiting={able.length}
          disabledReason={whyNotAnswer(role, undefined, old)}
          onSend={send}
          onKeep={() => router.push(rulesPath)}
        />
      </Foot>
    </>
  )
}
