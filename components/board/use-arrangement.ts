'use client'

import { useMemo, useState } from 'react'
import type { BoardTables, QuestionView } from '@/lib/live/live-state'
import {
  arrangementOf,
  groupQuestions,
  keepPlaces,
  oldestFirst,
  worstFirst,
  type PlacedGroup,
} from '@/lib/live/question-groups'
import type { QuestionKey } from '@/lib/vsphere/ids'
import { useAboutOf } from '../question/about'
import { needsPerson } from '../question/questions'
import { useOverdue } from '../question/use-overdue'

type Questions = BoardTables['questions']

export type Arranged = {
  groups: readonly PlacedGroup[]
  /** Not on the screen yet, since nothing may move: new ones, and those that ask something else now. */
  fresh: number
  /** Answered or gone, and still in their places. */
  done: number
  /** Whether a question has a place. */
  isPlaced: (key: QuestionKey) => boolean
  /** All that waits, in as many groups, so many of them overdue. */
  waiting: number
  inGroups: number
  overdue: number
  arrange: () => void
}

/** What has a place on the screen after it was answered or has gone is shown as it was then. */
function createMemory() {
  const last = new Map<QuestionKey, QuestionView>()
  return {
    find(key: QuestionKey, questions: Questions): QuestionView | undefined {
      const now = questions[key]
      if (now) {
        last.set(key, now)
        return now
      }
      const before = last.get(key)
      return before?.state.at === 'answered' || before?.state.at === 'gone' ? before : undefined
    },
    keep(keys: ReadonlySet<QuestionKey>) {
      for (const key of last.keys()) if (!keys.has(key)) last.delete(key)
    },
  }
}

/**
 * The groups of what waits, worst first. While the list is held they keep their places and what they show; what changes
 * meanwhile waits to be arranged.
 */
export function useArrangement(questions: Questions, of: (question: QuestionView) => boolean, held: boolean): Arranged {
  const aboutOf = useAboutOf()
  const [memory] = useState(createMemory)
  const open = useMemo(
    () => oldestFirst(Object.values(questions).filter((one) => needsPerson(one) && of(one))),
    [questions, of],
  )
  const { overdue, asOf } = useOverdue(open)
  const wanted = useMemo(() => arrangementOf(worstFirst(groupQuestions(open, aboutOf), asOf)), [open, asOf, aboutOf])
  const [arrangement, setArrangement] = useState(wanted)
  const present = held ? arrangement : wanted
  if (present !== arrangement) setArrangement(present)

  return useMemo(() => {
    const { groups, fresh } = keepPlaces(present, open, (key) => memory.find(key, questions), aboutOf)
    const placed = new Set(groups.flatMap((group) => group.questions.map(({ key }) => key)))
    memory.keep(placed)
    return {
      groups,
      fresh: fresh.length,
      done: placed.size - (open.length - fresh.length),
      isPlaced: (key) => placed.has(key),
      waiting: open.length,
      inGroups: wanted.length,
      overdue,
      arrange: () => setArrangement(wanted),
    }
  }, [present, open, questions, aboutOf, memory, wanted, overdue])
}
