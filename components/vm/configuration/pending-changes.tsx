'use client'

import { useMemo } from 'react'
import type { VmxFile } from '@/lib/files/vmx-file'
import { formatCount } from '@/lib/format/quantity'
import type { ConsoleError } from '@/lib/result'
import { diffLines, type LineChange } from '@/lib/vmx/diff'
import type { VmxDocument } from '@/lib/vmx/document'
import { hideInLine } from '@/lib/vmx/secrets'
import { Button } from '../../ui/button'
import { ErrorNotice, Notice } from '../../ui/notice'
import { ChangedElsewhere } from './changed-elsewhere'
import { LineDiff } from './line-diff'
import { tryEdits, type VmxDraft } from './vmx-draft'

type PendingChangesProps = {
  draft: VmxDraft
  /** The file that the changes were made on. */
  document: VmxDocument
  /** The file as it was read last. */
  latest: VmxFile
  editReason: string | undefined
  busy: boolean
  error: ConsoleError | undefined
  onUndo: (key: string) => void
  onDiscard: () => void
  /** Makes the same changes on the file as it is now. */
  onRebase: () => void
  onSave: () => void
}

/** What somebody has just typed is there to be checked; a password that was in the file before is not. */
const withoutOldSecret = (line: LineChange): LineChange =>
  line.change === 'added' ? line : { ...line, text: hideInLine(line.text) }

/** What was typed and is not saved: the lines that will change, what is odd about them, and the way to the host. */
export function PendingChanges(props: PendingChangesProps) {
  const { draft, document, latest, editReason, busy, error, onUndo, onDiscard, onRebase, onSave } = props
  const { base, edits } = draft
  const result = useMemo(() => tryEdits(document, edits, base.place), [document, edits, base])
  const lines = useMemo(
    () => (result.ok ? diffLines(document, result.after.document).map(withoutOldSecret) : []),
    [document, result],
  )
  const changedElsewhere = latest.checksum !== base.checksum
  const saveReason = busy
    ? 'Sent; wait for the reply.'
    : changedElsewhere
      ? 'The file was changed by somebody else.'
      : (editReason ?? (result.ok ? undefined : result.because))
  return (
    <section aria-labelledby="vmx-pending" className="panel grid gap-3 border-line-2! px-4 py-3">
      <div className="flex flex-wrap items-center gap-2">
        <h3 id="vmx-pending" tabIndex={-1} className="scroll-mt-20 text-sm font-semibold focus:outline-none">
          {formatCount(edits.length, 'change')}, not saved yet
        </h3>
        <span className="ml-auto flex flex-wrap gap-2">
          <Button onClick={onDiscard} disabledReason={busy ? 'Sent; wait for the reply.' : undefined}>
            Discard
          </Button>
          <Button tone="solid" onClick={onSave} disabledReason={saveReason}>
            Save to the host
          </Button>
        </span>
      </div>
      {changedElsewhere && <ChangedElsewhere draft={draft} document={document} latest={latest} onRebase={onRebase} />}
      {editReason !== undefined && !changedElsewhere && (
        <Notice tone="wait" role="status">
          It cannot be saved now. {editReason} What you typed is kept.
        </Notice>
      )}
      {error && <ErrorNotice error={error} />}
      {!result.ok && (
        <Notice tone="fail" role="alert">
          {result.because}
        </Notice>
      )}
      {result.ok &&
        result.odd.map(({ key, because }) => (
          <Notice key={key} tone="wait">
            <code className="text-xs">{key}</code> would be odd: {because}
          </Notice>
        ))}
      {lines.length > 0 && <LineDiff changes={lines} label="Lines that change" />}
      <ul className="flex flex-wrap gap-2" aria-label="Changes">
        {edits.map((edit) => (
          <li key={edit.key}>
            <Button size="small" onClick={() => onUndo(edit.key)} aria-label={`Undo the change of ${edit.key}`}>
              Undo <code className="text-xs">{edit.key}</code>
            </Button>
          </li>
        ))}
      </ul>
    </section>
  )
}
