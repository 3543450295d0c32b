import type { Verdict } from '../result'
import { allows, type Role } from './role'

/** What an API token is for: calls of these kinds, and no others. What concerns accounts and settings is none of them. */
export const scopes = ['read', 'act', 'answer'] as const

export type Scope = (typeof scopes)[number]

/** What each begins with: found again in a file where it should not be, and never taken for another program's. */
export const tokenPrefix = 'andon_pt_'

/** Whether a token of these scopes may make a call of this kind. */
export const mayToken = (of: readonly Scope[], kind: string): boolean => of.some((scope) => scope === kind)

/** What a token may at most: what its owner may, and never what takes an administrator. */
export const roleOfToken = (owner: Role): Role => (allows(owner, 'admin') ? 'operator' : owner)

/** What the record calls a program that has one: `patch-window (m.okafor)`. No user name has a blank or a bracket in it. */
export const tokenActor = (name: string, owner: string): string => `${name} (${owner})`

/** Whether the record would call something this for the sake of that person. */
export const isActorOf = (actor: string, owner: string): boolean => actor.endsWith(` (${owner})`)

/** Whether a token may be called this. */
export function checkTokenName(name: string): Verdict {
  if (name === '') return { ok: false, because: 'Give the token a name.' }
  return /^[\p{L}\p{N}][\p{L}\p{M}\p{N}._-]{0,59}$/u.test(name)
    ? { ok: true }
    : { ok: false, because: 'A name has up to 60 letters and figures, and . _ - between them; no blanks.' }
}
