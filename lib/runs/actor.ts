/** Who did a step: a person, or the auto-answer setting together with the person who set it. */
export type Actor =
  | { kind: 'person'; name: string }
  | { kind: 'autoAnswer'; setBy: string }
  /** Somebody outside Andon (vSphere Client, a script); named when the host says who. */
  | { kind: 'elsewhere'; name?: string }
  | { kind: 'andon' }
