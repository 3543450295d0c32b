import { percentile } from './percentiles'

/** Figures that may be compared between machines, by name: the smaller the better. */
export type Ratios = Readonly<Record<string, number>>

/** What a bench found: for people, and what can be compared with another run. */
export type Found = { lines: string[]; ratios: Ratios }

export const median = (numbers: readonly number[]): number => percentile(numbers, 0.5)

/**
 * How many times as much as the other: the median over rounds in which each had its turn, one soon after the other, so that what
 * else the machine does falls on both.
 */
export const timesAsMuch = (ours: readonly number[], theirs: readonly number[]): number =>
  median(ours.map((one, round) => one / (theirs[round] ?? Number.NaN)))

export const asTimes = (ratio: number): string => `${ratio.toFixed(2)} ×`
