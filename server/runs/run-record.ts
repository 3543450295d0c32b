import { foldStep } from '@/lib/runs/fold-run'
import { vmOf, type RunView } from '@/lib/runs/run'
import { withoutUndefined } from '@/lib/without-undefined'
import type { Journal } from '../journal/journal'
import type { NewStep } from './run-machine'

/** The steps of one run, as they are written, and what they make of it. */
export type RunRecord<View extends RunView> = {
  readonly view: View
  /** Does one thing after the other. Rejects when the job does; the next one is done all the same. */
  inTurn: (job: () => Promise<void> | undefined) => Promise<void>
  /** Adds a step to the journal, then to the view. Called within a turn. Rejects when it could not be written. */
  write: (step: NewStep) => Promise<void>
  /** Resolves when everything that was asked for so far is done. */
  settled: () => Promise<void>
}

export function createRecord<View extends RunView>(first: View, journal: Journal): RunRecord<View> {
  let view = first
  let tail: Promise<unknown> = Promise.resolve()
  const vm = vmOf(first)?.key
  return {
    get view() {
      return view
    },
    inTurn(job) {
      const done = tail.then(job)
      tail = done.catch(() => undefined)
      return done
    },
    async write(step) {
      const { id: run, connection } = view
      const { at } = await journal.append({ ...step, run, connection, ...withoutUndefined({ vm }) })
      view = foldStep(view, { at, ...step })
    },
    async settled() {
      let seen: Promise<unknown> | undefined
      while (seen !== tail) {
        seen = tail
        await seen
      }
    },
  }
}
