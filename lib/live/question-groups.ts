import { compareText } from '../compare-text'
import { lastPartOf } from '../names/datastore-path'
import { nounOf, partsOfText, type OwnNoun, type TextParts } from '../vsphere/own-parts'
import type { QuestionKey } from '../vsphere/ids'
import type { QuestionView } from './live-state'
import { isOverdue } from './overdue'

/**
 * Questions that ask the same: of one message id, with the same choices and the same default, whose texts differ only in
 * each VM's own part. One question alone is a group too.
 */
export type QuestionGroup = {
  /** The same for whatever asks the same. */
  readonly id: string
  /** Oldest first. */
  readonly questions: readonly [QuestionView, ...QuestionView[]]
  /** What all of them are about beside their texts, such as a datastore that is full. */
  readonly about?: string
}

/** What a question is about beside its text; questions about different things are not the same. */
export type AboutOf = (question: QuestionView) => string | undefined

type Sorted = { frame: string; parts: TextParts }
/** A row that has not changed keeps its identity, and with it what was found out about it. */
const sorted = new WeakMap<QuestionView, Sorted>()

function sortedOf(view: QuestionView): Sorted {
  const known = sorted.get(view)
  if (known) return known
  const { messageId, text, question } = view
  const parts = partsOfText(text)
  const choices = question.choices.map(({ key, label, summary }) => [key, label, summary])
  const frame = JSON.stringify([messageId?.toLowerCase() ?? '', choices, question.defaultIndex ?? null, parts.literals])
  const found = { frame, parts }
  sorted.set(view, found)
  return found
}

/** The group that a question is in. */
export const groupIdOf = (question: QuestionView, about?: string): string =>
  about === undefined ? sortedOf(question).frame : `${about} ${sortedOf(question).frame}`

/** Each of these questions in exactly one group; groups in the order of their oldest question. */
export function groupQuestions(questions: Iterable<QuestionView>, aboutOf: AboutOf = () => undefined): QuestionGroup[] {
  const groups = new Map<string, { about: string | undefined; questions: [QuestionView, ...QuestionView[]] }>()
  for (const question of oldestFirst(questions)) {
    const about = aboutOf(question)
    const id = groupIdOf(question, about)
    const group = groups.get(id)
    if (group) group.questions.push(question)
    else groups.set(id, { about, questions: [question] })
  }
  return [...groups].map(([id, { about, questions: of }]) => ({
    id,
    questions: of,
    ...(about === undefined ? {} : { about }),
  }))
}

/** Oldest first; of the same age by key, so that the order is the same everywhere. */
export const oldestFirst = (questions: Iterable<QuestionView>): QuestionView[] =>
  [...questions].sort((a, b) => compareText(a.raisedAt, b.raisedAt) || compareText(a.key, b.key))

/**
 * Overdue before waiting, what nobody has taken before what somebody has, then the longest waiting.
 * @param now the server's clock, ms.
 */
export function worstFirst(groups: readonly QuestionGroup[], now: number): QuestionGroup[] {
  const ranked = groups.map((group) => {
    const [oldest] = group.questions
    const overdue = isOverdue(oldest, now) ? 0 : 1
    return { group, since: Date.parse(oldest.raisedAt), overdue, taken: takenBy(group.questions) ? 1 : 0 }
  })
  ranked.sort((a, b) => a.overdue - b.overdue || a.taken - b.taken || a.since - b.since)
  return ranked.map(({ group }) => group)
}

/** Who has taken all of these questions, since when the first of them; undefined while one of them is free. */
export function takenBy(questions: readonly QuestionView[]): { by: string; at: string } | undefined {
  const [first, ...others] = questions.map(({ taken }) => taken)
  if (!first) return undefined
  let at = first.at
  for (const taken of others) {
    if (taken?.by !== first.by) return undefined
    if (taken.at < at) at = taken.at
  }
  return { by: first.by, at }
}

/** A piece of a group's text: what all of them say, or the place of each VM's own part. */
export type GroupTextPart = { own: false; text: string } | { own: true; noun: OwnNoun }

/**
 * The text of a group. What is the same everywhere stands in it as it is.
 * @param read makes what people read of a host's text.
 */
export function textOfGroup(
  { questions }: Pick<QuestionGroup, 'questions'>,
  read: (question: QuestionView, text: string) => string,
): GroupTextPart[] {
  const [first] = questions
  const { literals, own } = sortedOf(first).parts
  const parts: GroupTextPart[] = []
  let plain = literals[0] ?? ''
  for (const [place, part] of own.entries()) {
    const all = questions.map((question) => sortedOf(question).parts.own[place] ?? '')
    if (all.every((one) => one === part)) plain += part
    else {
      if (plain !== '') parts.push({ own: false, text: read(first, plain) })
      parts.push({ own: true, noun: nounOf(all) })
      plain = ''
    }
    plain += literals[place + 1] ?? ''
  }
  if (plain !== '') parts.push({ own: false, text: read(first, plain) })
  return parts
}

/** Tells what is a VM's own in its question, where they differ among these: the last part of its path. */
export function ownPartAmong(questions: readonly QuestionView[]): (question: QuestionView) => string | undefined {
  const [first, ...others] = questions.map((question) => sortedOf(question).parts.own)
  const place = first?.findIndex((part, at) => others.some((other) => other[at] !== part)) ?? -1
  if (place < 0) return () => undefined
  return (question) => lastPartOf(sortedOf(question).parts.own[place] ?? '')
}

/** How much is known to be lost where files are: all of it, or of how many it is known. */
export function sizeOf(questions: readonly QuestionView[]): { bytes: number; of: number } {
  const files = questions.flatMap(({ file }) => file ?? [])
  return { bytes: files.reduce((sum, { bytes }) => sum + bytes, 0), of: files.length }
}

/** The places of groups on the screen, and whom each of them shows. */
export type Arrangement = readonly { readonly id: string; readonly keys: readonly QuestionKey[] }[]

export const arrangementOf = (groups: readonly QuestionGroup[]): Arrangement =>
  groups.map(({ id, questions }) => ({ id, keys: questions.map(({ key }) => key) }))

/** A group in its place, with those of its questions that are still what it showed; some may have been answered since. */
export type PlacedGroup = { readonly id: string; readonly questions: readonly [QuestionView, ...QuestionView[]] }

/**
 * What stands on the screen while nothing may move there: the same groups in the same places, without what has gone and
 * without what asks something else by now. Every other question of these waits to be arranged.
 * @param find a question by its key: as it is now, or as it was when it was answered.
 */
export function keepPlaces(
  arrangement: Arrangement,
  open: readonly QuestionView[],
  find: (key: QuestionKey) => QuestionView | undefined,
  aboutOf: AboutOf = () => undefined,
): { groups: PlacedGroup[]; fresh: QuestionView[] } {
  const shown = new Set<QuestionKey>()
  const groups = arrangement.flatMap(({ id, keys }): PlacedGroup[] => {
    // One alone keeps its place whatever it asks by now: its card says it.
    const [first, ...others] = keys.flatMap((key) => {
      const view = find(key)
      return view && (keys.length === 1 || groupIdOf(view, aboutOf(view)) === id) ? [view] : []
    })
    if (!first) return []
    for (const { key } of [first, ...others]) shown.add(key)
    return [{ id, questions: [first, ...others] }]
  })
  return { groups, fresh: open.filter(({ key }) => !shown.has(key)) }
}
