'use client'

import { clsx } from 'clsx'
import { formatCount, formatNumber } from '@/lib/format/quantity'
import { takenBy } from '@/lib/live/question-groups'
import type { BoardTables, QuestionView } from '@/lib/live/live-state'
import { Icon } from '../glyphs/icon'
import { StatusGlyph } from '../glyphs/status-glyph'
import { useLive } from '../live/live-provider'
import { connectionsText, groupTitle } from '../question/group-words'
import { describedQuestion } from '../question/question-file'
import { useQuestionLook } from '../question/question-look'
import { QuestionAge } from '../question/question-slab'
import { needsPerson } from '../question/questions'
import { Button } from '../ui/button'

type GroupLineProps = {
  questions: readonly [QuestionView, ...QuestionView[]]
  about: string | undefined
  /** Opens it as a card. @param choice whose list is to be opened there. */
  onOpen: (choice?: string) => void
}

const readConnections = (tables: BoardTables) => tables.connections
const none = {}

/** A group past the fourth card, in one line. Its default is a button; everything else is on its card. */
export function GroupLine({ questions, about, onOpen }: GroupLineProps) {
  const connections = useLive(readConnections) ?? none
  const waiting = questions.filter(needsPerson)
  const [oldest = questions[0]] = waiting
  const look = useQuestionLook(oldest)
  const title = groupTitle(oldest, about)
  const isAlone = questions.length === 1
  const name = isAlone ? oldest.vmName || '(no name)' : title
  const choice = describedQuestion(oldest).choices.find(({ isDefault }) => isDefault)
  const taken = waiting.length > 0 ? takenBy(waiting) : undefined
  const rule = ruleOf(oldest)
  const where = connectionsText(waiting.length === 0 ? questions : waiting, connections)
  const takenSign = taken && (
    <>
      <Icon name="hand" className="mr-1 inline size-3.5! align-text-bottom" />
      <span className="sr-only">Taken by </span>
      <bdi>{taken.by}</bdi>
    </>
  )
  const spoken = isAlone ? `${name}, ${title}` : `${waiting.length} VMs, ${title}`
  return (
    <li
      className={clsx(
        'relative grid min-h-10 grid-cols-[16px_54px_minmax(0,1fr)_44px] items-center gap-x-3 gap-y-0.5 border-t border-line px-3 text-sm/4 first:border-t-0 max-mid:min-h-15 max-mid:py-2 mid:grid-cols-[16px_52px_62px_minmax(0,1fr)_150px_140px_24px] wide:grid-cols-[16px_60px_66px_minmax(0,1fr)_minmax(0,240px)_150px_140px_24px]',
      )}
    >
      <span
        aria-hidden="true"
        className={clsx(
          'absolute inset-y-0 left-0 w-1',
          look.tone === 'fail' ? 'bg-fail' : look.tone === 'wait' ? 'bg-wait' : 'bg-track',
        )}
      />
      <StatusGlyph glyph={look.glyph} />
      <span className="mid:text-right">
        <QuestionAge question={oldest} look={look} className="text-base" longClassName="text-xs" />
      </span>
      <span className="font-semibold whitespace-nowrap max-mid:col-start-2 max-mid:row-start-2 max-mid:text-xs">
        {formatCount(Math.max(1, waiting.length), 'VM')}
      </span>
      <span
        title={isAlone ? `${name}, ${title}` : title}
        className="min-w-0 truncate max-mid:col-start-3 max-mid:row-start-1 max-mid:line-clamp-2 max-mid:wrap-anywhere max-mid:whitespace-normal"
      >
        <bdi className="font-medium">{name}</bdi> {isAlone && <span className="text-ink-3">{title}</span>}
      </span>
      <span
        title={where}
        className={clsx(
          'min-w-0 truncate text-ink-2 max-mid:col-start-3 max-mid:row-start-2 max-mid:text-xs max-mid:text-ink-3',
          !taken && rule === undefined && 'wide:col-span-2',
        )}
      >
        {/* Where there is no column for it: who deals with it comes before where it is. */}
        {takenSign && <span className="mr-2 wide:hidden">{takenSign}</span>}
        {where}
      </span>
      {(taken ?? rule) !== undefined && (
        <span className="min-w-0 truncate text-xs text-ink-2 max-wide:hidden" title={taken?.by ?? rule}>
          {takenSign ?? rule}
        </span>
      )}
      <span className="flex min-w-0 justify-end max-mid:hidden">
        {waiting.length === 0 ? (
          <span className="text-xs text-ink-3">No longer waits</span>
        ) : (
          <Button size="small" className="max-w-35" onClick={() => onOpen(isAlone ? undefined : choice?.key)}>
            <span className="truncate">
              {choice ? `${choice.label}${isAlone ? '' : ` ${formatNumber(waiting.length)}`}` : 'No default'}
            </span>
            <span className="sr-only">{choice ? `, the default, for ${spoken}: asks first` : `: open ${spoken}`}</span>
          </Button>
        )}
      </span>
      <Button
        square
        size="small"
        tone="quiet"
        aria-label={`Open ${spoken} as a card`}
        onClick={() => onOpen()}
        className="max-mid:col-start-4 max-mid:row-span-2 max-mid:row-start-1 mid:size-6!"
      >
        <Icon name="chevronDown" />
      </Button>
    </li>
  )
}

/** The rule that keeps it for a person, has its task cancelled, or would have answered it, in few words. */
function ruleOf({ state }: QuestionView): string | undefined {
  if (state.at !== 'waiting') return undefined
  const { why, dryRun } = state
  if (why.why === 'rule' || why.why === 'rule-not-offered' || why.why === 'rule-cancels') return `Rule '${why.rule}'`
  return dryRun && `Dry run: ${dryRun.rule ? `rule '${dryRun.rule.name}'` : 'auto-answer'}`
}
