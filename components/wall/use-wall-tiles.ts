'use client'

import { useMemo, useState } from 'react'
import type { BoardTables, QuestionView } from '@/lib/live/live-state'
import { groupQuestions, oldestFirst, worstFirst, type QuestionGroup } from '@/lib/live/question-groups'
import { lastKnownAt } from '@/lib/vsphere/connection'
import { wallTiles, type WallTile } from '@/lib/wall/tiles'
import { showWall, type Showing } from '@/lib/wall/turns'
import { useAboutOf } from '../question/about'
import { needsPerson } from '../question/questions'
import { useOverdue } from '../question/use-overdue'

export type Waiting = { groups: readonly QuestionGroup[]; count: number; overdue: number }

/**
 * All that waits for a person, in the groups of the Board, worst first. Without contact nobody knows whether a question
 * still waits: such ones are groups of their own, and none of them is overdue.
 */
export function useWaiting({ questions, connections }: Pick<BoardTables, 'questions' | 'connections'>): Waiting {
  const aboutOf = useAboutOf()
  const { known, unknown } = useMemo(() => {
    const open = oldestFirst(Object.values(questions).filter(needsPerson))
    const isLost = ({ connection }: QuestionView) => lastKnownAt(connections[connection]) !== undefined
    return { known: open.filter((one) => !isLost(one)), unknown: open.filter(isLost) }
  }, [questions, connections])
  const { overdue, asOf } = useOverdue(known)
  return useMemo(() => {
    const lost = groupQuestions(unknown, aboutOf).map((group) => ({ ...group, id: `lost ${group.id}` }))
    const groups = worstFirst([...groupQuestions(known, aboutOf), ...lost], asOf)
    return { groups, count: known.length + unknown.length, overdue }
  }, [known, unknown, overdue, asOf, aboutOf])
}

/** The worst of them, and the page of the others whose turn it is. */
export function useTurns(
  groups: readonly QuestionGroup[],
  rows: number,
  turn: number,
): { first: WallTile | undefined; showing: Showing } {
  const tiles = useMemo(() => wallTiles(groups, rows), [groups, rows])
  const [before, setBefore] = useState<Showing>()
  const showing = showWall(before, tiles, rows, turn)
  if (showing !== before) setBefore(showing)
  return { first: tiles[0], showing }
}
