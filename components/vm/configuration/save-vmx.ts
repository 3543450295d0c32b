'use client'

import { useState } from 'react'
import { allows, type Role } from '@/lib/accounts/role'
import type { VmxFile, VmxSaved } from '@/lib/files/vmx-file'
import { failed, type ConsoleError } from '@/lib/result'
import { heldFirst } from '@/lib/runs/vm-can'
import type { VmxDocument } from '@/lib/vmx/document'
import type { VmKey } from '@/lib/vsphere/ids'
import { outOfReach } from '@/lib/vsphere/vm'
import { useConsoleActions } from '../../console/console-context'
import { unreachable } from '../../ui/confirm'
import { rowContext, type VmRow } from '../vm-row'
import type { VmxDraft } from './vmx-draft'

type Circumstances = { row: VmRow; file: VmxFile; document: VmxDocument; role: Role; old: boolean }

/** Why the file cannot be edited now; undefined when it can. The server asks the host again before it writes. */
export function vmxEditReason({ row, file, document, role, old }: Circumstances): string | undefined {
  if (old) return 'Old data. Andon does not answer, so nothing can be changed.'
  if (!allows(role, 'operator')) return 'Your account may look, but not change files.'
  const {
    connectionLive,
    noContact = 'No contact with the host.',
    question,
    unfinishedTask,
    held,
  } = rowContext(row, role)
  if (!connectionLive) return `${noContact} The file can be edited when contact is back.`
  if (question) return 'The VM waits for an answer. Answer the question first.'
  if (held) return heldFirst(held.label)
  if (unfinishedTask) return `${unfinishedTask.label} runs. The file can be edited when it has ended.`
  const { connectionState } = row.vm
  if (connectionState === 'disconnected' || connectionState === 'orphaned') {
    return `${outOfReach[connectionState]} Whether it is off is not known, so its file is not edited.`
  }
  if (row.vm.powerState === 'poweredOn') {
    return 'The VM is on. Its host writes this file itself, and would overwrite an edit: power it off first.'
  }
  if (row.vm.powerState === 'suspended') {
    return 'The VM is suspended. What it was suspended with must stay as it is until it is resumed and powered off.'
  }
  if (row.vm.powerState === 'unknown') return 'Whether the VM is off is not known, so its file is not edited.'
  if (!file.editable.ok) return file.editable.because
  return document.readOnly
}

/** Sends changes to the host, guarded by the checksum of the file that they were made on. */
export function useVmxSave(vm: VmKey) {
  const actions = useConsoleActions()
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<ConsoleError>()
  const [saved, setSaved] = useState<VmxSaved & { changes: number }>()

  const save = async ({ base, edits }: VmxDraft): Promise<'saved' | 'changed-elsewhere' | 'refused'> => {
    setBusy(true)
    setError(undefined)
    setSaved(undefined)
    const reply = await actions
      .saveVmx(vm, { expectedChecksum: base.checksum, edits: [...edits] })
      .catch((cause: unknown) => failed(unreachable(cause)))
    setBusy(false)
    if (reply.ok) {
      setSaved({ ...reply.value, changes: edits.length })
      return 'saved'
    }
    // Both sides are shown once the file has been read again; the sentence of the reply would only repeat it.
    if (reply.error.code === 'changed-elsewhere') return 'changed-elsewhere'
    setError(reply.error)
    return 'refused'
  }
  return { busy, error, saved, save, forget: () => (setError(undefined), setSaved(undefined)) }
}
