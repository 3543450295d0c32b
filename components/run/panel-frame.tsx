import { clsx } from 'clsx'
import type { ReactNode } from 'react'
import { StatusGlyph, type Glyph } from '../glyphs/status-glyph'

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
  children: ReactNode
}

/** The height that the panel of a VM's page has at rest and while a task runs: what is below it stays where it is. */
export const stillHeight = 'mid:min-h-66'

/** The panel of an operation: what, how it stands, who and when; then whatever there is to see of it. */
export function PanelFrame({ title, glyph, word, tone, facts, actions, still = false, children }: PanelFrameProps) {
  return (
    <section aria-label="Operation" className={clsx('panel overflow-hidden knock-surface', still && stillHeight)}>
      <header className="flex min-h-11 flex-wrap items-center gap-x-2.5 gap-y-1 border-b border-line px-3 py-1.5 mid:px-4">
        <span className={tone}>
          <StatusGlyph glyph={glyph} />
        </span>
        <h2 className="text-lg font-semibold">{title}</h2>
        <span className={clsx('border-l border-line pl-2.5 font-medium', tone)}>{word}</span>
        <span className="ml-auto text-xs text-ink-3 max-mid:ml-0 max-mid:basis-full">{facts}</span>
        {actions}
      </header>
      {children}
    </section>
  )
}

type PanelBodyProps = {
  timeline: ReactNode
  side?: ReactNode
  next?: ReactNode
  /** The panel keeps its height while steps are added: they scroll, the newest in sight. */
  still?: boolean
}

/** Timeline on the left, question on the right; on a phone the question comes first. */
export function PanelBody({ timeline, side, next, still = false }: PanelBodyProps) {
  return (
    <div className={clsx('grid', side ? 'mid:grid-cols-2' : 'grid-cols-1')}>
      {side && (
        <div className="min-w-0 border-line max-mid:border-y mid:col-start-2 mid:row-span-2 mid:row-start-1 mid:border-l">
          {side}
        </div>
      )}
      {still && !side ? (
        <div
          role="region"
          aria-label="Steps"
          // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a long list scrolls, also by keyboard
          tabIndex={0}
          className="flex min-w-0 flex-col-reverse overflow-y-auto mid:max-h-38"
        >
          <div>{timeline}</div>
        </div>
      ) : (
        <div className="min-w-0 mid:col-start-1 mid:row-start-1">{timeline}</div>
      )}
      {next && (
        <p className="mx-3 mb-3.5 self-end border-t border-line pt-2.5 text-xs text-ink-2 mid:col-start-1 mid:row-start-2 mid:mx-4">
          {next}
        </p>
      )}
    </div>
  )
}
