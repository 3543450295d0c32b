'use client'

import { useState } from 'react'
import { useReadText } from '../live/read-text'
import { useFreshQuestions } from './fresh-questions'

/** Says a new question to a screen reader at once, wherever in the console or on a wall it is. Those that were there are not new. */
export function NewQuestion() {
  const read = useReadText()
  const [said, setSaid] = useState('')
  useFreshQuestions((fresh) => {
    const [first] = fresh
    const name = first.vmName === '' ? 'one VM' : first.vmName
    setSaid(
      fresh.length === 1
        ? `New question: ${name} waits for an answer. ${read(first.connection, first.text)}`.trim()
        : `${fresh.length} new questions wait for an answer.`,
    )
  })
  return (
    <div aria-live="assertive" className="sr-only">
      {said}
    </div>
  )
}
