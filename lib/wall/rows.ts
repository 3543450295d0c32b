/*
 * What fits on a wall, in u. wall.css uses the same heights, so it is computed and never measured.
 */

/** Of the head, the foot, and what is between and around them; */
const frame = 4.5
/** what the light bar takes more than the head while the data is old; */
const moreWhileOld = 2.3
/** of the worst tile, which is on every page; */
const firstHeight = 5.3
/** of a row, and of a row with the gap above it. */
const rowHeight = 3.1
const rowPitch = 3.35

/** How long a page stands. */
export const turnMs = 10_000
/** So many pages at most, and a turn that is kept for a new question: a minute in all. */
const mostPages = 5
export const turnsWithin = mostPages + 1

/** How many rows stand below the worst tile. @param height of the screen, in u. */
export function rowsBelow(height: number, isOld = false): number {
  const room = height - frame - (isOld ? moreWhileOld : 0) - firstHeight
  return Math.max(1, Math.floor(room / rowPitch))
}

/** How many tiles a minute shows one by one: the worst, and five pages of rows. */
export const mostTiles = (rows: number): number => 1 + mostPages * rows

export type Room = {
  /** Tiles are this much larger than the seat demands: there was room left. */
  growth: number
  /** Shares of the height: of the worst tile, and of each of the rows. */
  first: number
  row: number
}

const mostGrowth = 1.6
/** A tile that grows needs so much width for the same words. */
const widthToGrow = 36

/**
 * How tiles use the room that there is.
 * @param width @param height of the screen, in u. @param rows that stand below the worst tile.
 */
export function useOfRoom(width: number, height: number, rows: number, isOld = false): Room {
  const room = height - frame - (isOld ? moreWhileOld : 0)
  const needed = firstHeight + rows * rowPitch
  const growth = Math.min(mostGrowth, Math.max(1, Math.min(room / needed, width / widthToGrow)))
  const left = Math.max(0, room - needed * growth)
  const first = firstHeight * growth + left * (rows === 0 ? 1 : 0.34)
  return { growth, first, row: rows === 0 ? 0 : rowHeight * growth + (left * 0.66) / rows }
}
