'use client'

import { clsx } from 'clsx'
import { useState } from 'react'
import type { RouteView } from '@/lib/contract/signals-input'
import type { Chain } from '@/lib/signals/route'
import { Button } from '../ui/button'
import { Said } from '../ui/said'
import { SectionHead } from '../ui/sections'
import { ChainForm } from './chain-form'
import { minutesWords, stepWords } from './signal-words'

type ChainProps = { chain: Chain; routes: readonly RouteView[]; overdueMinutes: number }

/** Who is told next when nobody took it: steps on a line of minutes. */
export function ChainPanel({ chain, routes, overdueMinutes }: ChainProps) {
  const [editing, setEditing] = useState(false)
  const nameOf = (id: string) => routes.find((route) => route.id === id)?.name ?? 'a route that is gone'
  const { steps } = chain
  return (
    <section aria-labelledby="chain" className="grid gap-2">
      <SectionHead id="chain" title="When nobody takes it">
        For a question or a group, from the moment it is raised
      </SectionHead>
      <div className="panel px-5 pt-4 pb-3.5 text-sm">
        <ol className="grid gap-y-3 mid:auto-cols-fr mid:grid-flow-col" aria-label="Steps">
          <Step
            minutes={0}
            who="Board, wall, title"
            more="and the browser, where it was asked for"
            isLast={steps.length === 0}
          />
          {steps.map((step, place) => {
            const { who, more } = stepWords(step, nameOf)
            return (
              <Step
                key={step.minutes}
                minutes={step.minutes}
                who={who}
                more={more}
                isOverdue={step.minutes === overdueMinutes}
                isLast={place === steps.length - 1}
              />
            )
          })}
        </ol>
        <div className="mt-3 flex flex-wrap items-center gap-3 border-t border-line pt-2.5 text-ink-2">
          <p className="min-w-0 flex-1 basis-72">
            {steps.length === 0
              ? 'Nobody is told later: there is no step yet.'
              : 'It stops when somebody takes it or answers. Taken and silent for 15 min: it goes on where it stopped.'}
          </p>
          <Button
            size="small"
            disabledReason={routes.length === 0 ? 'Add a route first: a step tells one.' : undefined}
            onClick={() => setEditing(true)}
          >
            Edit the chain
          </Button>
        </div>
      </div>
      {editing && <ChainForm chain={chain} routes={routes} onClose={() => setEditing(false)} />}
    </section>
  )
}

type StepProps = { minutes: number; who: string; more: string; isOverdue?: boolean; isLast: boolean }

function Step({ minutes, who, more, isOverdue = false, isLast }: StepProps) {
  return (
    <li className="relative min-w-0 pr-4 pl-7 wrap-anywhere mid:pt-[22px] mid:pl-0">
      <span
        aria-hidden="true"
        className={clsx(
          'absolute top-1 -bottom-3 left-[5px] w-0 border-l-2 border-line-2 mid:inset-x-0 mid:top-[7px] mid:bottom-auto mid:w-auto mid:border-t-2 mid:border-l-0',
          isLast && 'border-dashed max-mid:bottom-0',
        )}
      />
      <span
        aria-hidden="true"
        className={clsx(
          'absolute top-1 left-0 size-3 border-2 mid:top-0.5',
          isOverdue ? 'rounded-[2px] border-fail-line bg-fail' : 'rounded-full border-bar bg-surface',
        )}
      />
      <strong className="block text-lg font-semibold">
        {minutesWords(minutes)}
        {isOverdue && ', overdue'}
      </strong>
      <Said>{who}</Said>
      {more !== '' && (
        <small className="block text-xs text-ink-3">
          <Said>{more}</Said>
        </small>
      )}
    </li>
  )
}
