'use client'

import { useEffect, useMemo, useState } from 'react'
import { libvirtUri } from '@/lib/connections/libvirt-uri'
import type { VmxFile } from '@/lib/files/vmx-file'
import { formatClock, formatDateTime } from '@/lib/format/clock'
import { formatCount } from '@/lib/format/quantity'
import { fileOf } from '@/lib/names/datastore-path'
import { vmxAgainstConfig } from '@/lib/vmx/against-config'
import type { VmxEdit } from '@/lib/vmx/edit'
import { useAccount } from '../../console/console-context'
import { useIsOld } from '../../live/live-provider'
import { Button } from '../../ui/button'
import { FactPanel } from '../../ui/facts'
import { Link } from '../../ui/link'
import { Notice } from '../../ui/notice'
import { VmxContent } from '../../vmx/vmx-content'
import { VmxFacts } from '../../vmx/vmx-facts'
import type { VmxSource } from '../../vmx/vmx-source'
import { saveFile } from '../../ui/save-file'
import type { VmReading } from '../use-vm-reading'
import type { VmRow } from '../vm-row'
import { CompareDomainXml } from './compare-domain-xml'
import { EditKeyDialog } from './edit-key-dialog'
import { PendingChanges } from './pending-changes'
import { vmxEditReason, useVmxSave } from './save-vmx'
import { VmxDifferences } from './vmx-differences'
import { withEdit, withoutEdit, type VmxDraft } from './vmx-draft'

type ConfigurationFileProps = {
  row: VmRow
  /** What is shown: the file that the draft was made on, else the latest. */
  file: VmxFile
  latest: VmxFile
  source: VmxSource
  draft: VmxDraft | null
  setDraft: (draft: VmxDraft | null) => void
  reading: VmReading<VmxFile>
}

/** A file that has been read, with what can be done about it. */
export function ConfigurationFile({ row, file, latest, source, draft, setDraft, reading }: ConfigurationFileProps) {
  const { role } = useAccount()
  const old = useIsOld()
  const { document, view } = source
  const [dialog, setDialog] = useState<{ key: string | undefined }>()
  const saving = useVmxSave(row.vm.key)
  const { saved } = saving
  const editReason = vmxEditReason({ row, file: latest, document, role, old })
  const differences = useMemo(() => vmxAgainstConfig(view, latest.running), [view, latest])
  const edits = draft?.edits ?? []
  const pending = useMemo(() => new Map(draft?.edits.map((edit) => [edit.key.toLowerCase(), edit])), [draft])

  const put = (next: VmxEdit[]) => {
    saving.forget()
    setDraft(next.length === 0 ? null : { base: draft?.base ?? file, edits: next })
  }
  const keep = (edit: VmxEdit) => put(withEdit(edits, edit, document))
  const save = async () => {
    if (!draft) return
    const outcome = await saving.save(draft)
    if (outcome === 'saved') setDraft(null)
    if (outcome !== 'refused') reading.refetch()
  }
  const recodable = document.charset !== undefined && document.charset.name !== 'utf-8' && editReason === undefined

  return (
    <>
      <FactPanel title="Configuration file">
        <div className="flex flex-wrap items-end gap-x-6 gap-y-2">
          <VmxFacts document={document} path={file.path} plainPath={file.plainPath} />
          <span className="ml-auto flex flex-wrap gap-2">
            <Button onClick={reading.refetch} disabledReason={reading.busy ? 'It is being read.' : undefined}>
              Read again
            </Button>
            <Button onClick={() => saveFile(document.bytes, fileOf(file.plainPath) || 'vm.vmx')}>
              {file.secretsHidden ? 'Download without passwords' : 'Download'}
            </Button>
            {recodable && <Button onClick={() => keep({ key: '.encoding', value: 'UTF-8' })}>Convert to UTF-8</Button>}
            <Button onClick={() => setDialog({ key: undefined })} disabledReason={editReason} reasonIsVisible>
              Add a key
            </Button>
          </span>
        </div>
        <p className="mt-1.5 flex flex-wrap justify-between gap-x-6 text-xs text-ink-3">
          <span>
            {editReason === undefined ? 'Press Edit beside a key to change it.' : `Not editable now. ${editReason}`}
          </span>
          <Link href="/vmx" className="link">
            Open a VMX file from this computer
          </Link>
        </p>
      </FactPanel>
      {saved && (
        <Notice tone={saved.notReloaded === undefined ? 'info' : 'wait'} role="status">
          <strong className="font-semibold">{formatCount(saved.changes, 'change')} saved.</strong>{' '}
          {saved.notReloaded === undefined
            ? 'The host has read the file again.'
            : `The host did not take it up: ${saved.notReloaded} The VM has it after it is registered again or the host restarts.`}
        </Notice>
      )}
      {draft && (
        <PendingChanges
          draft={draft}
          document={document}
          latest={latest}
          editReason={editReason}
          busy={saving.busy}
          error={saving.error}
          onUndo={(key) => put(withoutEdit(edits, key))}
          onDiscard={() => put([])}
          onRebase={() => setDraft({ base: latest, edits })}
          onSave={() => void save()}
        />
      )}
      <VmxContent
        source={source}
        aside={
          <time dateTime={file.readAt} title={formatDateTime(file.readAt)}>
            VMX file as read {formatClock(file.readAt)}
          </time>
        }
        secretsReason={
          file.secretsHidden
            ? 'Your account may not change files, so Andon does not send it what is secret in them.'
            : undefined
        }
        libvirt={file.libvirt}
        uri={row.connection && libvirtUri(row.connection, file.vpxPath)}
        compare={<CompareDomainXml vm={row.vm} file={file} />}
        editing={
          editReason === undefined
            ? { pending, onEdit: (key) => setDialog({ key }), onRemove: (key) => keep({ key, remove: true }) }
            : undefined
        }
      >
        <VmxDifferences differences={differences} running={latest.running} />
      </VmxContent>
      {draft && <PendingBar count={draft.edits.length} changedElsewhere={latest.checksum !== draft.base.checksum} />}
      {dialog && (
        <EditKeyDialog
          file={file}
          document={document}
          editedKey={dialog.key}
          pending={dialog.key === undefined ? undefined : pending.get(dialog.key.toLowerCase())}
          onKeep={keep}
          onClose={() => setDialog(undefined)}
        />
      )}
    </>
  )
}

function useIsInSight(id: string): boolean {
  const [isInSight, setIsInSight] = useState(true)
  useEffect(() => {
    const element = document.getElementById(id)
    if (!element || typeof IntersectionObserver !== 'function') return
    const observer = new IntersectionObserver(([entry]) => setIsInSight(entry?.isIntersecting ?? true))
    observer.observe(element)
    return () => observer.disconnect()
  }, [id])
  return isInSight
}

/** Who edits far down in the list still sees that something waits to be saved, and gets there with one press. */
function PendingBar({ count, changedElsewhere }: { count: number; changedElsewhere: boolean }) {
  // Two bars for one thing would ask which of them saves: this one is there only while the other is out of sight.
  if (useIsInSight('vmx-pending')) return null
  const review = () => {
    const head = document.getElementById('vmx-pending')
    head?.scrollIntoView({ block: 'start' })
    head?.focus({ preventScroll: true })
  }
  return (
    <div className="sticky bottom-3 z-10 flex flex-wrap items-center gap-3 rounded-lg border border-line-2 bg-raised px-3.5 py-2 text-sm shadow-pop max-mid:bottom-20">
      <span className="font-medium">{formatCount(count, 'change')} to be saved</span>
      {changedElsewhere && <span className="text-fail-text">The file was changed by somebody else.</span>}
      <Button size="small" className="ml-auto" onClick={review}>
        Review and save
      </Button>
    </div>
  )
}
