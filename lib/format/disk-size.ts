/** The units in which a size is typed. */
export const sizeUnits = ['MB', 'GB', 'TB'] as const
export type SizeUnit = (typeof sizeUnits)[number]

/** A size as it is typed. */
export type TypedSize = { size: string; unit: SizeUnit }

export const bytesPer: Record<SizeUnit, number> = { MB: 2 ** 20, GB: 2 ** 30, TB: 2 ** 40 }

export const notSize = 'Enter the size as a number, such as 16 or 1.5.'

/** A number as it is typed, with a point or a comma; undefined: it is none. */
export function typedNumber(text: string): number | undefined {
  const plain = text.trim().replace(',', '.')
  return /^\d+(?:\.\d+)?$/u.test(plain) ? Number(plain) : undefined
}

/** The bytes of a disk, which come in whole KB; undefined: it is no number. */
export function diskBytes({ size, unit }: TypedSize): number | undefined {
  const number = typedNumber(size)
  return number === undefined ? undefined : Math.round((number * bytesPer[unit]) / 1024) * 1024
}

/** A size in the largest unit of which it has one, and in which it is a number that people type: `1.5`, not `0.48828125`. */
export function typedSize(bytes: number): TypedSize {
  const isShort = (one: SizeUnit) => bytes >= bytesPer[one] && Number.isInteger((bytes / bytesPer[one]) * 100)
  const unit = (['TB', 'GB'] as const).find(isShort) ?? 'MB'
  return { size: String(bytes / bytesPer[unit]), unit }
}
