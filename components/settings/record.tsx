'use client'

import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { allows } from '@/lib/accounts/role'
import { formatCount } from '@/lib/format/quantity'
import { useAccount, useConsoleActions } from '../console/console-context'
import { Button } from '../ui/button'
import { useConfirm } from '../ui/confirm'
import { Field, NativeSelect, TextInput } from '../ui/field'
import { ErrorNotice, Notice } from '../ui/notice'
import { Loading, Skeleton } from '../ui/placeholders'
import { SectionHead } from '../ui/sections'

const daysKey = ['keep-days']
const choices = [30, 90, 180, 365, 730, 1_825, 3_650]

/** Settings → Record: for how long History is kept, and how a person's name is taken out of it. */
export function RecordSettings() {
  const { role } = useAccount()
  const notAdmin = allows(role, 'admin') ? undefined : 'Only an administrator changes what is kept.'
  return (
    <div className="grid gap-6">
      <KeptFor notAdmin={notAdmin} />
      <ForgetPerson notAdmin={notAdmin} />
    </div>
  )
}

function KeptFor({ notAdmin }: { notAdmin: string | undefined }) {
  const actions = useConsoleActions()
  const queries = useQueryClient()
  const confirm = useConfirm()
  const [chosen, setChosen] = useState<string>()
  const kept = useQuery({ queryKey: daysKey, queryFn: () => actions.readKeepDays(), enabled: notAdmin === undefined })
  const days = kept.data?.ok ? kept.data.value.days : null
  const present = String(days ?? '')
  const value = chosen ?? present
  const wanted = value === '' ? null : Number(value)

  const save = () =>
    confirm({
      title: wanted === null ? 'Keep the history for ever?' : `Remove what is older than ${spanOf(wanted)}?`,
      effect:
        wanted === null
          ? 'Nothing is removed any more. What has been removed does not come back.'
          : `Runs, answers and notes that are over for longer than ${spanOf(wanted)} are removed for good: at once, and from then on once a day. What goes on, is held, is followed or still asks stays. The record can be checked as before: it says how much was removed. Whoever may need it later exports it, or makes a backup, first.`,
      verb: wanted === null ? 'Keep for ever' : 'Remove',
      tone: wanted === null ? 'plain' : 'destructive',
      run: async () => {
        const result = await actions.setKeepDays(wanted)
        if (result.ok) setChosen(undefined)
        await queries.invalidateQueries({ queryKey: daysKey })
        return result
      },
    })

  return (
    <section aria-labelledby="kept-for" className="grid gap-2">
      <SectionHead id="kept-for" title="How long history is kept" />
      <div className="panel grid gap-3 p-4">
        <p className="max-w-[80ch] text-sm text-ink-2">
          Nothing is removed unless somebody says so here. What is older than the time that is chosen then leaves
          History once a day, whole runs at a time.
        </p>
        {notAdmin !== undefined && <p className="text-sm text-ink-2">Only an administrator sees and changes it.</p>}
        {kept.data?.ok === false && <ErrorNotice error={kept.data.error} />}
        {notAdmin === undefined && kept.isPending && (
          <>
            <Loading what="Reading how long it is kept" />
            <Skeleton className="h-[59px]! w-56 max-mid:h-[67px]!" />
          </>
        )}
        {kept.data?.ok && (
          <div className="flex flex-wrap items-end gap-3">
            <Field label="History is kept" className="w-56">
              {(control) => (
                <NativeSelect {...control} value={value} onChange={(event) => setChosen(event.target.value)}>
                  <option value="">for ever</option>
                  {[...new Set([...choices, ...(days ? [days] : [])])]
                    .toSorted((a, b) => a - b)
                    .map((one) => (
                      <option key={one} value={one}>
                        for {spanOf(one)}
                      </option>
                    ))}
                </NativeSelect>
              )}
            </Field>
            <Button
              className="h-9!"
              onClick={save}
              disabledReason={value === present ? 'This is how long it is kept now.' : undefined}
            >
              Save
            </Button>
          </div>
        )}
      </div>
    </section>
  )
}

const spanOf = (days: number) => (days % 365 === 0 ? formatCount(days / 365, 'year') : formatCount(days, 'day'))

function ForgetPerson({ notAdmin }: { notAdmin: string | undefined }) {
  const actions = useConsoleActions()
  const confirm = useConfirm()
  const [name, setName] = useState('')
  const [done, setDone] = useState<string>()

  const forget = () => {
    setDone(undefined)
    confirm({
      title: `Forget ${name.trim()}?`,
      effect:
        'The name is erased from the record, for good. What was done stays, by “a forgotten person”; the record can be checked as before. Names that somebody wrote into texts, and copies that were exported or backed up, keep it. An account of this name is not touched: what it does from now on is recorded under its name again.',
      verb: 'Forget',
      tone: 'destructive',
      run: async () => {
        const result = await actions.forgetPerson(name.trim())
        if (result.ok) {
          setDone(
            result.value.wasKnown ? `${name.trim()} is forgotten.` : `Nobody in the record is called ${name.trim()}.`,
          )
          setName('')
        }
        return result
      },
    })
  }

  return (
    <section aria-labelledby="forget" className="grid gap-2">
      <SectionHead id="forget" title="Forget a person" />
      <div className="panel grid gap-3 p-4">
        <p className="max-w-[80ch] text-sm text-ink-2">
          Somebody who has left may ask that their name is erased. It is written as History shows it under “By”.
        </p>
        <form
          className="flex flex-wrap items-end gap-3"
          onSubmit={(event) => {
            event.preventDefault()
            if (notAdmin === undefined && name.trim() !== '') forget()
          }}
        >
          <Field label="Name in the record" className="min-w-56 grow">
            {(control) => (
              <TextInput {...control} value={name} maxLength={200} onChange={(event) => setName(event.target.value)} />
            )}
          </Field>
          <Button
            type="submit"
            tone="danger"
            className="h-9!"
            disabledReason={notAdmin ?? (name.trim() === '' ? 'Give the name.' : undefined)}
          >
            Forget
          </Button>
        </form>
        {done !== undefined && <Notice role="status">{done}</Notice>}
      </div>
    </section>
  )
}
