import { useEffect, useRef } from 'react'
import type { QuestionView } from '@/lib/live/live-state'
import { useLive } from '../live/live-provider'
import { needsPerson } from './questions'

/** Calls with the questions that wait since the last look; those that were there at first are not new. */
export function useFreshQuestions(onFresh: (fresh: readonly [QuestionView, ...QuestionView[]]) => void): void {
  const questions = useLive((tables) => tables.questions)
  const known = useRef<Set<string>>(undefined)
  const latest = useRef(onFresh)
  useEffect(() => {
    latest.current = onFresh
  })
  useEffect(() => {
    if (!questions) return
    const open = Object.values(questions).filter(needsPerson)
    const before = known.current
    known.current = new Set(open.map((question) => question.key))
    const [first, ...others] = before ? open.filter((question) => !before.has(question.key)) : []
    if (first) latest.current([first, ...others])
  }, [questions])
}
