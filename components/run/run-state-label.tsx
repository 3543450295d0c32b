import { clsx } from 'clsx'
import type { RunView } from '@/lib/runs/run'
import { StatusGlyph, type Glyph } from '../glyphs/status-glyph'
import { runLook, type RunLook } from './run-words'

export const runGlyphs: Record<RunLook['glyph'], Glyph> = {
  done: 'done',
  failed: 'failed',
  cancelled: 'cancelled',
  blocked: 'leftBlocked',
  noContact: 'noContact',
  running: 'running',
  queued: 'queued',
  waiting: 'waiting',
}

export const runTones: Record<RunLook['tone'], string> = {
  grey: 'text-ink-2',
  wait: 'text-wait-text',
  fail: 'text-fail-text',
}

/** How a run stands: shape and word. */
export function RunStateLabel({ run, className }: { run: RunView; className?: string }) {
  const { glyph, word, tone } = runLook(run)
  return (
    <span className={clsx('inline-flex items-center gap-1.5 font-medium', runTones[tone], className)}>
      <StatusGlyph glyph={runGlyphs[glyph]} />
      {word}
    </span>
  )
}
