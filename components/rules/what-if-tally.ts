import { asQuestion, describeQuestion } from '@/lib/vsphere/question-dictionary'
import { likenessOf } from '@/lib/vsphere/same-question'
import { wasKinds, wouldKinds, type Effect, type Judged, type Was, type Would } from './what-if'

/** Questions of one cell: most get what they got, or none does. */
export type Cell = { same: number; different: number }

/** The same change of the same question, however often. */
export type Fold = {
  key: string
  effect: Effect
  /** The answer that it would get cannot be undone, and is not the one that was given. */
  isDestructive: boolean
  all: Judged[]
}

/** What the rules would have made of what was asked. Each question is in one cell, and each difference in one fold. */
export type WhatIf = {
  total: number
  same: number
  different: number
  /** Of the questions that waited for a person's answer and would have got the same one at once. */
  savedMs: number
  /** Where a person had chosen otherwise. */
  otherwise: number
  cells: Readonly<Record<Was, Readonly<Record<Would, Cell>>>>
  /** The riskiest first. */
  folds: readonly Fold[]
}

const risk: Readonly<Record<Effect, number>> = {
  'person-otherwise': 0,
  'another-answer': 2,
  'would-cancel': 3,
  'no-error': 4,
  'answered-before': 5,
  'by-hand': 6,
  'same-answer': 7,
  'less-waiting': 8,
}
const riskOf = ({ effect, isDestructive }: Fold) => (isDestructive ? Math.min(1, risk[effect]) : risk[effect])

/** Counts question after question, so that others can be let through meanwhile. */
export function createTally(): { add: (judged: Judged) => void; sum: () => WhatIf } {
  const emptyRow = () => Object.fromEntries(wouldKinds.map((would) => [would, { same: 0, different: 0 }]))
  const cells = Object.fromEntries(wasKinds.map((was) => [was, emptyRow()])) as Record<Was, Record<Would, Cell>> // each kind has one
  const folds = new Map<string, Fold>()
  let [total, savedMs] = [0, 0]
  return {
    add(judged) {
      const { question, was, would, effect } = judged
      total += 1
      cells[was][would][effect === undefined ? 'same' : 'different'] += 1
      if (effect === undefined) return
      if (effect === 'less-waiting' && question.got.is === 'answered') savedMs += question.got.afterMs
      const key = foldKey(judged, effect)
      const fold = folds.get(key) ?? { key, effect, isDestructive: isDestructive(judged, effect), all: [] }
      fold.all.push(judged)
      folds.set(key, fold)
    },
    sum() {
      const all = [...folds.values()].toSorted((a, b) => riskOf(a) - riskOf(b) || b.all.length - a.all.length)
      const count = (some: readonly Fold[]) => some.reduce((sum, fold) => sum + fold.all.length, 0)
      const different = count(all)
      const otherwise = count(all.filter(({ effect }) => effect === 'person-otherwise'))
      return { total, same: total - different, different, savedMs, otherwise, cells, folds: all }
    },
  }
}

function foldKey({ question, was, would, label, rule }: Judged, effect: Effect): string {
  const { asked, text, got } = question
  const { messageId, choices } = asked
  const what = messageId?.toLowerCase() ?? likenessOf({ text, choices }).kind
  return JSON.stringify([effect, what, was, got.is === 'answered' ? got.label : '', would, label ?? '', rule?.id ?? ''])
}

/** As far as the message id is known. */
function isDestructive({ question, label }: Judged, effect: Effect): boolean {
  if (effect === 'same-answer' || effect === 'less-waiting' || label === undefined) return false
  const { choices } = describeQuestion(asQuestion({ ...question.asked, text: question.text }))
  return choices.some((choice) => choice.destructive && choice.label === label)
}

/** The sums of the table. */
export const rowSum = (row: Readonly<Record<Would, Cell>>): number =>
  wouldKinds.reduce((sum, would) => sum + row[would].same + row[would].different, 0)

export const columnSum = ({ cells }: Pick<WhatIf, 'cells'>, would: Would): number =>
  wasKinds.reduce((sum, was) => sum + cells[was][would].same + cells[was][would].different, 0)
