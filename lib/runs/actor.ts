import { assertNever } from '../assert-never'

/** Who did a step: a person, or the auto-answer setting together with the person who set it. `rule`: the name of the one that decided. */
export type Actor =
  | { kind: 'person'; name: string }
  | { kind: 'autoAnswer'; setBy: string; rule?: string }
  /** Somebody outside Andon (vSphere Client, a script); named when the host says who. */
  | { kind: 'elsewhere'; name?: string }
  | { kind: 'andon' }

/** Who did it: `m.okafor`, `auto-answer`, `rule 'Build agents append'`, `somebody outside Andon`. */
export function actorName(actor: Actor): string {
  switch (actor.kind) {
    case 'person':
      return actor.name
    case 'autoAnswer':
      return actor.rule === undefined ? 'auto-answer' : `rule '${actor.rule}'`
    case 'elsewhere':
      return actor.name ?? 'somebody outside Andon'
    case 'andon':
      return 'Andon'
    default:
      return assertNever(actor, 'actor')
  }
}
