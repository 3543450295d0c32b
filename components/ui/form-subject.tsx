'use client'

import { createContext, use, useEffect, type ReactNode } from 'react'
import { Notice } from './notice'

type FormSubject = {
  /** What the forms are about is not there any more, as a sentence; undefined while it is. */
  gone: string | undefined
  /** Some of it is not, and the forms are about the rest: a sentence. */
  partlyGone?: string | undefined
  /** A form is open. Returns how to tell that it is not any more. */
  onOpen?: () => () => void
}

const FormSubjectContext = createContext<FormSubject | undefined>(undefined)

/** What is around the forms about one thing, or several, which may go while one of them is open. */
export const FormSubjectProvider = ({ subject, children }: { subject: FormSubject; children: ReactNode }) => (
  <FormSubjectContext value={subject}>{children}</FormSubjectContext>
)

/** For a form: counts it as open, so that what was typed does not go with its subject. @returns why it cannot be sent. */
export function useFormSubject(): string | undefined {
  const subject = use(FormSubjectContext)
  const onOpen = subject?.onOpen
  useEffect(() => onOpen?.(), [onOpen])
  return subject?.gone
}

/** In a form: what of its subject has gone meanwhile. */
export function SubjectNotice() {
  const subject = use(FormSubjectContext)
  if (subject?.gone !== undefined) {
    return (
      <Notice tone="fail" role="alert">
        {subject.gone} Nothing of this can be sent; what was typed can still be copied.
      </Notice>
    )
  }
  if (subject?.partlyGone === undefined) return null
  return (
    <Notice tone="wait" role="alert">
      {subject.partlyGone}
    </Notice>
  )
}
