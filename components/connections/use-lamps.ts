'use client'

import type { LiveTables } from '@/lib/live/live-state'
import type { ConnectionView } from '@/lib/vsphere/connection'
import { shallowEqual, useLive, useServerNow } from '../live/live-provider'
import { isOpenQuestion, isOverdue } from '../live/open-questions'
import { connectionsByName, lampOf, type Lamp } from './lamp'

const readTables = ({ connections, questions }: LiveTables) => ({ connections, questions })

/** Every connection with what its lamp says now; undefined until the first data: lamps stay blank, never live. */
export function useLamps(): { connection: ConnectionView; lamp: Lamp }[] | undefined {
  const tables = useLive(readTables, shallowEqual)
  const now = useServerNow()
  return (
    tables &&
    connectionsByName(tables.connections).map((connection) => ({
      connection,
      lamp: lampOf(connection, tables.questions, now),
    }))
  )
}

/** How many questions wait, and how many of them are overdue; undefined until it is known. */
export function useWaitingCount(): { waiting: number; overdue: number } | undefined {
  const questions = useLive((tables) => tables.questions)
  const now = useServerNow()
  if (!questions) return undefined
  const open = Object.values(questions).filter(isOpenQuestion)
  return { waiting: open.length, overdue: open.filter((question) => isOverdue(question, now)).length }
}
