'use client'

import { Fragment, useState } from 'react'

const longest = 600

/** A NUL and its kin, which would otherwise not be seen. */
const visible = (text: string) =>
  text.replaceAll(
    // oxlint-disable-next-line no-control-regex -- control characters are what this looks for
    /[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g,
    (char) => (char === '\0' ? '‹NUL›' : `‹x${char.charCodeAt(0).toString(16).padStart(2, '0')}›`),
  )

/** Text with what is searched for marked in it. A very long one is cut, and says so. */
export function Marked({ text, search, cut = longest }: { text: string; search: string; cut?: number }) {
  const shown = visible(text.slice(0, cut))
  const rest = text.length - cut
  return (
    <>
      {marks(shown, search).map(({ part, marked, at }) =>
        marked ? (
          <mark key={at} className="rounded-sm bg-select text-ink outline outline-focus">
            {part}
          </mark>
        ) : (
          <Fragment key={at}>{part}</Fragment>
        ),
      )}
      {rest > 0 && <span className="text-ink-3"> … {rest.toLocaleString('en')} more characters</span>}
    </>
  )
}

function marks(text: string, search: string): { part: string; marked: boolean; at: number }[] {
  const wanted = search.toLocaleLowerCase('en')
  const lower = text.toLocaleLowerCase('en')
  // Lower case may be longer than the text (İ); then places do not agree, and nothing is marked.
  if (wanted === '' || lower.length !== text.length) return [{ part: text, marked: false, at: 0 }]
  const parts: { part: string; marked: boolean; at: number }[] = []
  let from = 0
  for (let at = lower.indexOf(wanted); at !== -1; at = lower.indexOf(wanted, at + wanted.length)) {
    if (at > from) parts.push({ part: text.slice(from, at), marked: false, at: from })
    parts.push({ part: text.slice(at, at + wanted.length), marked: true, at })
    from = at + wanted.length
  }
  if (from < text.length) parts.push({ part: text.slice(from), marked: false, at: from })
  return parts
}

/**
 * The first part of a long list, and more of it on demand: a file may have a hundred thousand lines, and search still
 * looks at all of them. Another `reset` starts again with the first part.
 */
export function usePortion<T>(all: readonly T[], size: number, reset: string) {
  const [grown, setGrown] = useState({ reset, count: size })
  const count = grown.reset === reset ? grown.count : size
  return {
    shown: all.slice(0, count),
    left: Math.max(all.length - count, 0),
    /** Shows so much that the item at this place is among it. */
    reach: (index: number) => setGrown({ reset, count: Math.max(count, index + size) }),
    more: () => setGrown({ reset, count: count + size * 4 }),
  }
}
