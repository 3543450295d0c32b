'use client'

import { useDeferredValue, useMemo, useState } from 'react'
import { formatNumber } from '@/lib/format/quantity'
import type { ConsoleError } from '@/lib/result'
import type { StartHow } from '@/lib/runs/decide'
import { verbLabel, type RunRequest } from '@/lib/runs/verb'
import { useAccount } from '../console/console-context'
import { Icon, type IconName } from '../glyphs/icon'
import { Button } from '../ui/button'
import { useConfirm } from '../ui/confirm'
import { Menu, MenuItem } from '../ui/menu'
import { ErrorNotice } from '../ui/notice'
import { DeleteDialog } from '../vm/delete-dialog'
import { SnapshotDialog } from '../vm/snapshots/snapshot-dialog'
import { StartMenu } from '../vm/start-menu'
import { verbConfirm } from '../vm/verb-confirm'
import type { VmRow } from '../vm/vm-row'
import { leftOutText, planBulk, plansFor, type BulkPlan, type BulkVerb } from './bulk'
import { BulkResults } from './bulk-results'
import { useBulkRun } from './use-bulk-run'

const verbs: { verb: BulkVerb; icon: IconName }[] = [
  { verb: 'powerOn', icon: 'power' },
  { verb: 'shutdownGuest', icon: 'shutdown' },
  { verb: 'suspend', icon: 'suspend' },
  { verb: 'reset', icon: 'reset' },
  { verb: 'createSnapshot', icon: 'snapshot' },
]
const moreVerbs: {
  verb: Extract<BulkVerb, 'powerOff' | 'rebootGuest' | 'unregister' | 'destroy'>
  danger: boolean
}[] = [
  { verb: 'rebootGuest', danger: false },
  { verb: 'powerOff', danger: true },
  { verb: 'unregister', danger: false },
  { verb: 'destroy', danger: true },
]

const allVerbs = [...verbs, ...moreVerbs].map(({ verb }) => verb)

type BulkBarProps = {
  selected: VmRow[]
  /** How many of them search and filters hide now. */
  hiddenCount: number
  onClear: () => void
}

/** What can be done with the ticked VMs. It stands under the table, so that no row moves when it comes. */
export function BulkBar({ selected, hiddenCount, onClear }: BulkBarProps) {
  const { role } = useAccount()
  const confirm = useConfirm()
  const { busy, result, start, dismiss } = useBulkRun()
  const [pointed, setPointed] = useState<BulkVerb>()
  const [error, setError] = useState<ConsoleError>()
  const [snapshotOf, setSnapshotOf] = useState<BulkPlan>()
  const [deleted, setDeleted] = useState<BulkPlan>()

  // The ticks are drawn first: ten thousand VMs are seven times as many verdicts.
  const counted = useDeferredValue(selected)
  const plans = useMemo(() => plansFor(allVerbs, counted, role), [counted, role])

  const go = async (plan: BulkPlan, request: RunRequest, how?: StartHow) => {
    setError(undefined)
    const reply = await start(plan, request, how)
    if (!reply.ok) setError(reply.error)
    return reply
  }

  const press = (verb: BulkVerb, how?: StartHow) => {
    // Of what is ticked now.
    const plan = planBulk(verb, selected, role)
    if (verb === 'createSnapshot') return setSnapshotOf(plan)
    if (verb === 'destroy') return setDeleted(plan)
    const asked = verbConfirm(
      verb,
      plan.fits.map((row) => row.vm),
    )
    if (!asked) return void go(plan, { verb }, how)
    const others = plan.leftOut.length === 0 ? '' : ` Left out: ${leftOutText(plan.leftOut)}.`
    confirm({ ...asked, effect: asked.effect + others, run: () => start(plan, { verb }, how) })
  }

  const reason = (verb: BulkVerb) => {
    if (busy) return 'Sent; wait for the reply.'
    return plans[verb].fits.length === 0 ? `None of them now. ${leftOutText(plans[verb].leftOut)}.` : undefined
  }

  if (counted.length === 0 && !result && !error) return null
  return (
    <div className="relative z-3 border-t border-line-2 bg-raised shadow-pop knock-raised">
      {result && <BulkResults result={result} onDismiss={dismiss} />}
      {error && <ErrorNotice error={error} className="mx-5 mt-2.5" />}
      {counted.length > 0 && (
        <section
          aria-label="Actions for the selection"
          className="flex flex-wrap items-center gap-2 px-3 py-2.5 mid:px-4 wide:px-5"
        >
          <strong role="status" className="font-semibold">
            {formatNumber(counted.length)} selected
            {hiddenCount > 0 && <span className="font-normal text-ink-3">, {formatNumber(hiddenCount)} not shown</span>}
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
                disabledReason={reason(verb)}
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
                  disabledReason={reason(verb)}
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
            {moreVerbs.map(({ verb, danger }) => (
              <MenuItem
                key={verb}
                tone={danger ? 'danger' : 'plain'}
                disabledReason={reason(verb)}
                onSelect={() => press(verb)}
              >
                {verbLabel[verb]} {formatNumber(plans[verb].fits.length)} of {formatNumber(counted.length)}
              </MenuItem>
            ))}
          </Menu>
          <Button tone="quiet" onClick={onClear}>
            Clear
          </Button>
          <LeftOutNote plan={pointed ? plans[pointed] : undefined} always={plans.createSnapshot} />
        </section>
      )}
      {deleted && (
        <DeleteDialog
          vms={deleted.fits.map((row) => row.vm)}
          leftOut={deleted.leftOut.length === 0 ? undefined : leftOutText(deleted.leftOut)}
          onClose={() => setDeleted(undefined)}
          onDelete={() => start(deleted, { verb: 'destroy', vmName: '' })}
        />
      )}
      {snapshotOf && (
        <SnapshotDialog
          vms={snapshotOf.fits.map((row) => row.vm.name)}
          onClose={() => setSnapshotOf(undefined)}
          onTake={(request) => start(snapshotOf, request)}
        />
      )}
    </div>
  )
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
