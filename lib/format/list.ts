/** `a`, `a and b`, `a, b and c`; nothing of nothing. */
export const formatList = (parts: readonly string[]): string =>
  parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`
