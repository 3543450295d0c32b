import { useEffect, useRef } from 'react'
import type { QuestionView } from '@/lib/live/live-state'
import type { QuestionKey } from '@/lib/vsphere/ids'
import { useLive } from '../live/live-provider'
import { needsPerson } from './questions'

/** A question that is told again within this time is the same one; a host may use its id for another one later. */
const sameMs = 600_000

/**
 * Calls with the questions that wait since the last look; those that were there at first are not new, nor are those that
 * were out of sight while Andon started anew.
 */
export function useFreshQuestions(onFresh: (fresh: readonly [QuestionView, ...QuestionView[]]) => void): void {
  const questions = useLive((tables) => tables.questions)
  /** Each with when it went; 0 while it waits. */
  const known = useRef<Map<QuestionKey, number>>(undefined)
  const latest = useRef(onFresh)
  useEffect(() => {
    latest.current = onFresh
  })
  useEffect(() => {
    if (!questions) return
    const open = Object.values(questions).filter(needsPerson)
    const before = known.current
    const now = Date.now()
    const gone = [...(before ?? [])]
      .map(([key, wentAt]) => [key, wentAt || now] as const)
      .filter(([, wentAt]) => now - wentAt < sameMs)
    const lately = new Map(gone)
    known.current = new Map([...gone, ...open.map(({ key }) => [key, 0] as const)])
    const [first, ...others] = before ? open.filter(({ key }) => !lately.has(key)) : []
    if (first) latest.current([first, ...others])
  }, [questions])
}
