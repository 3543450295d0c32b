/** What the program ends with, for scripts: these stay what they are. `docs/scripting.md` and `--help` list them. */
export const exits = {
  done: 0,
  failed: 1,
  usage: 2,
  refused: 3,
  waits: 4,
  unknown: 5,
  noContact: 6,
} as const

export type Exit = (typeof exits)[keyof typeof exits]

export const exitWords: Readonly<Record<keyof typeof exits, string>> = {
  done: 'done',
  failed: 'the task failed or was cancelled, or Andon failed',
  usage: 'the command cannot be understood',
  refused: 'refused: nothing was started or answered',
  waits: 'a question waits',
  unknown: 'the outcome is not known',
  noContact: 'no contact with Andon, or none of Andon with the host; nothing was done',
}

/** Ends the command, with a sentence for people. */
export class Ended extends Error {
  readonly exit: Exit
  constructor(exit: Exit, sentence: string) {
    super(sentence)
    this.name = 'Ended'
    this.exit = exit
  }
}

/** By the last part of the type of a problem. What is not here was refused. */
const exitOfProblem: Readonly<Record<string, Exit>> = {
  malformed: exits.usage,
  'bad-cursor': exits.usage,
  'error-of-andon': exits.failed,
  'outcome-unknown': exits.unknown,
  'key-in-use': exits.unknown,
  'key-outcome-unknown': exits.unknown,
  'no-contact': exits.noContact,
  'not-recorded': exits.noContact,
  unavailable: exits.noContact,
}

export const exitFor = (type: string): Exit => exitOfProblem[type.split(':').at(-1) ?? ''] ?? exits.refused
