'use client'

import { clsx } from 'clsx'
import { useState } from 'react'
import type { RouteView, Tested } from '@/lib/contract/signals-input'
import { formatClock, formatDayClock, formatSince } from '@/lib/format/clock'
import { withUnseenShown } from '@/lib/names/unseen'
import type { ConsoleError } from '@/lib/result'
import { useConsoleActions } from '../console/console-context'
import { Icon } from '../glyphs/icon'
import { useServerNow } from '../live/live-provider'
import { routePath } from '../pages/pages'
import { useConnectionName } from '../rules/connection-name'
import { Button } from '../ui/button'
import { buttonClass } from '../ui/button-class'
import { unreachable } from '../ui/confirm'
import { Link } from '../ui/link'
import { ErrorNotice, Notice } from '../ui/notice'
import { Said } from '../ui/said'
import { Disclosure } from '../ui/sections'
import { kindOf, receiverWords, whatWords, whereWords } from './signal-words'

/** A route in the list: who, what, when, how it stands, and a test whose result opens below it. */
export function RouteRow({ route, keptDays }: { route: RouteView; keptDays: number }) {
  const actions = useConsoleActions()
  const nameOf = useConnectionName()
  const [testing, setTesting] = useState(false)
  const [tested, setTested] = useState<Tested>()
  const [error, setError] = useState<ConsoleError>()
  const name = withUnseenShown(route.name)
  const { icon } = kindOf(route.receiver.kind)

  const test = async () => {
    setTesting(true)
    setError(undefined)
    setTested(undefined)
    try {
      const reply = await actions.testRoute(route.id)
      if (reply.ok) setTested(reply.value)
      else setError(reply.error)
    } catch (cause) {
      setError(unreachable(cause))
    }
    setTesting(false)
  }

  return (
    <li className="grid grid-cols-[16px_minmax(0,1fr)] gap-x-4 gap-y-1.5 border-t border-line px-3 py-2.5 text-sm/5 first:border-t-0 mid:grid-cols-[16px_minmax(0,1.1fr)_minmax(0,1.4fr)_auto] mid:px-4 wide:grid-cols-[16px_minmax(0,1.1fr)_minmax(0,1.5fr)_minmax(0,1.1fr)_auto]">
      <Icon name={icon} className="mt-0.5 text-ink-2" />
      <div className="min-w-0 wrap-anywhere">
        <strong className="font-semibold">
          <bdi>{name}</bdi>
        </strong>
        <small className="block text-xs text-ink-3">
          <Said>{receiverWords(route.receiver)}</Said>
        </small>
      </div>
      <div className="min-w-0 wrap-anywhere max-mid:col-start-2">
        {whatWords(route)}
        <small className="block text-xs text-ink-3">
          <Said>{whereWords(route, nameOf)}</Said>
        </small>
      </div>
      <div className="min-w-0 max-wide:col-start-2 mid:max-wide:col-span-2 wide:col-auto">
        <Standing route={route} keptDays={keptDays} />
      </div>
      <div className="flex items-start justify-end gap-1.5 max-mid:col-start-2 max-mid:justify-start mid:max-wide:col-start-4 mid:max-wide:row-start-1">
        <Button
          size="small"
          aria-label={`Send a test to ${name}`}
          disabledReason={testing ? 'On its way; it has ten seconds to answer.' : undefined}
          onClick={() => void test()}
        >
          {testing ? 'Sending…' : 'Send a test'}
        </Button>
        <Link href={routePath(route.id)} aria-label={`Edit ${name}`} className={buttonClass({ size: 'small' })}>
          Edit
        </Link>
      </div>
      {(tested || error) && (
        <div className="col-start-2 -col-end-1 mt-0.5 min-w-0">
          {tested && <TestResult tested={tested} name={name} />}
          {error && <ErrorNotice error={error} />}
        </div>
      )}
    </li>
  )
}

/** How it stands with its deliveries: what is lost goes before what was taken. */
function Standing({ route, keptDays }: { route: RouteView; keptDays: number }) {
  const now = useServerNow()
  if (!route.on) return <span className="text-ink-3">Off</span>
  const { givenUp, waiting, last, nextAt } = route
  const late = [
    givenUp > 0 ? `${givenUp} given up` : '',
    waiting > 0 && nextAt !== undefined ? `${waiting} to try again` : '',
  ].filter((part) => part !== '')
  if (late.length > 0)
    return (
      <>
        <span className={clsx('font-medium', givenUp > 0 ? 'text-fail-text' : 'text-wait-text')}>
          {late.join(', ')}
        </span>
        {nextAt !== undefined && (
          <small className="block text-xs text-ink-3">Next try {formatDayClock(nextAt, now)}</small>
        )}
      </>
    )
  return (
    <>
      {last ? `Last ${formatSince(last.at, now)}, in ${seconds(last.ms)}` : 'Nothing told yet'}
      <small className="block text-xs text-ink-3">0 lost in {keptDays} days</small>
    </>
  )
}

function TestResult({ tested, name }: { tested: Tested; name: string }) {
  const { ok, at, ms, said, sent, reply } = tested
  return (
    <Notice tone={ok ? 'info' : 'fail'} glyph={ok ? 'done' : 'failed'} role="status">
      <p className="wrap-anywhere">
        <strong className="font-semibold">{ok ? `Test taken by ${name}` : `Test not taken by ${name}`}</strong> at{' '}
        {formatClock(at)}, after {seconds(ms)}: <Said>{said}</Said>
      </p>
      <Disclosure summary="Show what was sent">
        <pre className="raw overflow-x-auto whitespace-pre-wrap! wrap-anywhere">{withUnseenShown(sent)}</pre>
      </Disclosure>
      {reply !== undefined && (
        <Disclosure summary="Show the reply">
          <pre className="raw overflow-x-auto whitespace-pre-wrap! wrap-anywhere">{withUnseenShown(reply)}</pre>
        </Disclosure>
      )}
    </Notice>
  )
}

export const seconds = (ms: number): string => (ms < 1_000 ? `${ms} ms` : `${(ms / 1_000).toFixed(1)} s`)
