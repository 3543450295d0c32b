'use client'

import type { BoardTables } from '@/lib/live/live-state'
import type { ConnectionId } from '@/lib/vsphere/ids'
import { shallowEqual, useLive } from '../live/live-provider'
import { Notice } from '../ui/notice'
import { andList } from './rule-warnings'

const readOff = ({ connections }: BoardTables) =>
  Object.fromEntries(
    Object.values(connections).flatMap(({ id, name, autoAnswer }) => (autoAnswer.on ? [] : [[id, name]])),
  )

/** That a rule decides nothing where auto-answer is off. @param connections those that the rule is about; absent: all. */
export function WhereSwitchedOff({ connections }: { connections?: readonly ConnectionId[] | undefined }) {
  const off = Object.entries(useLive(readOff, shallowEqual) ?? {})
    .filter(([id]) => connections?.some((one) => one === id) ?? true)
    .map(([, name]) => name)
    .toSorted((a, b) => a.localeCompare(b))
  if (off.length === 0) return null
  const where = off.length > 3 ? `${off.length} connections` : andList(off)
  return (
    <Notice tone="wait" glyph="waiting">
      Auto-answer is off at {where}: there no rule decides until it is switched on.
    </Notice>
  )
}
