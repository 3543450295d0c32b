'use client'

import { useDeferredValue, useMemo, useState } from 'react'
import { formatNumber } from '@/lib/format/quantity'
import type { ConsoleError } from '@/lib/result'
import type { StartHow } from '@/lib/runs/decide'
import { verbLabel, type RunRequest } from '@/lib/runs/verb'
import type { VmKey } from '@/lib/vsphere/ids'
import { useAccount } from '../console/console-context'
import { Icon, type IconName } from '../glyphs/icon'
import { Button } from '../ui/button'
import { useConfirm } from '../ui/confirm'
import { Menu, MenuItem } from '../ui/menu'
import { ErrorNotice } from '../ui/notice'
import { StartMenu } from '../vm/start-menu'
import { verbConfirm } from '../vm/verb-confirm'
import type { VmRow } from '../vm/vm-row'
import { hasForm, leftOutText, noCommonPlace, planBulk, plansFor, type BulkPlan, type BulkVerb } from './bulk'
import { BulkDialogs } from './bulk-dialogs'
import { BulkResults } from './bulk-results'
import { useBulkRun } from './use-bulk-run'

const verbs: { verb: BulkVerb; icon: IconName }[] = [
  { verb: 'powerOn', icon: 'power' },
  { verb: 'shutdownGuest', icon: 'shutdown' },
  { verb: 'suspend', icon: 'suspend' },
  { verb: 'reset', icon: 'reset' },
  { verb: 'createSnapshot', icon: 'snapshot' },
]
const moreVerbs: { verb: BulkVerb; danger: boolean }[] = [
  { verb: 'rebootGuest', danger: false },
  { verb: 'powerOff', danger: true },
  { verb: 'mountTools', danger: false },
  { verb: 'unmountTools', danger: false },
  { verb: 'migrate', danger: false },
  { verb: 'moveToFolder', danger: false },
  { verb: 'unregister', danger: false },
  { verb: 'destroy', danger: true },
]

const inSight = verbs.map(({ verb }) => verb)
const inMenu = moreVerbs.map(({ verb }) => verb)

type BulkBarProps = {
  selected: VmRow[]
  /** How many of them search and filters hide now. */
  hiddenCount: number
  /** Whether a VM is among those that are known, ticked or not. */
  isThere: (vm: VmKey) => boolean
  /** On a phone nothing is ticked: there is only what was begun on a wider window. */
  phone: boolean
  onClear: () => void
}

/** What can be done with the ticked VMs. It stands under the table, so that no row moves when it comes. */
export function BulkBar({ selected, hiddenCount, isThere, phone, onClear }: BulkBarProps) {
  const { role } = useAccount()
  const confirm = useConfirm()
  const { busy, result, start, dismiss } = useBulkRun()
  const [pointed, setPointed] = useState<BulkVerb>()
  const [error, setError] = useState<ConsoleError>()
  const [asked, setAsked] = useState<BulkPlan>()

  // The ticks are drawn first: ten thousand VMs are five times as many verdicts.
  const counted = useDeferredValue(selected)
  const plans = useMemo(() => plansFor(inSight, counted, role), [counted, role])

  const go = async (plan: BulkPlan, request: RunRequest, how?: StartHow) => {
    setError(undefined)
    const reply = await start(plan, request, how)
    if (!reply.ok) setError(reply.error)
    return reply
  }

  const press = (verb: BulkVerb, how?: StartHow) => {
    // Of what is ticked now.
    const plan = planBulk(verb, selected, role)
    if (hasForm(verb)) return setAsked(plan)
    const question = verbConfirm(
      verb,
      plan.fits.map((row) => row.vm),
    )
    if (!question) return void go(plan, { verb } as RunRequest, how) // what else it takes is asked for in a form
    const others = plan.leftOut.length === 0 ? '' : ` Left out: ${leftOutText(plan.leftOut)}.`
    const run = () => start(plan, { verb } as RunRequest, how) // as above
    confirm({ ...question, effect: question.effect + others, run })
  }

  const isShown = counted.length > 0 && !phone
  return (
    <>
      {(isShown || result || error) && (
        <div className="relative z-3 border-t border-line-2 bg-raised shadow-pop knock-raised">
          {result && <BulkResults result={result} onDismiss={dismiss} />}
          {error && <ErrorNotice error={error} className="mx-5 mt-2.5" />}
          {isShown && (
            <section
              aria-label="Actions for the selection"
              className="flex flex-wrap items-center gap-2 px-3 py-2.5 mid:px-4 wide:px-5"
            >
              <strong role="status" className="font-semibold">
                {formatNumber(counted.length)} selected
                {hiddenCount > 0 && (
                  <span className="font-normal text-ink-3">, {formatNumber(hiddenCount)} not shown</span>
                )}
              </strong>
              {verbs.map(({ verb, icon }) => (
                <span
                  key={verb}
                  className="contents"
                  onPointerEnter={() => setPointed(verb)}
                  onPointerLeave={() => setPointed(undefined)}
                >
                  <Button
                    className={verb === 'powerOn' ? '-mr-2 rounded-r-none!' : ''}
                    onClick={() => press(verb)}
                    onFocus={() => setPointed(verb)}
                    onBlur={() => setPointed(undefined)}
                    disabledReason={reasonAgainst(plans[verb], busy)}
                  >
                    <Icon name={icon} />
                    {verbLabel[verb]}{' '}
                    <span className="font-normal text-ink-3">
                      {formatNumber(plans[verb].fits.length)} of {formatNumber(counted.length)}
                    </span>
                  </Button>
                  {verb === 'powerOn' && (
                    <StartMenu
                      connections={connectionsOf(plans.powerOn.fits)}
                      disabledReason={reasonAgainst(plans[verb], busy)}
                      onStart={(how) => press(verb, how)}
                    />
                  )}
                </span>
              ))}
              <Menu
                label="More actions"
                trigger={
                  <Button square aria-label="More actions">
                    <Icon name="more" />
                  </Button>
                }
              >
                <MoreVerbs rows={counted} busy={busy} onPress={press} />
              </Menu>
              <Button tone="quiet" onClick={onClear}>
                Clear
              </Button>
              <LeftOutNote plan={pointed ? plans[pointed] : undefined} always={plans.createSnapshot} />
            </section>
          )}
        </div>
      )}
      {asked && <BulkDialogs plan={asked} isThere={isThere} onStart={start} onClose={() => setAsked(undefined)} />}
    </>
  )
}

const reasonAgainst = (plan: BulkPlan, busy: boolean): string | undefined => {
  if (busy) return 'Sent; wait for the reply.'
  if (plan.fits.length === 0) return `None of them now. ${leftOutText(plan.leftOut)}.`
  return plan.verb === 'migrate' || plan.verb === 'moveToFolder' ? noCommonPlace(plan) : undefined
}

type MoreProps = { rows: VmRow[]; busy: boolean; onPress: (verb: BulkVerb) => void }

/** What is in the menu: who could take part is reckoned when it is open. */
function MoreVerbs({ rows, busy, onPress }: MoreProps) {
  const { role } = useAccount()
  const plans = useMemo(() => plansFor(inMenu, rows, role), [rows, role])
  return moreVerbs.map(({ verb, danger }) => (
    <MenuItem
      key={verb}
      tone={danger ? 'danger' : 'plain'}
      disabledReason={reasonAgainst(plans[verb], busy)}
      onSelect={() => onPress(verb)}
    >
      {verbLabel[verb]} {formatNumber(plans[verb].fits.length)} of {formatNumber(rows.length)}
    </MenuItem>
  ))
}

/** Each connection of these VMs once. */
const connectionsOf = (rows: readonly VmRow[]) => [
  ...new Set(rows.flatMap(({ connection }) => (connection ? [connection] : []))),
]

/** Who is left out: of the verb that is pointed at, else of every verb. */
function LeftOutNote({ plan, always }: { plan: BulkPlan | undefined; always: BulkPlan }) {
  const leftOut = plan ? plan.leftOut : always.leftOut.filter((one) => one.always)
  if (leftOut.length === 0) return null
  return (
    <p className="max-h-24 min-w-40 flex-1 overflow-y-auto text-right text-xs text-ink-2 max-wide:basis-full max-wide:text-left">
      {plan ? `Left out of ${verbLabel[plan.verb]}` : 'Left out'}: {leftOutText(leftOut)}
    </p>
  )
}
