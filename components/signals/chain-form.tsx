'use client'

import { useRef, useState } from 'react'
import type { RouteView } from '@/lib/contract/signals-input'
import type { Chain, ChainStep } from '@/lib/signals/route'
import { routeId } from '@/lib/vsphere/ids'
import { useConsoleActions } from '../console/console-context'
import { Button } from '../ui/button'
import { Field, NativeSelect, TextInput } from '../ui/field'
import { FormDialog } from '../ui/form-dialog'
import { useReadSignalsAgain } from './use-signals'

/** A step as it stands in the form. `to`: a route's id, or `all`; `otherwise`: a route's id, or none. */
type Draft = { nr: number; minutes: string; to: string; otherwise: string; every: string }

const draftOf = ({ minutes, to, everyMinutes }: ChainStep, nr: number): Draft => ({
  nr,
  minutes: String(minutes),
  to: to.is === 'all' ? 'all' : to.route,
  otherwise: to.is === 'route' ? (to.otherwise ?? '') : '',
  every: everyMinutes === undefined ? '' : String(everyMinutes),
})

const mostSteps = 10

type FormProps = { chain: Chain; routes: readonly RouteView[]; onClose: () => void }

/** The chain, step by step. Their order is that of their minutes. */
export function ChainForm({ chain, routes, onClose }: FormProps) {
  const actions = useConsoleActions()
  const readAgain = useReadSignalsAgain()
  const next = useRef(chain.steps.length)
  const [drafts, setDrafts] = useState<readonly Draft[]>(
    chain.steps.length > 0 ? chain.steps.map(draftOf) : [firstStep(routes, 0)],
  )
  const [tried, setTried] = useState(false)
  const set = (nr: number, changes: Partial<Draft>) =>
    setDrafts((all) => all.map((one) => (one.nr === nr ? { ...one, ...changes } : one)))
  const problemOf = (draft: Draft): string | undefined => {
    const minutes = wholeOf(draft.minutes)
    if (minutes === undefined) return 'Enter minutes, such as 10.'
    if (drafts.some((other) => other.nr < draft.nr && wholeOf(other.minutes) === minutes))
      return 'Another step has the same time.'
    if (draft.every !== '' && (wholeOf(draft.every) ?? 0) < 5)
      return 'Again: enter 5 minutes or more, or leave it empty.'
    return undefined
  }

  const send = () => {
    setTried(true)
    if (drafts.some((draft) => problemOf(draft) !== undefined)) return undefined
    return actions.setChain(drafts.map(stepOf)).then(async (reply) => {
      if (reply.ok) await readAgain()
      return reply
    })
  }

  return (
    <FormDialog
      title="When nobody takes it"
      description="Each step tells one route, or all of them. Its minutes count while nobody has the question."
      verb="Save the chain"
      send={send}
      onClose={onClose}
      width="wide"
    >
      <ol className="grid gap-3" aria-label="Steps">
        {drafts.map((draft, place) => (
          <li
            key={draft.nr}
            className="grid gap-2 border-t border-line pt-3 first:border-t-0 first:pt-0 mid:grid-cols-[88px_minmax(0,1fr)_minmax(0,1fr)_112px_auto] mid:items-end"
          >
            <Field label="After, min" error={tried ? problemOf(draft) : undefined}>
              {(control) => (
                <TextInput
                  {...control}
                  inputMode="numeric"
                  aria-label={`Step ${place + 1}: after how many minutes`}
                  value={draft.minutes}
                  onChange={(event) => set(draft.nr, { minutes: event.target.value })}
                />
              )}
            </Field>
            <Field label="Tell">
              {(control) => (
                <NativeSelect
                  {...control}
                  aria-label={`Step ${place + 1}: whom to tell`}
                  value={draft.to}
                  onChange={(event) => set(draft.nr, { to: event.target.value })}
                >
                  {routes.map((route) => (
                    <option key={route.id} value={route.id}>
                      {route.name}
                    </option>
                  ))}
                  <option value="all">everybody</option>
                </NativeSelect>
              )}
            </Field>
            <Field label="Out of its hours">
              {(control) => (
                <NativeSelect
                  {...control}
                  aria-label={`Step ${place + 1}: whom to tell out of its hours`}
                  value={draft.to === 'all' ? '' : draft.otherwise}
                  disabled={draft.to === 'all'}
                  onChange={(event) => set(draft.nr, { otherwise: event.target.value })}
                >
                  <option value="">nobody</option>
                  {routes
                    .filter(({ id }) => id !== draft.to)
                    .map((route) => (
                      <option key={route.id} value={route.id}>
                        {route.name}
                      </option>
                    ))}
                </NativeSelect>
              )}
            </Field>
            <Field label="Again every, min">
              {(control) => (
                <TextInput
                  {...control}
                  inputMode="numeric"
                  placeholder="once"
                  aria-label={`Step ${place + 1}: again every so many minutes`}
                  value={draft.every}
                  onChange={(event) => set(draft.nr, { every: event.target.value })}
                />
              )}
            </Field>
            <Button
              tone="quiet"
              aria-label={`Remove step ${place + 1}`}
              onClick={() => setDrafts((all) => all.filter(({ nr }) => nr !== draft.nr))}
            >
              Remove
            </Button>
          </li>
        ))}
      </ol>
      <div>
        <Button
          size="small"
          disabledReason={drafts.length >= mostSteps ? `A chain has at most ${mostSteps} steps.` : undefined}
          onClick={() => {
            next.current += 1
            setDrafts((all) => [...all, firstStep(routes, next.current)])
          }}
        >
          Add a step
        </Button>
      </div>
    </FormDialog>
  )
}

const firstStep = ([first]: readonly RouteView[], nr: number): Draft => ({
  nr,
  minutes: '',
  to: first?.id ?? 'all',
  otherwise: '',
  every: '',
})

function wholeOf(text: string): number | undefined {
  const trimmed = text.trim()
  return /^\d{1,5}$/.test(trimmed) && Number(trimmed) <= 7 * 24 * 60 ? Number(trimmed) : undefined
}

const stepOf = ({ minutes, to, otherwise, every }: Draft): ChainStep => ({
  minutes: wholeOf(minutes) ?? 0,
  to:
    to === 'all'
      ? { is: 'all' }
      : {
          is: 'route',
          route: routeId(to),
          ...(otherwise === '' || otherwise === to ? {} : { otherwise: routeId(otherwise) }),
        },
  ...(every.trim() === '' ? {} : { everyMinutes: wholeOf(every) ?? 0 }),
})
