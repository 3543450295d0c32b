import type { QuestionView } from '../live/live-state'
import type { QuestionGroup } from '../live/question-groups'
import type { ConnectionId } from '../vsphere/ids'
import { mostTiles } from './rows'

/** What stands on a wall as one: at least one question, the oldest first. */
export type WallTile = { readonly id: string; readonly questions: readonly [QuestionView, ...QuestionView[]] } & (
  | { readonly kind: 'group'; readonly about?: string }
  /** The youngest of one connection, or of several, which ask so many different things. */
  | { readonly kind: 'fold'; readonly kinds: number; readonly connections: readonly ConnectionId[] }
)

/** A connection's part of what is folded. */
type Part = { connection: ConnectionId; groups: Map<QuestionGroup, QuestionView[]> }

/**
 * What a wall shows of these groups, in their order: each by itself as far as a minute has room, the rest folded by
 * connection. Each question is in exactly one tile, and there are never more tiles than `mostTiles(rows)`.
 * @param groups worst first. @param rows below the worst tile.
 */
export function wallTiles(groups: readonly QuestionGroup[], rows: number): WallTile[] {
  const most = mostTiles(rows)
  if (groups.length <= most) return groups.map(groupTile)
  const kept = howManyStandAlone(groups, most)
  const parts = partsOf(groups.slice(kept)).map((part) => [part])
  const room = most - kept
  const folds = parts.length <= room ? parts : [...parts.slice(0, room - 1), parts.slice(room - 1).flat()]
  return [...groups.slice(0, kept).map(groupTile), ...folds.map(foldTile)]
}

/** As many as leave room for a fold of each connection behind them; with too many connections, half of the room. */
function howManyStandAlone(groups: readonly QuestionGroup[], most: number): number {
  const behind = new Set<ConnectionId>()
  let kept = groups.length
  while (kept > 0) {
    if (kept + behind.size <= most && kept < groups.length) return kept
    kept -= 1
    for (const { connection } of groups[kept]?.questions ?? []) behind.add(connection)
    // From here on every further one of them only makes room for itself.
    if (behind.size >= most) break
  }
  return Math.max(1, Math.floor(most / 2))
}

function partsOf(groups: readonly QuestionGroup[]): Part[] {
  const parts = new Map<ConnectionId, Part>()
  for (const group of groups) {
    for (const question of group.questions) {
      const { connection } = question
      const part = parts.get(connection) ?? { connection, groups: new Map<QuestionGroup, QuestionView[]>() }
      parts.set(connection, part)
      const asked = part.groups.get(group)
      if (asked) asked.push(question)
      else part.groups.set(group, [question])
    }
  }
  return [...parts.values()]
}

const groupTile = ({ id, questions, about }: QuestionGroup): WallTile => ({
  kind: 'group',
  id,
  questions,
  ...(about !== undefined && { about }),
})

/** One connection's part of one group alone is still that group. */
function foldTile(parts: readonly Part[]): WallTile {
  const connections = parts.map(({ connection }) => connection)
  const kinds = new Set(parts.flatMap(({ groups }) => [...groups.keys()]))
  const questions = parts
    .flatMap(({ groups }) => [...groups.values()].flat())
    .toSorted((a, b) => (a.raisedAt < b.raisedAt ? -1 : 1)) as [QuestionView, ...QuestionView[]] // a part has one
  const id = `fold ${connections.length === 1 ? connections.join() : ''}`
  const [only] = kinds
  if (only && kinds.size === 1 && parts.length === 1) return { ...groupTile(only), id: `${id} ${only.id}`, questions }
  return { kind: 'fold', id, kinds: kinds.size, connections, questions }
}
