'use client'

import Link from 'next/link'
import { formatMiB } from '@/lib/format/quantity'
import { runLabel } from '@/lib/runs/run-label'
import type { Verb } from '@/lib/runs/verb'
import type { VmDetail } from '@/lib/vsphere/vm'
import { Icon } from '../glyphs/icon'
import { StatusGlyph } from '../glyphs/status-glyph'
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
  const { glyph, word } = powerWords[vm.powerState]
  const contact = contactWord(vm)
  const going = onItsWay(affairs)
  return (
    <>
      <nav aria-label="Path" className="flex items-center gap-1.5 text-xs text-ink-3">
        <Link href="/vms" prefetch={false} className="link">
          VMs
        </Link>
        <Icon name="chevronRight" className="size-3!" />
        <Link href={`/vms?connection=${encodeURIComponent(vm.connection)}`} prefetch={false} className="link">
          {connection?.name ?? vm.connection}
        </Link>
      </nav>
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
          <div className="flex flex-wrap gap-x-4 gap-y-0.5 text-sm text-ink-2">
            <span className="inline-flex items-center gap-1 font-semibold text-ink">
              <StatusGlyph glyph={glyph} className="-ml-1 text-bar" />
              {word}
              {going && `, ${going}`}
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
            {contact !== undefined && vm.powerState !== 'unknown' && (
              <span className="font-medium text-fail-text">{contact}: what stands here is what was last known</span>
            )}
          </div>
          {vm.nameProblem && <p className="text-xs text-ink-3">{vm.nameProblem}</p>}
        </div>
        <VmActions row={row} detail={detail} run={run} />
      </div>
    </>
  )
}

const goingWords: Partial<Record<Verb, string>> = {
  powerOn: 'powering on',
  resume: 'resuming',
  powerOff: 'powering off',
  suspend: 'suspending',
  reset: 'resetting',
  shutdownGuest: 'guest shuts down',
  rebootGuest: 'guest restarts',
}

/** `powering on`: what the state is about to become, while it has not become it and nothing stands in the way. */
function onItsWay({ operation, question }: VmAffairs): string | undefined {
  if (operation.kind !== 'run' || operation.run.state.at === 'ended') return undefined
  if (question && question.state.at === 'waiting') return undefined
  const { run } = operation
  const going = run.kind === 'vm' ? goingWords[run.request.verb] : undefined
  return going ?? `${runLabel(run).toLowerCase()} runs`
}
