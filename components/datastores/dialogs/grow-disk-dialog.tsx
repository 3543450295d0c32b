'use client'

import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { canGrow, checkGrownSize } from '@/lib/files/disk-use'
import type { FileRequest } from '@/lib/files/file-request'
import { diskBytes, notSize, sizeUnits, typedSize } from '@/lib/format/disk-size'
import { formatBytes } from '@/lib/format/quantity'
import { formatList } from '@/lib/format/list'
import { failed, type Result } from '@/lib/result'
import type { DatastoreKey } from '@/lib/vsphere/ids'
import { useConsoleActions } from '../../console/console-context'
import { AmountField } from '../../ui/amount-field'
import { unreachable } from '../../ui/confirm'
import { FormDialog } from '../../ui/form-dialog'
import { Notice } from '../../ui/notice'
import { Loading } from '../../ui/placeholders'
import { Said } from '../../ui/said'

type GrowDiskDialogProps = {
  datastore: DatastoreKey
  /** Stored. */
  path: string
  name: string
  /** Its capacity, where it is known. */
  nowBytes?: number
  /** What was asked for before. */
  wantedBytes?: number
  freeBytes: number | undefined
  onGrow: (request: FileRequest) => Promise<Result<unknown>>
  onClose: () => void
}

/** A larger capacity for a disk where it lies: who uses it is said first, and whether that lets it grow. */
export function GrowDiskDialog(props: GrowDiskDialogProps) {
  const { datastore, path, name, nowBytes, wantedBytes, freeBytes, onGrow, onClose } = props
  const actions = useConsoleActions()
  const [form, setForm] = useState(() => typedSize(wantedBytes ?? nowBytes ?? 2 ** 30))
  const [tried, setTried] = useState(false)
  const query = useQuery({
    queryKey: ['disk-use', datastore, path],
    queryFn: () => actions.readDiskUse(datastore, path).catch((cause: unknown) => failed(unreachable(cause))),
    gcTime: 0,
  })
  const use = query.data?.ok ? query.data.value : undefined
  const mayGrow = use && canGrow(use)
  const bytes = diskBytes(form)
  const size = bytes === undefined ? ({ ok: false, because: notSize } as const) : checkGrownSize(bytes, nowBytes)
  const more = bytes !== undefined && nowBytes !== undefined ? bytes - nowBytes : undefined
  const isBeyond = more !== undefined && freeBytes !== undefined && more > freeBytes
  const send = () => {
    setTried(true)
    if (bytes === undefined || !size.ok) return undefined
    if (mayGrow?.ok === false)
      return Promise.resolve(failed({ blame: 'ours', code: 'not-possible', sentence: mayGrow.because }))
    return onGrow({ do: 'growDisk', path, capacityBytes: bytes })
  }

  return (
    <FormDialog
      title={`Grow disk: ${name}`}
      description={`${nowBytes === undefined ? 'How large it is now is not known.' : `It has ${formatBytes(nowBytes, { whole: true })} now.`} It cannot be made smaller again, and the file system in it does not grow with it: that is done in the guest.`}
      verb="Grow disk"
      send={send}
      onClose={onClose}
    >
      <AmountField
        label="New size"
        amount={form.size}
        unit={form.unit}
        units={sizeUnits}
        onAmount={(amount) => setForm((now) => ({ ...now, size: amount }))}
        onUnit={(unit) => setForm((now) => ({ ...now, unit }))}
        error={tried && !size.ok ? size.because : undefined}
        hint={
          isBeyond ? (
            <span className="text-wait-text">
              It may take more than the {formatBytes(freeBytes)} that are free on the datastore.
            </span>
          ) : undefined
        }
      />
      {!query.data && <Loading what="Reading who uses it" />}
      {query.data && !query.data.ok && (
        <Notice tone="wait">
          <strong className="font-semibold">Who uses it could not be read.</strong>{' '}
          <Said>{query.data.error.sentence}</Said>
        </Notice>
      )}
      {mayGrow?.ok === false ? (
        <Notice tone="fail" role="alert">
          <strong className="font-semibold">It cannot be grown now.</strong> {mayGrow.because}
        </Notice>
      ) : (
        use && <UsedBy names={use.users.map((user) => user.name)} notAllSeen={use.notAllSeen} />
      )}
    </FormDialog>
  )
}

const UsedBy = ({ names, notAllSeen }: { names: readonly string[]; notAllSeen: string | undefined }) => (
  <p className="text-sm text-ink-2 wrap-anywhere">
    {names.length > 0
      ? `${formatList(names.map((name) => `"${name}"`))} ${names.length === 1 ? 'has' : 'have'} it, and ${names.length === 1 ? 'is' : 'are'} off.`
      : notAllSeen === undefined
        ? 'No VM that the host names uses it.'
        : ''}{' '}
    {notAllSeen}
  </p>
)
