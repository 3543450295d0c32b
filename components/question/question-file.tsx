'use client'

import { formatBytes } from '@/lib/format/quantity'
import { formatDateTime } from '@/lib/format/clock'
import type { QuestionView } from '@/lib/live/live-state'
import { describeQuestion, type DescribedQuestion } from '@/lib/vsphere/question-dictionary'
import { useOnServerClock } from '../live/live-provider'
import { speakAge } from '../words/age'

/** A question with its answers, and with the size of what one of them erases. */
export const describedQuestion = ({ question, file }: Pick<QuestionView, 'question' | 'file'>): DescribedQuestion =>
  describeQuestion(question, file && formatBytes(file.bytes))

/** Beside the text that quotes it: `4.2 MB, changed 3 days ago`. Nothing where that is not known, or is over. */
export function FileAside({ question: { file, state } }: { question: Pick<QuestionView, 'file' | 'state'> }) {
  const at = file?.modifiedAt
  const ago = useOnServerClock((now) => (at === undefined ? '' : agoText(now - Date.parse(at))))
  if (!file || state.at === 'answered' || state.at === 'gone') return null
  return (
    <span className="text-sm text-ink-2" title={at && formatDateTime(at)}>
      {' '}
      (The file: {formatBytes(file.bytes)}
      {ago && `, changed ${ago}`})
    </span>
  )
}

/** In steps that do not count: nobody decides by the second. */
const agoText = (ms: number) => (ms < 60_000 ? 'less than a minute ago' : `${speakAge(ms)} ago`)
