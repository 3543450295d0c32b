'use client'

import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { allows } from '@/lib/accounts/role'
import type { SessionRow } from '@/lib/contract/accounts-input'
import { formatAgo, formatSince } from '@/lib/format/clock'
import type { ConsoleError, Result } from '@/lib/result'
import { useAccount, useConsoleActions } from '../console/console-context'
import { signOutOf } from '../console/sign-out'
import { useServerNow } from '../live/live-provider'
import { Button } from '../ui/button'
import { unreachable } from '../ui/confirm'
import { Field, NativeSelect } from '../ui/field'
import { ErrorNotice } from '../ui/notice'
import { ListSkeleton } from '../ui/placeholders'
import { SectionHead } from '../ui/sections'

const listKey = ['sessions']

/** The browsers that are signed in: one's own, and for administrators everybody's. */
export function Sessions() {
  const actions = useConsoleActions()
  const queries = useQueryClient()
  const isAdmin = allows(useAccount().role, 'admin')
  const [error, setError] = useState<ConsoleError>()
  const list = useQuery({ queryKey: listKey, queryFn: () => actions.listSessions() })
  const read = list.data?.ok ? list.data.value : undefined
  const own = read?.sessions.filter(({ username }) => username === read.sessions.find((one) => one.isThis)?.username)
  const others = own && own.length > 1

  const send = async (sending: Promise<Result<unknown>>) => {
    setError(undefined)
    try {
      const result = await sending
      if (!result.ok) setError(result.error)
    } catch (cause) {
      setError(unreachable(cause))
    }
    await Promise.all([listKey, ['accounts']].map((queryKey) => queries.invalidateQueries({ queryKey })))
  }
  const everywhere = async () => {
    await send(actions.endOtherSessions())
    await signOutOf(actions)
  }

  return (
    <section aria-labelledby="sessions" className="grid gap-2">
      <SectionHead id="sessions" title="Sessions" count={read?.sessions.length}>
        <span className="flex flex-wrap gap-2">
          <Button
            disabledReason={
              read === undefined
                ? 'The sessions have not come yet.'
                : others
                  ? undefined
                  : 'You are signed in nowhere else.'
            }
            onClick={() => void send(actions.endOtherSessions())}
          >
            End all of yours but this one
          </Button>
          <Button onClick={() => void everywhere()}>Sign out everywhere</Button>
        </span>
      </SectionHead>
      {error && <ErrorNotice error={error} />}
      {list.data?.ok === false && <ErrorNotice error={list.data.error} />}
      {list.isPending && <ListSkeleton what="Reading the sessions" />}
      {read && (
        <>
          <ul aria-labelledby="sessions" className="panel">
            {read.sessions.map((session) => (
              <SessionLine key={session.id} session={session} onEnd={() => void send(actions.endSession(session.id))} />
            ))}
          </ul>
          <IdleTime
            minutes={read.idleMinutes}
            notAdmin={isAdmin ? undefined : 'Only an administrator sets this.'}
            onChange={(minutes) => void send(actions.setIdleMinutes(minutes))}
          />
        </>
      )}
    </section>
  )
}

function SessionLine({ session, onEnd }: { session: SessionRow; onEnd: () => void }) {
  const now = useServerNow()
  const { username, source, browser, through, createdAt, usedAt, isThis } = session
  return (
    <li className="grid items-center gap-x-4 gap-y-0.5 border-t border-line px-4 py-2 text-sm first:border-t-0 max-mid:relative max-mid:pr-20 mid:grid-cols-[minmax(0,1.4fr)_minmax(0,1fr)_minmax(0,1fr)_minmax(0,1fr)_72px]">
      <span className="min-w-0 font-medium wrap-anywhere">
        {username}, {browser}
        {through !== undefined && <span className="block text-xs font-normal text-ink-3">through {through}</span>}
      </span>
      <span className="font-mono text-xs wrap-anywhere">{source}</span>
      <span className="text-ink-2">since {formatSince(createdAt, now)}</span>
      <span className="text-ink-2">last used {formatAgo(usedAt, now)}</span>
      {isThis ? (
        <span className="text-ink-3 max-mid:absolute max-mid:top-2 max-mid:right-4 mid:text-right">this one</span>
      ) : (
        <Button
          size="small"
          className="justify-self-end max-mid:absolute max-mid:top-2 max-mid:right-3"
          aria-label={`End the session of ${username}, ${browser}, ${source}, since ${formatSince(createdAt, now)}`}
          onClick={onEnd}
        >
          End
        </Button>
      )}
    </li>
  )
}

const idleTimes = [
  { minutes: 15, words: '15 minutes' },
  { minutes: 60, words: 'one hour' },
  { minutes: 4 * 60, words: '4 hours' },
  { minutes: 12 * 60, words: '12 hours' },
  { minutes: 24 * 60, words: '24 hours' },
  { minutes: 7 * 24 * 60, words: '7 days' },
]

type IdleTimeProps = { minutes: number; notAdmin: string | undefined; onChange: (minutes: number) => void }

/** After how long a session ends that nobody uses. */
function IdleTime({ minutes, notAdmin, onChange }: IdleTimeProps) {
  const known = idleTimes.some((one) => one.minutes === minutes)
  const words = idleTimes.find((one) => one.minutes === minutes)?.words ?? `${minutes} minutes`
  const hint =
    'That a page is open does not count as activity. Seven days after the sign-in a session ends in any case.'
  if (notAdmin !== undefined)
    return (
      <p className="text-sm text-ink-2">
        Signed out after {words} without activity. {hint} {notAdmin}
      </p>
    )
  return (
    <Field label="Signed out without activity after" hint={hint} className="max-w-80">
      {(control) => (
        <NativeSelect {...control} value={minutes} onChange={(event) => onChange(Number(event.target.value))}>
          {!known && <option value={minutes}>{words}</option>}
          {idleTimes.map((one) => (
            <option key={one.minutes} value={one.minutes}>
              {one.words}
            </option>
          ))}
        </NativeSelect>
      )}
    </Field>
  )
}
