'use client'

import { useEffect, useId, useRef, useState, type FormEvent, type ReactNode } from 'react'
import type { ConsoleError, Result } from '@/lib/result'
import { withoutUndefined } from '@/lib/without-undefined'
import { Button } from './button'
import { unreachable } from './confirm'
import { Dialog } from './dialog'
import { firstField } from './first-field'
import { SubjectNotice, useFormSubject } from './form-subject'
import { ErrorNotice } from './notice'
import { tooMany, useSecondsLeft } from './use-seconds-left'

type FormDialogProps = {
  title: string
  description?: ReactNode
  /** What the button does, such as "Rename". */
  verb: string
  /** Sends what was entered; undefined when it is not fit to be sent (say so in place). */
  send: () => Promise<Result<unknown>> | undefined
  onClose: () => void
  /** Of the button that sends. */
  tone?: 'solid' | 'danger-solid'
  /** What the way out is called. */
  keep?: string
  width?: 'narrow' | 'normal' | 'wide'
  /** Why it cannot be sent now: what is typed stays, and the button says so. */
  disabledReason?: string | undefined
  children: ReactNode
}

/**
 * A dialog with a form. What is typed stays until the server has taken it; an error is shown inside. When it is not fit to be
 * sent, the first field that is wrong gets the focus: on a phone it may have been scrolled away.
 */
export function FormDialog(props: FormDialogProps) {
  const { title, description, verb, send, onClose, width = 'normal', tone = 'solid', keep = 'Cancel', children } = props
  const gone = useFormSubject()
  const disabledReason = gone ?? props.disabledReason
  const formId = useId()
  const form = useRef<HTMLFormElement>(null)
  const wayOut = useRef<HTMLButtonElement>(null)
  /** Whether the form was opened before it had a field, and nobody has gone on from there. */
  const waitsForField = useRef(false)
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<ConsoleError>()
  const [refusals, setRefusals] = useState(0)
  const isTooSoon = useSecondsLeft(error) > 0
  const wait = busy ? 'Sent; wait for the reply.' : undefined

  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (busy || isTooSoon || disabledReason !== undefined) return
    const sending = send()
    if (!sending) return setRefusals((before) => before + 1)
    setBusy(true)
    setError(undefined)
    try {
      const reply = await sending
      if (reply.ok) return onClose()
      setError(reply.error)
    } catch (cause) {
      setError(unreachable(cause))
    }
    setBusy(false)
  }

  useEffect(() => {
    if (refusals > 0) form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus()
  }, [refusals])

  // What has to be read first gives the form its fields later.
  useEffect(() => {
    if (waitsForField.current && document.activeElement === wayOut.current) firstField(form.current)?.focus()
  })

  return (
    <Dialog
      open
      onOpenChange={(open) => !open && !busy && onClose()}
      title={title}
      width={width}
      initialFocus={() => {
        waitsForField.current = firstField(form.current) === null
        return waitsForField.current ? wayOut.current : firstField(form.current)
      }}
      {...withoutUndefined({ description })}
      footer={
        <>
          <Button
            ref={wayOut}
            onClick={onClose}
            onBlur={() => (waitsForField.current = false)}
            onKeyDown={() => (waitsForField.current = false)}
            disabledReason={wait}
          >
            {keep}
          </Button>
          <Button
            type="submit"
            form={formId}
            tone={tone}
            disabledReason={wait ?? disabledReason ?? (isTooSoon ? tooMany : undefined)}
          >
            {verb}
          </Button>
        </>
      }
    >
      <form ref={form} id={formId} className="grid gap-3" onSubmit={(event) => void submit(event)} noValidate>
        <SubjectNotice />
        {children}
        {error && <ErrorNotice error={error} />}
      </form>
    </Dialog>
  )
}
