'use client'

import { useMemo } from 'react'
import type { VmxFile } from '@/lib/files/vmx-file'
import { useConsoleActions } from '../../console/console-context'
import { NotRead } from '../../ui/facts'
import { ErrorNotice } from '../../ui/notice'
import { sourceOfFile } from '../../vmx/vmx-source'
import { useVmReading } from '../use-vm-reading'
import type { VmTabProps } from '../vm-tab'
import { ConfigurationFile } from './configuration-file'
import { useVmxDraft } from './vmx-draft'

/** The VM's configuration file: decoded beside what is stored, beside what runs, and edited while the VM is off. */
export function ConfigurationTab({ row }: Pick<VmTabProps, 'row'>) {
  const actions = useConsoleActions()
  const reading = useVmReading<VmxFile>('vmx', row.vm, (vm) => actions.readVmx(vm))
  const [draft, setDraft] = useVmxDraft(row.vm.key)
  const { value: latest, error, refetch } = reading
  // Changes are shown on the file that they were made on, until they are put on a newer one.
  const file = draft?.base ?? latest
  const source = useMemo(() => file && sourceOfFile(file), [file])

  if (!file || !source) return <NotRead error={error} onRetry={refetch} />
  return (
    <div className="grid gap-3">
      {error && <ErrorNotice error={error} />}
      <ConfigurationFile
        row={row}
        file={file}
        latest={latest ?? file}
        source={source}
        draft={draft}
        setDraft={setDraft}
        reading={reading}
      />
    </div>
  )
}
