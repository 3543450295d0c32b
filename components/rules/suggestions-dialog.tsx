'use client'

import { useMemo, useState } from 'react'
import { mostPastQuestions } from '@/lib/contract/past-days'
import { formatCount, formatNumber } from '@/lib/format/quantity'
import { failed, ok, type ConsoleError, type Result } from '@/lib/result'
import { useConsoleActions } from '../console/console-context'
import { QueryProvider } from '../live/query-provider'
import { Button } from '../ui/button'
import { unreachable } from '../ui/confirm'
import { Dialog } from '../ui/dialog'
import { ErrorNotice } from '../ui/notice'
import { ListSkeleton } from '../ui/placeholders'
import { ruleOf, suggestionsBeside, type SuggestedRule } from './suggested-rules'
import { usePast } from './use-past'
import { useRules, useWhyNoRules } from './use-rules'

export type SuggestionsProps = {
  /** The connection whose switch is to be put on for the first time. Absent: only the rules are offered. */
  first?: { connection: string; switchOn: () => Promise<Result<unknown>>; dryRun: () => Promise<Result<unknown>> }
  onClose: () => void
}

/** Rules that a person may want before defaults are given. None is ticked: nothing is set by itself. */
export function SuggestionsDialog(props: SuggestionsProps) {
  return (
    <QueryProvider>
      <Suggestions {...props} />
    </QueryProvider>
  )
}

function Suggestions({ first, onClose }: SuggestionsProps) {
  const actions = useConsoleActions()
  const { rules, error: notRead, readAgain } = useRules()
  const whyNot = useWhyNoRules()
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set())
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<ConsoleError>()
  const suggested = suggestionsBeside(rules ?? [])
  const timesAsked = useTimesAsked()
  const chosen = whyNot === undefined ? suggested.filter(({ name }) => ticked.has(name)) : []
  const wait = busy ? 'Sent; wait for the reply.' : undefined

  const go = async (then: () => Promise<Result<unknown>>) => {
    setBusy(true)
    setError(undefined)
    const reply = await send(chosen, then).catch((cause: unknown) => failed(unreachable(cause)))
    await readAgain().catch(() => undefined)
    if (reply.ok) return onClose()
    setError(reply.error)
    setBusy(false)
  }
  /** The rules first: what is switched on then has them. */
  const send = async (
    wanted: readonly SuggestedRule[],
    then: () => Promise<Result<unknown>>,
  ): Promise<Result<unknown>> => {
    for (const one of wanted) {
      const reply = await actions.addRule(ruleOf(one))
      if (!reply.ok) return reply
    }
    return then()
  }
  const switchOn = first?.switchOn ?? (() => Promise.resolve(ok(null)))

  const count = formatCount(chosen.length, 'rule')
  return (
    <Dialog
      open
      width="wide"
      onOpenChange={(open) => !open && !busy && onClose()}
      title={first ? `Before auto-answer is on at ${first.connection}` : 'What a person should keep answering'}
      description={`${first ? "From the next task on, Andon gives the host's default answer. " : ''}For some questions the default can lose data or identity. Tick what a person should keep answering, at all connections. Nothing is set unless you tick it.`}
      footer={
        <>
          <span className="flex-[1_1_180px] self-center text-left text-xs text-ink-3">
            A rule can be changed or removed at any time, and each decision names it.
            {first && ' A dry run answers nothing, and says of each question what it would have got.'}
          </span>
          <Button tone="quiet" onClick={onClose} disabledReason={wait}>
            {first ? 'Leave it off' : 'Cancel'}
          </Button>
          {first && (
            <Button onClick={() => void go(first.dryRun)} disabledReason={wait}>
              Dry run for 7 days
            </Button>
          )}
          <Button
            tone="solid"
            onClick={() => void go(switchOn)}
            disabledReason={wait ?? (first || chosen.length > 0 ? undefined : 'Tick at least one.')}
          >
            {first
              ? `Switch on ${chosen.length === 0 ? 'without rules' : `with ${count}`}`
              : chosen.length === 0
                ? 'Add rules'
                : `Add ${count}`}
          </Button>
        </>
      }
    >
      {whyNot !== undefined && <p className="mb-2 text-sm text-ink-2">{whyNot} Until then these get the default.</p>}
      {!rules && !notRead && <ListSkeleton what="Reading the rules" />}
      {rules && suggested.length === 0 && (
        <p className="text-sm text-ink-2">Rules keep all five of them for a person already.</p>
      )}
      <ul aria-label="Suggested rules" className="-mx-5 border-b border-line empty:hidden">
        {rules &&
          suggested.map((one) => (
            <li key={one.name} className="border-t border-line px-5 py-2.5 text-sm/5">
              <Suggestion
                {...one}
                asked={timesAsked?.(one.messageId)}
                checked={ticked.has(one.name)}
                {...(whyNot === undefined && {
                  onChange: () =>
                    setTicked((before) => {
                      const next = new Set(before)
                      if (!next.delete(one.name)) next.add(one.name)
                      return next
                    }),
                })}
              />
            </li>
          ))}
      </ul>
      {(error ?? notRead) && <ErrorNotice error={(error ?? notRead) as ConsoleError} className="mt-3" />}
    </Dialog>
  )
}

/** How often a question of a message id was asked here, in words; undefined while that is not known. */
function useTimesAsked(): ((messageId: string) => string) | undefined {
  const { past } = usePast(30)
  return useMemo(() => {
    if (!past) return undefined
    const counts = new Map<string, number>()
    for (const { asked } of past.questions) {
      const id = asked.messageId?.toLowerCase()
      if (id !== undefined) counts.set(id, (counts.get(id) ?? 0) + 1)
    }
    return (messageId) => {
      const times = counts.get(messageId.toLowerCase()) ?? 0
      const of = past.isCut ? `the newest ${formatNumber(mostPastQuestions)} questions` : '30 days'
      return times === 0 ? `Not asked here in ${of}.` : `Asked ${formatCount(times, 'time')} here in ${of}.`
    }
  }, [past])
}

type SuggestionProps = SuggestedRule & { asked: string | undefined; checked: boolean; onChange?: () => void }

function Suggestion({ name, reason, asked, checked, onChange }: SuggestionProps) {
  const words = (
    <span className="min-w-0">
      <strong className="font-semibold">{name}</strong>
      <span className="block text-ink-2">
        {reason} <span className="text-ink-3">{asked}</span>
      </span>
    </span>
  )
  if (!onChange) return words
  return (
    <label className="grid min-h-6 grid-cols-[16px_minmax(0,1fr)] items-start gap-3">
      <input type="checkbox" checked={checked} onChange={onChange} className="mt-0.5 size-4 accent-solid" />
      {words}
    </label>
  )
}
