import { vmxText, type VmxDocument } from './document'

/** Two documents compared: by key, which is what counts, and by line, which is what an edit shows before it is saved. */

export type VmxChange =
  | { change: 'added'; key: string; after: string }
  | { change: 'removed'; key: string; before: string }
  | { change: 'changed'; key: string; before: string; after: string }

/** Differences in what the files say; comments, order and the case of keys do not count. In the order of the keys. */
export function diffVmx(before: VmxDocument, after: VmxDocument): VmxChange[] {
  const changes: VmxChange[] = []
  for (const [lower, { key, value }] of before.index) {
    const now = after.index.get(lower)
    if (!now) changes.push({ change: 'removed', key, before: value })
    else if (now.value !== value) changes.push({ change: 'changed', key, before: value, after: now.value })
  }
  for (const [lower, { key, value }] of after.index) {
    if (!before.index.has(lower)) changes.push({ change: 'added', key, after: value })
  }
  return changes.sort((a, b) => (a.key.toLowerCase() < b.key.toLowerCase() ? -1 : 1))
}

export type LineChange = {
  /** From 1, in the file that has it: the old one for `removed`, the new one otherwise. */
  line: number
  change: 'same' | 'added' | 'removed'
  text: string
}

/** More lines than this in the part that differs are shown as replaced, without looking for what they share. */
const mostCompared = 1500

/**
 * The lines that differ, with some that do not around them.
 * @param context lines to keep on either side of a change.
 */
export const diffLines = (before: VmxDocument, after: VmxDocument, context = 2): LineChange[] =>
  diffTexts(vmxText(before), vmxText(after), context)

/** The same of any two texts. */
export function diffTexts(before: string, after: string, context = 2): LineChange[] {
  const old = linesOf(before)
  const now = linesOf(after)
  let head = 0
  while (head < old.length && head < now.length && old[head] === now[head]) head += 1
  let tail = 0
  const most = Math.min(old.length, now.length) - head
  while (tail < most && old[old.length - 1 - tail] === now[now.length - 1 - tail]) tail += 1
  const middle = compare(old.slice(head, old.length - tail), now.slice(head, now.length - tail), head)
  if (middle.length === 0) return []
  const same = (line: number): LineChange => ({ line: line + 1, change: 'same', text: now[line] ?? '' })
  const above = range(Math.max(head - context, 0), head).map(same)
  const below = range(now.length - tail, Math.min(now.length - tail + context, now.length)).map(same)
  return [...above, ...near(middle, context), ...below]
}

const range = (from: number, to: number) => Array.from({ length: Math.max(to - from, 0) }, (_, i) => from + i)

function linesOf(text: string): string[] {
  const lines = text.split(/\r\n|\r|\n/)
  if (lines.at(-1) === '') lines.pop()
  return lines
}

/** Longest common subsequence over the part that differs. */
function compare(old: readonly string[], now: readonly string[], offset: number): LineChange[] {
  const removed = (i: number): LineChange => ({ line: offset + i + 1, change: 'removed', text: old[i] ?? '' })
  const added = (i: number): LineChange => ({ line: offset + i + 1, change: 'added', text: now[i] ?? '' })
  if (old.length > mostCompared || now.length > mostCompared) {
    return [...old.map((_, i) => removed(i)), ...now.map((_, i) => added(i))]
  }
  const width = now.length + 1
  const common = new Uint16Array((old.length + 1) * width)
  const at = (i: number, j: number) => common[i * width + j] ?? 0
  for (let i = old.length - 1; i >= 0; i -= 1) {
    for (let j = now.length - 1; j >= 0; j -= 1) {
      common[i * width + j] = old[i] === now[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1))
    }
  }
  const changes: LineChange[] = []
  let i = 0
  let j = 0
  while (i < old.length || j < now.length) {
    if (i < old.length && j < now.length && old[i] === now[j]) {
      changes.push({ line: offset + j + 1, change: 'same', text: now[j] ?? '' })
      i += 1
      j += 1
    } else if (i < old.length && (j >= now.length || at(i + 1, j) >= at(i, j + 1))) {
      changes.push(removed(i))
      i += 1
    } else {
      changes.push(added(j))
      j += 1
    }
  }
  return changes
}

/** Drops the unchanged lines in the middle that are further from a change than the context. */
function near(changes: readonly LineChange[], context: number): LineChange[] {
  const close = new Set<number>()
  changes.forEach(({ change }, i) => {
    if (change !== 'same') for (let each = i - context; each <= i + context; each += 1) close.add(each)
  })
  return changes.filter((_, i) => close.has(i))
}
