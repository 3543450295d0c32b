/** The sign in front of a line; the screen has a drawing for each. */
export type StepMark = 'done' | 'step' | 'question' | 'waiting' | 'failed' | 'blocked' | 'cancelled' | 'noContact'

/** One line of a run's timeline: what happened, in a few words, and what there is to say about it. */
export type StepLine = {
  mark: StepMark
  title: string
  detail?: string
  /** Text as stored, such as a message id. */
  raw?: string
}
