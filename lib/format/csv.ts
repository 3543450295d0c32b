/** Tells spreadsheets that what follows is UTF-8. */
export const csvMark = '\u{FEFF}'

/** One line of comma-separated values (RFC 4180). A text is never one that a spreadsheet computes with. */
export const csvLine = (cells: readonly (string | number)[]): string => `${cells.map(cellOf).join(',')}\r\n`

/** Begins what a spreadsheet takes for a formula, also behind blanks. */
const formula = /^[\s\p{Cc}]*[=+\-@\t\r|%＝＋－＠]/u

function cellOf(value: string | number): string {
  if (typeof value === 'number') return String(value)
  const text = value.replaceAll('\0', '\u{FFFD}')
  // An apostrophe makes it a text, there and to whoever reads it.
  return `"${(formula.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`
}
