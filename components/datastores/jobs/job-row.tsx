'use client'

import { clsx } from 'clsx'
import { useState } from 'react'
import type { ConsoleError } from '@/lib/result'
import { faultSentence } from '@/lib/vsphere/wire-sentence'
import { StatusGlyph, type Glyph } from '../../glyphs/status-glyph'
import { vmPath } from '../../pages/pages'
import { cancelOffer } from '../../run/board-rows'
import { CancelControl } from '../../run/cancel-control'
import { FaultDetails } from '../../run/error-panel'
import { ProgressBar } from '../../ui/bars'
import { Button } from '../../ui/button'
import { Link } from '../../ui/link'
import { ErrorNotice, Notice } from '../../ui/notice'
import { isJobBad, isJobOver, jobWord, type FileJobLook } from './file-job'

type JobRowProps = {
  /** `Move [ds] a.iso to [ds] iso`, in plain names. */
  words: string
  look: FileJobLook
  dismiss: () => void
  disabledReason: string | undefined
  onAgain: () => void
}

const glyphs: Record<FileJobLook['at'], Glyph> = {
  sent: 'queued',
  held: 'waiting',
  running: 'running',
  done: 'done',
  cancelled: 'cancelled',
  failed: 'failed',
  lost: 'noContact',
  refused: 'failed',
}

/** One task on files: how far it is, its fault in full, and a way to try again with what was entered. */
export function JobRow({ words, look, dismiss, disabledReason, onAgain }: JobRowProps) {
  const [error, setError] = useState<ConsoleError>()
  const bad = isJobBad(look)
  return (
    <li className="grid gap-1.5 border-t border-line px-3 py-2 first:border-t-0 mid:px-4">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1 text-sm">
        <StatusGlyph glyph={glyphs[look.at]} className={clsx(!bad && 'text-bar')} />
        <span className="min-w-0 flex-[1_1_240px] font-medium wrap-anywhere whitespace-pre-wrap">{words}</span>
        <span className={bad ? 'text-fail-text' : 'text-ink-2'}>{jobWord(look)}</span>
        <span className="flex gap-2">
          {look.at === 'done' && look.made !== undefined && (
            <Link href={vmPath(look.made)} className="link self-center max-mid:py-2">
              Open the VM
            </Link>
          )}
          {look.at === 'running' && <CancelControl offer={cancelOffer(look.task)} what={words} onError={setError} />}
          {bad && (
            <Button size="small" aria-label={`Try again: ${words}`} disabledReason={disabledReason} onClick={onAgain}>
              Try again
            </Button>
          )}
          {isJobOver(look) && (
            <Button size="small" tone="quiet" aria-label={`Dismiss ${words}`} onClick={dismiss}>
              Dismiss
            </Button>
          )}
        </span>
      </div>
      {look.at === 'running' && <ProgressBar label={words} percent={look.percent} />}
      {look.at === 'failed' && (
        <Notice tone="fail" role="alert">
          <strong className="font-semibold">{faultSentence(look.fault)}</strong>
          <FaultDetails fault={look.fault} />
        </Notice>
      )}
      {look.at === 'lost' && (
        <Notice tone="fail" role="alert">
          {look.reason}
        </Notice>
      )}
      {look.at === 'refused' && <ErrorNotice error={look.error} />}
      {error && <ErrorNotice error={error} />}
    </li>
  )
}
