'use client'

import { clsx } from 'clsx'
import { formatClock } from '@/lib/format/clock'
import { formatMiB } from '@/lib/format/quantity'
import { runLabel } from '@/lib/runs/run-label'
import type { Verb } from '@/lib/runs/verb'
import { lastKnownAt } from '@/lib/vsphere/connection'
import type { VmDetail } from '@/lib/vsphere/vm'
import { StatusGlyph, type Glyph } from '../glyphs/status-glyph'
import { PagePath } from '../ui/page-path'
import { contactWord } from './last-known'
import { powerWords } from './power-state'
import { VmActions } from './vm-actions'
import type { VmAffairs } from './vm-operation'
import type { VmRow } from './vm-row'
import type { StartRun } from './vm-tab'

type VmHeadProps = { row: VmRow; affairs: VmAffairs; detail: VmDetail | undefined; run: StartRun }

/** Where one is, what the VM is called, its state in one line, and what can be done. */
export function VmHead({ row, affairs, detail, run }: VmHeadProps) {
  const { vm, connection } = row
  const state = stateOf(vm, connection)
  const going = onItsWay(affairs)
  return (
    <>
      <PagePath
        steps={[
          { name: 'VMs', href: '/vms' },
          { name: connection?.name ?? vm.connection, href: `/vms?connection=${encodeURIComponent(vm.connection)}` },
        ]}
      />
      <div className="mt-1 mb-3.5 flex flex-wrap items-end gap-x-6 gap-y-3">
        <div className="min-w-0 flex-[1_1_380px]">
          <div className="flex flex-wrap items-baseline gap-x-3">
            <h1 className="text-2xl font-semibold tracking-[-0.015em] wrap-anywhere whitespace-pre-wrap">
              {vm.name === '' ? '(no name)' : vm.name}
            </h1>
            {vm.storedName !== vm.name && (
              <span className="raw whitespace-pre-wrap! wrap-anywhere" title="As the host stores it">
                {vm.storedName}
              </span>
            )}
          </div>
          {/* One line, whatever it says: what is below must not move, and what finds no room stands in the overview. On a
              phone the panel says what goes on. */}
          <div className="flex gap-x-4 gap-y-0.5 text-sm flex-wrap text-ink-2 mid:h-5 mid:overflow-hidden">
            <span
              className={clsx(
                'inline-flex items-center gap-1 font-semibold',
                state.lost ? 'text-fail-text' : 'text-ink',
              )}
            >
              <StatusGlyph glyph={state.glyph} className={clsx(!state.lost && '-ml-1 text-bar')} />
              {state.word}
              {going && <span className="-ml-1 max-mid:hidden">, {going}</span>}
            </span>
            {vm.isTemplate && <span>template</span>}
            {vm.host && <span>{vm.host.name}</span>}
            {vm.cpuCount !== undefined && vm.memoryMiB !== undefined && (
              <span>
                {vm.cpuCount} vCPU, {formatMiB(vm.memoryMiB)}
              </span>
            )}
            {vm.powerState === 'poweredOn' && vm.ipAddress && <span>{vm.ipAddress}</span>}
            {vm.guestFullName && <span>{vm.guestFullName}</span>}
          </div>
          {vm.nameProblem && <p className="text-xs text-ink-3">{vm.nameProblem}</p>}
        </div>
        <VmActions row={row} detail={detail} run={run} />
      </div>
    </>
  )
}

type HeadState = { glyph: Glyph; word: string; /** What stands on the page is what was last known. */ lost?: true }

/** How the VM stands in a few words; where nobody has contact with it, that, and how it stood last. */
function stateOf(vm: VmRow['vm'], connection: VmRow['connection']): HeadState {
  const { glyph, word } = powerWords[vm.powerState]
  const before = powerWords[vm.powerStateBefore ?? vm.powerState].word.toLowerCase()
  const since = lastKnownAt(connection)
  if (since !== undefined) {
    const was = vm.powerStateBefore === undefined ? ' since' : `, was ${before} at`
    return { glyph: 'noContact', word: `Unknown${was} ${formatClock(since)}`, lost: true }
  }
  const contact = contactWord(vm)
  if (contact === undefined) return { glyph, word }
  return { glyph: 'noContact', word: `${contact}, last known: ${before}`, lost: true }
}

const goingWords: Partial<Record<Verb, string>> = {
  powerOn: 'powering on',
  resume: 'resuming',
  powerOff: 'powering off',
  suspend: 'suspending',
  reset: 'resetting',
  shutdownGuest: 'guest shuts down',
  rebootGuest: 'guest restarts',
  mountTools: 'installer is being mounted',
  unmountTools: 'installer is being unmounted',
  unregister: 'leaving the inventory',
  destroy: 'being deleted',
}

/** `powering on`: what the state is about to become, while it has not become it and nothing stands in the way. */
function onItsWay({ operation, question }: VmAffairs): string | undefined {
  if (operation.kind !== 'run' || ['ended', 'held'].includes(operation.run.state.at)) return undefined
  if (question && question.state.at === 'waiting') return undefined
  const { run } = operation
  const going = run.kind === 'vm' ? goingWords[run.request.verb] : undefined
  return going ?? `${runLabel(run).toLowerCase()} runs`
}
