import { clsx } from 'clsx'
import type { ReactNode } from 'react'
import type { QuestionView } from '@/lib/live/live-state'
import { StatusGlyph, type Glyph } from '../glyphs/status-glyph'
import { slabTones, useQuestionLook } from '../question/question-look'
import { StillQuestionAge } from '../question/still-question'

type PanelFrameProps = {
  title: string
  glyph: Glyph
  /** How it stands, in words. */
  word: string
  tone: string
  /** Who and when. */
  facts: ReactNode
  actions?: ReactNode
  still?: boolean
  /** The question that waits: it lights the head of a panel that keeps still. */
  open?: QuestionView | undefined
  children: ReactNode
}

/**
 * The height that the panel of a VM's page has at rest, while a task runs, asks and after it: what is below it stays where
 * it is. On a phone there is no room to spare at rest; what is below moves once, when a task starts.
 */
export const stillHeight = 'mid:min-h-76 wide:min-h-72'
const stillAtWork = 'flex flex-col max-mid:min-h-136'

/** The panel of an operation: what, how it stands, who and when; then whatever there is to see of it. */
export function PanelFrame(props: PanelFrameProps) {
  const { title, glyph, word, tone, facts, actions, still = false, open, children } = props
  return (
    <section
      aria-label="Operation"
      className={clsx('panel overflow-hidden knock-surface', still && [stillHeight, stillAtWork])}
    >
      {still && open ? (
        <LitHead question={open} title={title} word={word} facts={facts} actions={actions} />
      ) : (
        <header className="flex min-h-11 flex-wrap items-center gap-x-2.5 gap-y-1 border-b border-line px-3 py-1.5 mid:px-4">
          <span className={tone}>
            <StatusGlyph glyph={glyph} />
          </span>
          <h2 className="text-lg font-semibold">{title}</h2>
          <span className={clsx('border-l border-line pl-2.5 font-medium', tone)}>{word}</span>
          <span className="ml-auto text-xs text-ink-3 max-mid:order-last max-mid:ml-0 max-mid:basis-full">{facts}</span>
          {actions && <span className="flex items-center gap-x-2.5 max-mid:ml-auto">{actions}</span>}
        </header>
      )}
      {children}
    </section>
  )
}

type LitHeadProps = Pick<PanelFrameProps, 'title' | 'word' | 'facts' | 'actions'> & { question: QuestionView }

/** The head while a question waits: lit, with its age. */
function LitHead({ question, title, word, facts, actions }: LitHeadProps) {
  const look = useQuestionLook(question)
  return (
    <header
      className={clsx(
        'slab flex min-h-11 items-center gap-x-2.5 px-3 py-1.5 mid:px-4 [&_.link]:text-inherit',
        slabTones[look.tone],
      )}
    >
      <StatusGlyph glyph={look.glyph} plain />
      <h2 className="min-w-0 truncate text-lg font-semibold">{title}</h2>
      <span className="shrink-0 border-l border-current pl-2.5 font-medium">{word}</span>
      <span className="ml-auto text-xs max-mid:hidden">{facts}</span>
      <span className="contents max-mid:hidden">{actions}</span>
      <span className="max-mid:ml-auto">
        <StillQuestionAge question={question} />
      </span>
    </header>
  )
}

/** What happened so far, in the room that the rest leaves: it scrolls, the newest in sight, and never makes that room larger. */
export function StillSteps({ children }: { children: ReactNode }) {
  return (
    <div
      role="region"
      aria-label="Steps"
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a long list scrolls, also by keyboard
      tabIndex={0}
      // A line that is cut by the edge fades out there.
      className="absolute inset-0 flex flex-col-reverse overflow-y-auto outline-offset-[-2px] not-focus-visible:mask-[linear-gradient(transparent,black_12px)]"
    >
      <div className="mb-auto">{children}</div>
    </div>
  )
}

/** The body of a panel that keeps still while nothing waits: the steps, and the questions that there were. */
export function StillBody({ timeline, records }: { timeline: ReactNode; records?: ReactNode }) {
  return (
    <div className={clsx('grid flex-1', records && 'mid:grid-cols-2')}>
      <div className="relative min-h-24">
        <StillSteps>{timeline}</StillSteps>
      </div>
      {records && (
        <div className="relative min-h-24 border-line max-mid:border-t mid:border-l">
          <div
            role="region"
            aria-label="Questions"
            // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a long list scrolls, also by keyboard
            tabIndex={0}
            className="absolute inset-0 overflow-y-auto outline-offset-[-2px]"
          >
            {records}
          </div>
        </div>
      )}
    </div>
  )
}

type PanelBodyProps = { timeline: ReactNode; side?: ReactNode; next?: ReactNode }

/** Timeline on the left, question on the right; on a phone the question comes first. */
export function PanelBody({ timeline, side, next }: PanelBodyProps) {
  return (
    <div className={clsx('grid', side ? 'mid:grid-cols-2' : 'grid-cols-1')}>
      {side && (
        <div className="min-w-0 border-line max-mid:border-y mid:col-start-2 mid:row-span-2 mid:row-start-1 mid:border-l">
          {side}
        </div>
      )}
      <div className="min-w-0 mid:col-start-1 mid:row-start-1">{timeline}</div>
      {next && (
        <p className="mx-3 mb-3.5 self-end border-t border-line pt-2.5 text-xs text-ink-2 mid:col-start-1 mid:row-start-2 mid:mx-4">
          {next}
        </p>
      )}
    </div>
  )
}
