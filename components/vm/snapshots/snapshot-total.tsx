'use client'

import { useState } from 'react'
import { formatAgo } from '@/lib/format/clock'
import { formatList } from '@/lib/format/list'
import { formatBytes } from '@/lib/format/quantity'
import { failed, type ConsoleError } from '@/lib/result'
import type { Known } from '@/lib/vsphere/known'
import { sizeOfAll, type SnapshotFiles } from '@/lib/vsphere/snapshot-files'
import type { SnapshotNode, VmView } from '@/lib/vsphere/vm'
import { useConsoleActions } from '../../console/console-context'
import { useServerNow } from '../../live/live-provider'
import { Button } from '../../ui/button'
import { unreachable } from '../../ui/confirm'
import type { VmReading } from '../use-vm-reading'

type SnapshotTotalProps = {
  vm: Pick<VmView, 'key'>
  tree: readonly SnapshotNode[]
  reading: VmReading<Known<SnapshotFiles>>
}

/** What the snapshots of a VM take in all, when the host saw that, and a way to have it look again. */
export function SnapshotTotal({ vm, tree, reading }: SnapshotTotalProps) {
  const actions = useConsoleActions()
  const now = useServerNow()
  const [looking, setLooking] = useState(false)
  const [refused, setRefused] = useState<ConsoleError>()
  const { value, error } = reading

  const lookAgain = async () => {
    setLooking(true)
    const reply = await actions.readSnapshotFiles(vm.key, true).catch((cause: unknown) => failed(unreachable(cause)))
    setRefused(reply.ok ? undefined : reply.error)
    setLooking(false)
    reading.refetch()
  }

  const problem = refused ?? error
  return (
    <p className="flex min-w-0 flex-wrap items-center gap-x-2 text-sm text-ink-2">
      {value && <span>{value.known ? totalWords(value.value, tree) : `Sizes are not known. ${value.because}`}</span>}
      {value?.known && value.value.lookedAt !== undefined && (
        <span className="text-ink-3">As the host saw it {formatAgo(value.value.lookedAt, now)}.</span>
      )}
      {problem && <span>Sizes could not be read: {problem.sentence}</span>}
      {(value !== undefined || problem) && (
        <Button
          size="small"
          onClick={() => void lookAgain()}
          disabledReason={looking ? 'The host looks; wait for it.' : undefined}
        >
          Look again
        </Button>
      )}
    </p>
  )
}

/** `They take 1.5 GB, of it 1 GB memory and 120 MB written since.` */
function totalWords(files: SnapshotFiles, tree: readonly SnapshotNode[]): string {
  const { bytes, memory, since, untold } = sizeOfAll(files, tree)
  const parts = [
    ...(memory > 0 ? [`${formatBytes(memory, { whole: true })} memory`] : []),
    ...(since !== undefined && since > 0 ? [`${formatBytes(since)} written since the current one`] : []),
  ]
  const isPart = untold > 0 || since === undefined
  const all = `They take ${isPart ? 'at least ' : ''}${formatBytes(bytes)}${parts.length > 0 ? `, of it ${formatList(parts)}` : ''}.`
  return isPart ? `${all} The rest is not told.` : all
}
