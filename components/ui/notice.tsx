'use client'

import { clsx } from 'clsx'
import type { ReactNode } from 'react'
import { formatClock } from '@/lib/format/clock'
import { withUnseenShown } from '@/lib/names/unseen'
import type { ConsoleError } from '@/lib/result'
import { Icon } from '../glyphs/icon'
import { StatusGlyph, type Glyph } from '../glyphs/status-glyph'
import { Said } from './said'
import { useSecondsLeft } from './use-seconds-left'

export type NoticeTone = 'info' | 'wait' | 'fail'

const tones: Record<NoticeTone, string> = {
  info: 'border-line-2 bg-surface knock-surface',
  wait: 'border-wait-line bg-wait-soft knock-wait-soft',
  fail: 'border-fail-line bg-fail-soft knock-fail-soft',
}
const glyphs: Record<NoticeTone, Glyph | undefined> = { info: undefined, wait: 'leftBlocked', fail: 'failed' }

type NoticeProps = {
  tone?: NoticeTone
  glyph?: Glyph
  /** `alert` is read out at once, `status` when the reader is done. */
  role?: 'alert' | 'status'
  children: ReactNode
  action?: ReactNode
  className?: string
}

/** A sentence with an edge: something to know about everything below it. */
export function Notice({ tone = 'info', glyph = glyphs[tone], role, children, action, className }: NoticeProps) {
  return (
    <div
      role={role}
      className={clsx(
        'grid grid-cols-[16px_minmax(0,1fr)] items-center gap-x-3 gap-y-2 rounded-lg border border-l-4 px-3.5 py-2.5 text-sm mid:grid-cols-[16px_minmax(0,1fr)_auto]',
        tones[tone],
        className,
      )}
    >
      {glyph ? (
        <StatusGlyph glyph={glyph} className={atFirstLine(action)} />
      ) : (
        <Icon name="info" className={clsx('text-ink-3', atFirstLine(action))} />
      )}
      <div className="min-w-0 wrap-anywhere">{children}</div>
      {action && <div className="max-mid:col-start-2">{action}</div>}
    </div>
  )
}

/** The sign stands at the first line of a long text; beside a button it stands in the middle of the line. */
const atFirstLine = (action: ReactNode) => (action ? '' : 'self-start mt-0.5')

/** What an error says first, with its time where it has one: `Already answered 'Append' by a.haddad at 14:07:02.` */
export const sentenceOf = ({ sentence, at }: Pick<ConsoleError, 'sentence' | 'at'>): string =>
  at === undefined ? sentence : `${sentence.replace(/\.$/, '')} at ${formatClock(at)}.`

type ErrorNoticeProps = { error: ConsoleError; className?: string }

/** An error as a value: the sentence first, then the way out; the raw text one click away. */
export function ErrorNotice({ error, className }: ErrorNoticeProps) {
  if (error.waitMs !== undefined)
    return <WaitNotice error={error} waitMs={error.waitMs} {...(className && { className })} />
  return (
    <Notice tone="fail" role="alert" {...(className ? { className } : {})}>
      <strong className="font-semibold">
        <Said>{sentenceOf(error)}</Said>
      </strong>
      {error.wayOut && <> {error.wayOut}</>}
      {error.raw && (
        <details className="mt-1">
          <summary className="cursor-pointer text-xs text-ink-2">Technical text</summary>
          <pre className="mt-1 max-h-48 overflow-auto text-xs whitespace-pre-wrap">{withUnseenShown(error.raw)}</pre>
        </details>
      )}
    </Notice>
  )
}

/** How long what a screen reader hears at first stays to be read, s: as the seconds go by it is no longer true. */
const saidFor = 5

/**
 * An error that is over after a while: how long it still takes, second by second. A screen reader says it once, and that it
 * is over; in between it reads the present second to who asks.
 */
function WaitNotice({ error, waitMs, className }: ErrorNoticeProps & { waitMs: number }) {
  const left = useSecondsLeft(error)
  const isSaid = left > Math.ceil(waitMs / 1000) - saidFor && left > 0
  return (
    <div className={className}>
      <p role="alert" className="sr-only">
        {isSaid && `${error.sentence} ${error.wayOut ?? ''}`}
      </p>
      <Notice tone={left > 0 ? 'wait' : 'info'} {...(left > 0 && { glyph: 'stale' })}>
        {left > 0 && (
          <>
            <strong className="font-semibold">{error.sentence}</strong>{' '}
            <span role="timer" className="tabular-nums">
              {/* On one line, so that nothing moves as the figures grow fewer. */}
              Possible again in {left}&nbsp;s.
            </span>
          </>
        )}
        <span role="status">{left === 0 && 'You can try again now.'}</span>
      </Notice>
    </div>
  )
}
