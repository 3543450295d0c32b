'use client'

import { clsx } from 'clsx'
import type { ReactNode } from 'react'
import { withUnseenShown } from '@/lib/names/unseen'
import type { ConnectionId } from '@/lib/vsphere/ids'
import { useReadText } from '../live/read-text'
import { Disclosure } from '../ui/sections'

type QuestionTextProps = {
  connection: ConnectionId
  text: string
  /** Said at its end. */
  aside?: ReactNode
  className?: string
}

/** A question's text in full, its paths by the names of the datastores; the host's exact text is one click away then. */
export function QuestionText({ connection, text, aside, className }: QuestionTextProps) {
  const read = useReadText()(connection, text)
  return (
    <>
      {/* A host may write from right to left. */}
      <p dir="auto" className={clsx('text-base text-pretty wrap-anywhere whitespace-pre-line', className)}>
        {withUnseenShown(read)}
        {aside}
      </p>
      {read !== text && (
        <Disclosure summary="The host's exact text">
          <p dir="auto" className="wrap-anywhere whitespace-pre-line text-ink-2">
            {withUnseenShown(text)}
          </p>
        </Disclosure>
      )}
    </>
  )
}
