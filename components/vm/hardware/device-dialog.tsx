'use client'

import type { VmDevice } from '@/lib/vsphere/vm'
import { assertNever } from '@/lib/assert-never'
import { BootDialog } from './boot-dialog'
import type { DeviceDialogProps } from './device-form'
import type { DeviceForm } from './device-rows'
import { AddDiskDialog, AttachDiskDialog, DiskModeDialog, GrowDiskDialog } from './disk-dialogs'
import { DriveDialog } from './drive-dialog'
import { HotAddDialog } from './flag-dialogs'
import { NicDialog } from './nic-dialog'

/** The form that is open, and the device that it is about. */
export type OpenDialog =
  | { form: 'addDisk' | 'attachDisk' | 'addNic' | 'addCdrom' | 'addFloppy' | 'boot' | 'hotAdd' }
  | { form: DeviceForm; device: VmDevice }

/** The one form that is open on the Hardware tab. */
export function DeviceDialog({ open, ...props }: DeviceDialogProps & { open: OpenDialog }) {
  switch (open.form) {
    case 'addDisk':
      return <AddDiskDialog {...props} />
    case 'attachDisk':
      return <AttachDiskDialog {...props} />
    case 'grow':
      return <GrowDiskDialog {...props} disk={open.device} />
    case 'mode':
      return <DiskModeDialog {...props} disk={open.device} />
    case 'addNic':
      return <NicDialog {...props} nic={undefined} />
    case 'nic':
      return <NicDialog {...props} nic={open.device} />
    case 'addCdrom':
      return <DriveDialog {...props} drive={{ new: 'cdrom' }} />
    case 'addFloppy':
      return <DriveDialog {...props} drive={{ new: 'floppy' }} />
    case 'drive':
      return <DriveDialog {...props} drive={open.device} />
    case 'boot':
      return <BootDialog {...props} />
    case 'hotAdd':
      return <HotAddDialog {...props} />
    default:
      return assertNever(open, 'form')
  }
}
