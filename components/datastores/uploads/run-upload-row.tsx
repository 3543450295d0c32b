'use client'

import { useState } from 'react'
import { formatBytes } from '@/lib/format/quantity'
import { readDatastoreItem } from '@/lib/names/datastore-item'
import { directoryOf, fileOf, readDatastorePath } from '@/lib/names/datastore-path'
import type { ConsoleError } from '@/lib/result'
import { actorName } from '@/lib/runs/actor'
import { percentOf, type RunOf } from '@/lib/runs/run'
import { faultSentence } from '@/lib/vsphere/wire-sentence'
import { cancelOfferOfRun } from '../../run/board-rows'
import { CancelControl } from '../../run/cancel-control'
import { FaultDetails } from '../../run/error-panel'
import { RunStateLabel } from '../../run/run-state-label'
import { ProgressBar } from '../../ui/bars'
import { Button } from '../../ui/button'
import { ErrorNotice, Notice } from '../../ui/notice'

/** An upload that another browser began, or this one before its page was loaded anew: the file itself is not here. */
export function RunUploadRow({ run, onDismiss }: { run: RunOf<'upload'>; onDismiss: () => void }) {
  const [error, setError] = useState<ConsoleError>()
  const { datastoreName, path } = run.subjects[0]
  const { name } = readDatastoreItem(fileOf(path))
  const { state } = run
  const reason =
    state.at !== 'ended'
      ? undefined
      : state.outcome.kind === 'lost'
        ? state.outcome.reason
        : state.outcome.kind === 'failed'
          ? faultSentence(state.outcome.fault)
          : undefined
  return (
    <li className="grid gap-1.5 border-t border-line px-3 py-2 first:border-t-0 mid:px-4">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1 text-sm">
        <span className="min-w-0 flex-[1_1_200px] wrap-anywhere">
          <span className="name font-medium!">{name}</span>{' '}
          <span className="text-ink-3">
            {formatBytes(run.request.bytes)} to {readDatastorePath(`[${datastoreName}] ${directoryOf(path)}`)}
            {run.request.overwrite && ', replacing what is there'}, by {actorName(run.actor)}
          </span>
        </span>
        <RunStateLabel run={run} />
        {state.at === 'ended' ? (
          <Button size="small" tone="quiet" aria-label={`Dismiss ${name}`} onClick={onDismiss}>
            Dismiss
          </Button>
        ) : (
          <CancelControl offer={cancelOfferOfRun(run)} what={`the upload of ${name}`} onError={setError} />
        )}
      </div>
      {state.at !== 'ended' && <ProgressBar label={`Upload of ${name}`} percent={percentOf(run) ?? 0} />}
      {reason !== undefined && (
        <Notice tone="fail" role="alert">
          {reason}
          {state.at === 'ended' && state.outcome.kind === 'failed' && <FaultDetails fault={state.outcome.fault} />}
        </Notice>
      )}
      {error && <ErrorNotice error={error} />}
    </li>
  )
}
