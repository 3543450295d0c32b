'use client'

import { assertNever } from '@/lib/assert-never'
import { formatBytes } from '@/lib/format/quantity'
import { readDatastorePath } from '@/lib/names/datastore-path'
import type { RunOf } from '@/lib/runs/run'
import { StatusGlyph, type Glyph } from '../../glyphs/status-glyph'
import { ProgressBar } from '../../ui/bars'
import { useConsoleActions } from '../../console/console-context'
import { useFileWork } from '../file-work'
import { Button } from '../../ui/button'
import { ErrorNotice } from '../../ui/notice'
import { progressWords, sentPercent } from './transfer-rate'
import { isUploadEnded, uploadFate, type Upload } from './upload'

type UploadRowProps = {
  upload: Upload
  /** As everybody sees it; undefined until the server has begun it. */
  run: RunOf<'upload'> | undefined
  datastoreStoredName: string
  disabledReason: string | undefined
}

/** One upload: how far it is, what can be done about it, and when it failed what became of the bytes. */
export function UploadRow({ upload, run, datastoreStoredName, disabledReason }: UploadRowProps) {
  const { queue } = useFileWork()
  const actions = useConsoleActions()
  // The server is told first: its record then says who cancelled, and not that the browser went away.
  const cancel = async () => {
    if (run && run.state.at !== 'ended') await actions.cancelRun(run.id).catch(() => undefined)
    queue.cancel(upload.id)
  }
  const { id, target, sizeBytes, state } = upload
  const { glyph, word } = uploadLook(upload)
  const fate = uploadFate(upload)
  const ended = isUploadEnded(upload)
  const exists = state.at === 'failed' && state.error.code === 'exists'
  const where = readDatastorePath(`[${datastoreStoredName}] ${target.folder}`)
  return (
    <li className="grid gap-1.5 border-t border-line px-3 py-2 first:border-t-0 mid:px-4">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1 text-sm">
        <StatusGlyph glyph={glyph} className={state.at === 'failed' ? '' : 'text-bar'} />
        <span className="min-w-0 flex-[1_1_200px] wrap-anywhere">
          <span className="name font-medium!">{target.name}</span>{' '}
          <span className="text-ink-3">
            {formatBytes(sizeBytes)} to {where}
            {target.overwrite && ', replacing what is there'}
          </span>
        </span>
        <span className={state.at === 'failed' ? 'text-fail-text' : 'text-ink-2'}>{word}</span>
        <span className="flex gap-2">
          {exists && (
            <Button
              size="small"
              tone="danger"
              aria-label={`Replace ${target.name}`}
              disabledReason={disabledReason}
              onClick={() => queue.again(id, { overwrite: true })}
            >
              Replace it
            </Button>
          )}
          {(state.at === 'failed' || state.at === 'cancelled') && !exists && (
            <Button
              size="small"
              aria-label={`Start ${target.name} again`}
              disabledReason={disabledReason}
              onClick={() => queue.again(id)}
            >
              Start again
            </Button>
          )}
          {ended ? (
            <Button size="small" tone="quiet" aria-label={`Dismiss ${target.name}`} onClick={() => queue.dismiss([id])}>
              Dismiss
            </Button>
          ) : (
            <Button
              size="small"
              aria-label={`Cancel the upload of ${target.name}`}
              onClick={() => void cancel()}
              disabledReason={
                state.at === 'finishing' ? 'Every byte is sent; the host is taking the file over.' : undefined
              }
            >
              Cancel
            </Button>
          )}
        </span>
      </div>
      {(state.at === 'sending' || state.at === 'finishing') && (
        <ProgressBar
          label={`Upload of ${target.name}`}
          percent={state.at === 'sending' ? sentPercent(state.sent, sizeBytes) : 100}
        />
      )}
      {state.at === 'failed' && <ErrorNotice error={state.error} />}
      {fate && <p className="text-xs text-ink-2">{fate}</p>}
    </li>
  )
}

function uploadLook({ state, sizeBytes }: Upload): { glyph: Glyph; word: string } {
  switch (state.at) {
    case 'queued':
      return { glyph: 'queued', word: 'Waits for its turn' }
    case 'sending':
      return { glyph: 'running', word: progressWords(state.sent, sizeBytes, state.samples) }
    case 'finishing':
      return { glyph: 'running', word: 'All sent; the host takes it over' }
    case 'done':
      return { glyph: 'done', word: 'Done' }
    case 'failed':
      return { glyph: 'failed', word: 'Failed' }
    case 'cancelled':
      return { glyph: 'cancelled', word: 'Cancelled' }
    default:
      return assertNever(state, 'upload state')
  }
}
