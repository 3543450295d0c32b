/** By code units: for ids and times (ISO 8601), which no language orders. Negative: `a` comes first. */
export const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
