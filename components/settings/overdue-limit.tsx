'use client'

import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { allows } from '@/lib/accounts/role'
import { formatCount } from '@/lib/format/quantity'
import type { ConsoleError } from '@/lib/result'
import { useAccount, useConsoleActions } from '../console/console-context'
import { Button } from '../ui/button'
import { unreachable } from '../ui/confirm'
import { Field, TextInput } from '../ui/field'
import { ErrorNotice } from '../ui/notice'
import { SectionHead } from '../ui/sections'

const minutesKey = ['overdue-minutes']
/** A day: what waits longer is forgotten, not overdue. */
const most = 1_440

/** After how long a question that waits is overdue: on the Board, in every list and on every wall. */
export function OverdueLimit() {
  const actions = useConsoleActions()
  const queries = useQueryClient()
  const { role } = useAccount()
  const [typed, setTyped] = useState<string>()
  const [error, setError] = useState<ConsoleError>()
  const read = useQuery({ queryKey: minutesKey, queryFn: () => actions.readOverdueMinutes() })
  const present = read.data?.ok ? read.data.value.minutes : undefined
  const text = typed ?? String(present ?? '')
  const wanted = /^\d{1,4}$/.test(text.trim()) ? Number(text) : Number.NaN
  const fits = wanted >= 1 && wanted <= most

  const save = async () => {
    setError(undefined)
    try {
      const result = await actions.setOverdueMinutes(wanted)
      if (!result.ok) return setError(result.error)
      await queries.invalidateQueries({ queryKey: minutesKey })
      setTyped(undefined)
    } catch (cause) {
      setError(unreachable(cause))
    }
  }

  return (
    <section aria-labelledby="overdue-limit" className="grid gap-2">
      <SectionHead id="overdue-limit" title="When a question is overdue" />
      <form
        className="panel flex flex-wrap items-end gap-3 p-4"
        onSubmit={(event) => {
          event.preventDefault()
          if (fits && wanted !== present) void save()
        }}
      >
        <p className="w-full max-w-[80ch] text-sm text-ink-2">
          What has waited so long is red instead of amber, and first in every list: on the Board and on all walls. It
          holds at once.
        </p>
        <Field label="Overdue after, minutes" className="w-48">
          {(control) => (
            <TextInput
              {...control}
              inputMode="numeric"
              value={text}
              // Its value would come between what is selected and what is typed over it.
              readOnly={read.isPending}
              onChange={(event) => setTyped(event.target.value)}
            />
          )}
        </Field>
        <Button
          type="submit"
          className="h-9!"
          disabledReason={
            !allows(role, 'admin')
              ? 'Only an administrator changes when a question is overdue.'
              : !fits
                ? `Enter between 1 and ${most} minutes.`
                : wanted === present
                  ? `It is overdue after ${formatCount(wanted, 'minute')} now.`
                  : undefined
          }
        >
          Save
        </Button>
        {read.data?.ok === false && <ErrorNotice error={read.data.error} />}
        {error && <ErrorNotice error={error} />}
      </form>
    </section>
  )
}
