'use client'

import { useState } from 'react'
import type { VmxSaved } from '@/lib/files/vmx-file'
import { failed, type ConsoleError } from '@/lib/result'
import type { VmKey } from '@/lib/vsphere/ids'
import { useConsoleActions } from '../../console/console-actions'
import { unreachable } from '../../ui/confirm'
import type { VmxDraft } from './vmx-draft'

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
