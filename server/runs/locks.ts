import { excludes, subjectName, type Subject } from '@/lib/runs/subject'

/** What a run that has no outcome yet works on. `label` is what it does: `Power on`, `Upload`. */
export type Hold = { readonly label: string; readonly subjects: readonly Subject[] }

/** Who has which of the subjects that were wanted. */
export type Taken = { by: Hold; subject: Subject }

export type Locks = {
  /** Takes all subjects, or none and says who has one of them. */
  take(hold: Hold): Taken | undefined
  /** Takes what a run had when the process before this one ended. */
  keep(hold: Hold): void
  give(hold: Hold): void
}

/**
 * One run at a time per subject: per VM, per host, and per path of a datastore with what lies below it. Runs of
 * different subjects do not see each other: an upload keeps no VM from being started, nor another upload beside it.
 */
export function createLocks(): Locks {
  const held = new Set<Hold>()
  return {
    take(hold) {
      for (const by of held) {
        const subject = by.subjects.find((one) => hold.subjects.some((wanted) => excludes(one, wanted)))
        if (subject) return { by, subject }
      }
      held.add(hold)
      return undefined
    },
    keep: (hold) => void held.add(hold),
    give: (hold) => void held.delete(hold),
  }
}

/** What is in the way, for a sentence: `Upload of [ssd-01] iso/debian.iso`. */
export const inTheWay = ({ by, subject }: Taken): string => `${by.label} of ${subjectName(subject)}`
