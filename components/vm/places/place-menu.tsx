'use client'

import { useAccount } from '../../console/console-context'
import type { Result } from '@/lib/result'
import type { RunRequest, Verb } from '@/lib/runs/verb'
import { vmCan } from '@/lib/runs/vm-can'
import type { VmDetail } from '@/lib/vsphere/vm'
import { MenuItem } from '../../ui/menu'
import { rowContext, type VmRow } from '../vm-row'
import { CloneDialog, CopyDialog, MigrateDialog, MoveDialog } from '../dialogs-later'

export type PlaceDialog = 'clone' | 'copy' | 'migrate' | 'move'

export const isPlaceDialog = (open: string | undefined): open is PlaceDialog =>
  open === 'clone' || open === 'copy' || open === 'migrate' || open === 'move'

type Why = (verb: Verb) => { disabledReason: string | undefined; reasonIsVisible: boolean }

type PlaceItemsProps = {
  row: VmRow
  press: (request: RunRequest) => void
  open: (dialog: PlaceDialog) => void
  why: Why
}

/** Copies of a VM and other places for it. A host by itself copies; everything else says there that it takes a vCenter. */
export function PlaceItems({ row, press, open, why }: PlaceItemsProps) {
  const isTemplate = row.vm.isTemplate === true
  const isAlone = row.connection?.kind === 'esx'
  return (
    <>
      {isAlone ? (
        <MenuItem onSelect={() => open('copy')} {...why('copy')}>
          Copy
        </MenuItem>
      ) : (
        <MenuItem onSelect={() => open('clone')} {...why('clone')}>
          {isTemplate ? 'Deploy a VM' : 'Clone'}
        </MenuItem>
      )}
      <MenuItem onSelect={() => open('migrate')} {...why(isTemplate ? 'relocate' : 'migrate')}>
        Migrate
      </MenuItem>
      <MenuItem onSelect={() => open('move')} {...why('moveToFolder')}>
        Move to folder or pool
      </MenuItem>
      {isTemplate ? (
        <MenuItem onSelect={() => press({ verb: 'markAsVm' })} {...why('markAsVm')}>
          Make a VM again
        </MenuItem>
      ) : (
        <MenuItem onSelect={() => press({ verb: 'markAsTemplate' })} {...why('markAsTemplate')}>
          Make a template
        </MenuItem>
      )}
    </>
  )
}

type PlaceDialogsProps = {
  which: PlaceDialog
  row: VmRow
  detail: VmDetail | undefined
  onStart: (request: RunRequest) => Promise<Result<unknown>>
  onClose: () => void
}

export function PlaceDialogs({ which, row, detail, onStart, onClose }: PlaceDialogsProps) {
  const { role } = useAccount()
  const { vm } = row
  switch (which) {
    case 'clone':
      return <CloneDialog vm={vm} onClone={onStart} onClose={onClose} />
    case 'copy':
      return <CopyDialog vm={vm} committedBytes={detail?.storage?.committedBytes} onCopy={onStart} onClose={onClose} />
    case 'migrate':
      return <MigrateDialog vms={[vm]} onMigrate={onStart} onClose={onClose} />
    case 'move':
      return (
        <MoveDialog
          vms={[vm]}
          canPool={vmCan('moveToPool', vm, rowContext(row, role))}
          onMove={onStart}
          onClose={onClose}
        />
      )
  }
}
