/**
 * From where a wall is read. Everything on it is measured in one unit: `u`, the font size whose capitals subtend 16
 * minutes of arc at the farthest seat. Screen diagonal in inches, distance in metres.
 */
export type Seat = { inches: number; metres: number }

export const usualSeat: Seat = { inches: 65, metres: 4 }

/** What Settings accept at all; how far away is `farthestMetres`. */
export const seatLimits = { inches: { least: 10, most: 400 }, metres: { least: 0.5, most: 44 } } as const

/** Beyond this the oldest question and two rows below it do not fit on a screen of this size. */
export const farthestMetres = (inches: number): number => inches / 9

/** Rounded to what is still accepted, tenths of metres and whole inches. */
const nearest = ({ inches, metres }: Seat) => ({
  metres: Math.floor(farthestMetres(inches) * 10) / 10,
  inches: Math.ceil(metres * 9),
})

/** Why a wall cannot be read from there; undefined: it can. The form says it, and the server refuses with it. */
export function seatRefused(seat: Seat): string | undefined {
  const { inches, metres } = seat
  const within = (value: number, { least, most }: { least: number; most: number }) => value >= least && value <= most
  if (!within(inches, seatLimits.inches)) return 'Enter the diagonal of the screen, between 10 and 400 inches.'
  if (!(metres >= seatLimits.metres.least)) return 'Enter the distance of the farthest seat, from 0.5 metres on.'
  if (metres <= farthestMetres(inches)) return undefined
  const { metres: closer, inches: larger } = nearest(seat)
  return `Too far: sit closer than ${closer.toFixed(1)} m or use a screen of ${larger} inches.`
}

/** Reads `?size=` and `?distance=`; what cannot be read from there, or is no number, is the usual seat. */
export function readSeat(size: string | undefined, distance: string | undefined): Seat {
  const number = (text: string | undefined, usual: number) =>
    text === undefined || text.trim() === '' ? usual : Number(text)
  const seat = { inches: number(size, usualSeat.inches), metres: number(distance, usualSeat.metres) }
  return seatRefused(seat) === undefined ? seat : usualSeat
}

/** Who sits at the screen still gets letters of a size for walls. */
const leastVh = 2

/**
 * One u in percent of the screen's height (16:9). Cap height = distance × 2 tan 8′, Plex capitals are 0.698 em, a panel
 * is inches × 12.45 mm high.
 */
export const unitVh = ({ inches, metres }: Seat): number => Math.max(leastVh, (53.5 * metres) / inches)

/** How high the screen is, in u. */
export const screenHeight = (seat: Seat): number => 100 / unitVh(seat)
