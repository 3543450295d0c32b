import type { QuestionKey } from '../vsphere/ids'
import { turnsWithin } from './rows'
import type { WallTile } from './tiles'

/** What stands on a wall during one turn, and what of all that waits was seen when. */
export type Showing = {
  /** What stands in the rows below the worst tile, */
  readonly shown: readonly WallTile[]
  /** which page of how many that is, from 0, */
  readonly page: number
  readonly pages: number
  /** and what they were made of. */
  readonly of: { readonly tiles: readonly WallTile[]; readonly rows: number; readonly turn: number }
  /** Turns are counted: what a clock says may jump. */
  readonly count: number
  /** In which of them each question was seen last; of one that was never seen, in which it came. */
  readonly seen: ReadonlyMap<QuestionKey, number>
  /** Those that came after the first picture and were not seen yet. */
  readonly fresh: ReadonlySet<QuestionKey>
}

type Page = Pick<Showing, 'shown' | 'page'>
type Noted = { count: number; seen: Map<QuestionKey, number>; fresh: Set<QuestionKey> }

/**
 * What stands on the wall now. The worst tile always does; below it pages of the others in their order, one each turn. The
 * page of a new question is the very next one, wherever that keeps nothing else from being seen within `turnsWithin`
 * turns; what moves from page to page meanwhile is seen in time all the same. Within a turn a page stands still: only
 * what is gone leaves its row to another.
 * @param tiles all, the worst first. @param rows below the worst. @param turn by the clock: a different one is the next.
 * @returns the same object where nothing is different.
 */
export function showWall(before: Showing | undefined, tiles: readonly WallTile[], rows: number, turn: number): Showing {
  const of = { tiles, rows, turn }
  const isSameTurn = before?.of.turn === turn
  if (isSameTurn && before.of.tiles === tiles && before.of.rows === rows) return before
  const noted = note(before, tiles, isSameTurn)
  const [first, ...below] = tiles
  const { shown, page }: Page =
    below.length <= rows
      ? { shown: below, page: 0 }
      : isSameTurn && before.of.rows === rows
        ? stay(before, below, noted)
        : choose(below, rows, noted)
  for (const { questions } of first ? [first, ...shown] : shown) {
    for (const { key } of questions) {
      noted.seen.set(key, noted.count)
      noted.fresh.delete(key)
    }
  }
  return { shown, page, pages: Math.max(1, Math.ceil(below.length / rows)), of, ...noted }
}

/** What is known of those that wait now; whoever has gone is forgotten. */
function note(before: Showing | undefined, tiles: readonly WallTile[], isSameTurn: boolean): Noted {
  const count = before ? before.count + (isSameTurn ? 0 : 1) : 0
  const noted: Noted = { count, seen: new Map(), fresh: new Set() }
  for (const { questions } of tiles) {
    for (const { key } of questions) {
      const known = before?.seen.get(key)
      noted.seen.set(key, known ?? (isSameTurn ? count : count - 1))
      // Those that a wall begins with are no news.
      if (before && (known === undefined || before.fresh.has(key))) noted.fresh.add(key)
    }
  }
  return noted
}

/** Since when something of a tile was not seen. */
const unseenSince = ({ questions }: WallTile, { seen, count }: Noted): number =>
  questions.reduce((least, { key }) => Math.min(least, seen.get(key) ?? count), Infinity)

const longestUnseen = (tiles: readonly WallTile[], noted: Noted): { tile: WallTile; since: number }[] =>
  tiles.map((tile) => ({ tile, since: unseenSince(tile, noted) })).toSorted((a, b) => a.since - b.since)

/** The same page, without what is gone. */
function stay(before: Showing, below: readonly WallTile[], noted: Noted): Page {
  const ids = new Set(before.shown.map(({ id }) => id))
  const kept = below.filter(({ id }) => ids.has(id))
  const others = longestUnseen(
    below.filter(({ id }) => !ids.has(id)),
    noted,
  ).map(({ tile }) => tile)
  const size = before.pages > 1 ? before.shown.length : before.of.rows
  const shown = new Set([...kept, ...others].slice(0, Math.max(1, size)))
  return { shown: below.filter((tile) => shown.has(tile)), page: before.page }
}

function choose(below: readonly WallTile[], rows: number, noted: Noted): Page {
  const pages: Page[] = []
  for (let at = 0; at < below.length; at += rows) pages.push({ shown: below.slice(at, at + rows), page: pages.length })
  const since = ({ shown }: Page) => Math.min(...shown.map((tile) => unseenSince(tile, noted)))
  const isNew = ({ shown }: Page) => shown.some(({ questions }) => questions.some(({ key }) => noted.fresh.has(key)))
  const inTurn = pages.toSorted((a, b) => since(a) - since(b))
  const [oldest] = inTurn
  const wanted = [inTurn.find(isNew), oldest].find((page) => page && leavesTime(page.shown, below, rows, noted))
  if (wanted) return wanted
  // Pages have changed so that one after the other would be too late for some: those first that have waited longest.
  const shown = new Set(
    longestUnseen(below, noted)
      .slice(0, rows)
      .map(({ tile }) => tile),
  )
  return { shown: below.filter((tile) => shown.has(tile)), page: oldest?.page ?? 0 }
}

/** Whether all others can still be seen in time when these are shown now. */
function leavesTime(shown: readonly WallTile[], below: readonly WallTile[], rows: number, noted: Noted): boolean {
  const others = longestUnseen(
    below.filter((tile) => !shown.includes(tile)),
    noted,
  )
  return others.every(({ since }, at) => noted.count + 1 + Math.floor(at / rows) <= since + turnsWithin)
}
