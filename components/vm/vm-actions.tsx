'use client'

import { useState } from 'react'
import { lackingFor } from '@/lib/runs/needed-privileges'
import { verbLabel, type Verb } from '@/lib/runs/verb'
import { canOpenConsole } from '@/lib/screen/screen'
import { isIn } from '@/lib/vsphere/known'
import type { VmDetail } from '@/lib/vsphere/vm'
import { useAccount } from '../console/console-context'
import { Icon, type IconName } from '../glyphs/icon'
import { useIsOld } from '../live/live-provider'
import { Button } from '../ui/button'
import { Menu, MenuItem, MenuLine } from '../ui/menu'
import {
  ConsoleDialog,
  DeleteDialog,
  EditHardwareDialog,
  NoteDialog,
  RenameDialog,
  SnapshotDialog,
} from './dialogs-later'
import { useScreenContext } from '../screen/screen-context'
import { vmSetup, whyNoOtherSize } from './hardware/vm-setup'
import { isPlaceDialog, PlaceDialogs, PlaceItems, type PlaceDialog } from './places/place-menu'
import { StartMenu } from './start-menu'
import { disabledReason, rowContext, type VmRow } from './vm-row'
import type { StartRun } from './vm-tab'

const icons: Record<'powerOn' | 'resume' | 'shutdownGuest' | 'suspend' | 'reset', IconName> = {
  powerOn: 'power',
  resume: 'power',
  shutdownGuest: 'shutdown',
  suspend: 'suspend',
  reset: 'reset',
}

const others = ['shutdownGuest', 'suspend', 'reset'] as const

type Open = 'snapshot' | 'rename' | 'hardware' | 'console' | 'note' | 'delete' | PlaceDialog | undefined

type VmActionsProps = { row: VmRow; detail: VmDetail | undefined; run: StartRun }

/** Everything that can be done with the VM, each with the reason when not now. */
export function VmActions({ row, detail, run }: VmActionsProps) {
  const { role } = useAccount()
  const old = useIsOld()
  const [open, setOpen] = useState<Open>()
  const { vm } = row

  const reason = (verb: Verb): string | undefined => {
    if (old) return 'Old data. Andon does not answer, so nothing can be started.'
    if (run.busy) return 'Sent; wait for the reply.'
    return disabledReason(verb, row, role)
  }
  const first = vm.powerState === 'suspended' ? 'resume' : 'powerOn'
  const main = [first, ...others] as const
  const reasons = [...main, 'createSnapshot' as const].map((verb) => reason(verb))
  // One reason for all of them is said once, in words, below the buttons.
  const common = reasons.every((one) => one !== undefined && one === reasons[0]) ? reasons[0] : undefined
  const drives = detail?.devices.known
    ? detail.devices.value.filter(({ type, connected }) => type === 'VirtualCdrom' && connected)
    : []
  const { missing, connectionName = 'the host' } = rowContext(row, role)
  // Each button names its own privilege; that none of them is there is said once, in words.
  const mayOnlyLook = common === undefined && !old && main.every((verb) => lackingFor(verb, missing) !== undefined)
  const installer = vm.toolsInstallerMounted === true ? 'unmountTools' : 'mountTools'
  const consoles = canOpenConsole(vm, useScreenContext(vm))
  const consoleReason = consoles.ok ? undefined : consoles.because
  const close = () => setOpen(undefined)
  const setup = detail && vmSetup(vm, detail)
  /** A reason that all share stands on top of the menu, once. */
  const why = (because: string | undefined) => ({
    disabledReason: because,
    reasonIsVisible: because !== undefined && because === common,
  })

  return (
    <div className="min-w-0 max-wide:basis-full">
      <div role="group" aria-label="Actions" className="flex flex-wrap gap-2 wide:justify-end">
        <span className="inline-flex">
          <Button
            key="powerOn"
            className="rounded-r-none!"
            onClick={() => run.press({ verb: first })}
            disabledReason={reason(first)}
            reasonIsVisible={common !== undefined}
          >
            <Icon name={icons[first]} />
            {verbLabel[first]}
          </Button>
          <StartMenu
            connections={row.connection ? [row.connection] : []}
            disabledReason={reason(first)}
            reasonIsVisible={common !== undefined}
            onStart={(how) => run.press({ verb: first }, how)}
          />
        </span>
        {others.map((verb) => (
          <Button
            key={verb}
            onClick={() => run.press({ verb })}
            disabledReason={reason(verb)}
            reasonIsVisible={common !== undefined}
          >
            <Icon name={icons[verb]} />
            {verbLabel[verb]}
          </Button>
        ))}
        <Button
          onClick={() => setOpen('snapshot')}
          disabledReason={reason('createSnapshot')}
          reasonIsVisible={common !== undefined}
        >
          <Icon name="snapshot" />
          {verbLabel.createSnapshot}
        </Button>
        <Menu
          label="More actions"
          trigger={
            <Button>
              <Icon name="more" />
              More
            </Button>
          }
        >
          {common !== undefined && <p className="max-w-72 px-3.5 pt-1 pb-1.5 text-xs text-ink-3">{common}</p>}
          <MenuItem onSelect={() => run.press({ verb: 'rebootGuest' })} {...why(reason('rebootGuest'))}>
            {verbLabel.rebootGuest}
          </MenuItem>
          <MenuItem tone="danger" onSelect={() => run.press({ verb: 'powerOff' })} {...why(reason('powerOff'))}>
            {verbLabel.powerOff}
          </MenuItem>
          <MenuLine />
          {drives.length === 0 ? (
            <MenuItem onSelect={() => {}} {...why(reason('disconnectCdrom') ?? noDrive(detail))}>
              {verbLabel.disconnectCdrom}
            </MenuItem>
          ) : (
            drives.map((drive) => (
              <MenuItem
                key={drive.key}
                onSelect={() => run.press({ verb: 'disconnectCdrom', deviceKey: drive.key, deviceLabel: drive.label })}
                {...why(reason('disconnectCdrom'))}
              >
                {drives.length === 1 ? verbLabel.disconnectCdrom : `Disconnect ${drive.label}`}
              </MenuItem>
            ))
          )}
          <MenuItem onSelect={() => run.press({ verb: 'consolidateDisks' })} {...why(reason('consolidateDisks'))}>
            {verbLabel.consolidateDisks}
          </MenuItem>
          <MenuItem onSelect={() => run.press({ verb: installer })} {...why(reason(installer) ?? noCdrom(detail))}>
            {verbLabel[installer]}
          </MenuItem>
          <MenuItem
            onSelect={() => setOpen('hardware')}
            {...why(reason('reconfigure') ?? noDetail(detail) ?? (detail && whyNoOtherSize(row.vm, detail)))}
          >
            Edit memory and CPU
          </MenuItem>
          <MenuLine />
          <PlaceItems row={row} press={run.press} open={setOpen} why={(verb) => why(reason(verb))} />
          <MenuLine />
          <MenuItem onSelect={() => setOpen('console')} {...why(consoleReason)}>
            Open in VMRC
          </MenuItem>
          <MenuItem onSelect={() => setOpen('rename')} {...why(reason('rename'))}>
            {verbLabel.rename}
          </MenuItem>
          <MenuItem onSelect={() => setOpen('note')} {...why(reason('setNote') ?? noDetail(detail))}>
            {verbLabel.setNote}
          </MenuItem>
          <MenuLine />
          <MenuItem onSelect={() => run.press({ verb: 'unregister' })} {...why(reason('unregister'))}>
            {verbLabel.unregister}
          </MenuItem>
          <MenuItem tone="danger" onSelect={() => setOpen('delete')} {...why(reason('destroy'))}>
            {verbLabel.destroy}
          </MenuItem>
        </Menu>
      </div>
      {/* Always there: the buttons must not move when there is something to say. */}
      <p
        title={common}
        className="mt-1 w-0 min-w-full text-xs/4 text-ink-3 max-mid:line-clamp-2 max-mid:min-h-8 mid:min-h-5 mid:truncate mid:leading-5 wide:text-right"
      >
        {mayOnlyLook ? `Andon’s account at ${connectionName} may look at this VM, but not operate it.` : common}
      </p>
      {open === 'snapshot' && (
        <SnapshotDialog vms={[vm.name]} poweredOn={vm.powerState === 'poweredOn'} onTake={run.start} onClose={close} />
      )}
      {isPlaceDialog(open) && (
        <PlaceDialogs which={open} row={row} detail={detail} onStart={run.start} onClose={close} />
      )}
      {open === 'console' && <ConsoleDialog vm={vm} onClose={close} />}
      {open === 'rename' && <RenameDialog vm={vm} onRename={run.start} onClose={close} />}
      {open === 'delete' && (
        <DeleteDialog
          vms={[vm]}
          onDelete={(how) => run.start({ verb: 'destroy', vmName: vm.name, ...how })}
          onClose={close}
        />
      )}
      {open === 'note' && detail && setup && (
        <NoteDialog vm={vm} detail={detail} setup={setup} onSend={run.start} onClose={close} />
      )}
      {open === 'hardware' && detail && (
        <EditHardwareDialog vm={vm} detail={detail} onEdit={run.start} onClose={close} />
      )}
    </div>
  )
}

function noDetail(detail: VmDetail | undefined): string | undefined {
  if (!detail) return 'The devices of this VM are not known yet.'
  return detail.devices.known ? undefined : `The devices of this VM are not known. ${detail.devices.because}`
}
const noDrive = (detail: VmDetail | undefined) =>
  noDetail(detail) ??
  (detail?.devices.known && detail.devices.unread !== undefined
    ? 'Not all devices of this VM could be read, and no CD-ROM among the others is connected.'
    : 'No CD-ROM is connected.')
/** Devices that are not known are left to the host. */
const noCdrom = (detail: VmDetail | undefined) =>
  detail && isIn(detail.devices, ({ type }) => type === 'VirtualCdrom') === false
    ? 'The VM has no CD-ROM drive to mount it in.'
    : undefined
