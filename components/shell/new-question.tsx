'use client'

import { useEffect, useRef, useState } from 'react'
import { useLive } from '../live/live-provider'
import { isOpenQuestion } from '../live/open-questions'

/** Says a new question to a screen reader at once, wherever in the console it is. Those that were there are not new. */
export function NewQuestion() {
  const questions = useLive((tables) => tables.questions)
  const known = useRef<Set<string>>(undefined)
  const [said, setSaid] = useState('')
  useEffect(() => {
    if (!questions) return
    const open = Object.values(questions).filter(isOpenQuestion)
    const before = known.current
    known.current = new Set(open.map((question) => question.key))
    const fresh = before ? open.filter((question) => !before.has(question.key)) : []
    const [first] = fresh
    if (!first) return
    setSaid(
      fresh.length === 1
        ? `New question: ${first.vmName} waits for an answer. ${first.text}`
        : `${fresh.length} new questions wait for an answer.`,
    )
  }, [questions])
  return (
    <div aria-live="assertive" className="sr-only">
      {said}
    </div>
  )
}
