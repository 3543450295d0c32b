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

const glyphTones: Record<RunLook['glyph'], RunLook['tone']> = {
  done: 'grey',
  cancelled: 'grey',
  running: 'grey',
  queued: 'grey',
  blocked: 'wait',
  waiting: 'wait',
  failed: 'fail',
  noContact: 'fail',
}

export const runTones: Record<RunLook['tone'], string> = {
  grey: 'text-ink-2',
  wait: 'text-wait-text',
  fail: 'text-fail-text',
}

/** How a run stands: shape and word. */
export const RunStateLabel = ({ run, className }: { run: RunView; className?: string }) => (
  <StateLabel {...runLook(run)} className={className} />
)

type StateLabelProps = Pick<RunLook, 'glyph' | 'word'> & { tone?: RunLook['tone']; className?: string | undefined }

/** A state as shape and word, in the tone of its shape where none is given. */
export function StateLabel({ glyph, word, tone = glyphTones[glyph], className }: StateLabelProps) {
  return (
    <span className={clsx('inline-flex items-center gap-1.5 font-medium', runTones[tone], className)}>
      <StatusGlyph glyph={runGlyphs[glyph]} />
      {word}
    </span>
  )
}
