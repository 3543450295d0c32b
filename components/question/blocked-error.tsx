import { formatCount } from '@/lib/format/quantity'
import type { QuestionView } from '@/lib/live/live-state'
import { StatusGlyph } from '../glyphs/status-glyph'

/** Auto-answer was off when its run began: the question is the error of that run, and stays it. */
export const isError = ({ run, state }: QuestionView): boolean =>
  run !== undefined &&
  state.at === 'waiting' &&
  ((state.why.why === 'auto-answer-off' && state.why.when === 'at-start') ||
    state.why.why === 'auto-answer-off-left-blocked')

/** The error of the runs that these questions stop, and what became of the cancel. One line, where there is one. */
export function BlockedError({ questions }: { questions: readonly QuestionView[] }) {
  const errors = questions.filter(isError)
  const [first] = errors
  if (!first) return null
  const ends = new Set(errors.map(cancelText))
  const [end] = ends
  return (
    <p className="-mx-1 mt-1.5 flex min-h-8 flex-wrap items-center gap-x-2 rounded-sm bg-fail-soft px-2 py-1 text-sm knock-fail-soft">
      <StatusGlyph glyph="failed" />
      <span className="min-w-0 flex-1 basis-60 wrap-anywhere">
        <strong className="font-semibold">
          Error: {questions.length === 1 ? '' : `${formatCount(errors.length, 'task')} `}blocked by this question,
          auto-answer was off when {questions.length === 1 ? 'this' : errors.length === 1 ? 'it' : 'they'} started
        </strong>
        {ends.size === 1 && end !== '' && <span className="text-ink-2"> → {end}</span>}
      </span>
    </p>
  )
}

function cancelText({ state }: QuestionView): string {
  if (state.at !== 'waiting' || state.why.why !== 'auto-answer-off-left-blocked') return ''
  const detail = state.why.detail.replace(/\.$/u, '')
  return `${/^\S+ is not cancelable$/u.test(detail) ? `Not cancelled: ${detail}` : detail} → Left blocked`
}
