'use client'

import { clsx } from 'clsx'
import { useCallback } from 'react'
import type { LiveTables } from '@/lib/live/live-state'
import { readVolumePaths } from '@/lib/names/volume-path'
import type { ConnectionId } from '@/lib/vsphere/ids'
import { useLive } from '../live/live-provider'
import { Disclosure } from '../ui/sections'

type QuestionTextProps = { connection: ConnectionId; text: string; className?: string }

/** A question's text in full, its paths by the names of the datastores; the host's exact text is one click away then. */
export function QuestionText({ connection, text, className }: QuestionTextProps) {
  const read = useLive(
    useCallback(
      ({ datastores }: LiveTables) =>
        readVolumePaths(
          text,
          Object.values(datastores).filter((datastore) => datastore.connection === connection),
        ),
      [connection, text],
    ),
  )
  return (
    <>
      <p className={clsx('text-base text-pretty wrap-anywhere whitespace-pre-line', className)}>{read ?? text}</p>
      {read !== undefined && read !== text && (
        <Disclosure summary="The host's exact text">
          <p className="wrap-anywhere whitespace-pre-line text-ink-2">{text}</p>
        </Disclosure>
      )}
    </>
  )
}
