import type { Verdict } from '../result'

/** User names are the same however they are typed: `M.Okafor ` is `m.okafor`. */
export const plainUsername = (typed: string): string => typed.trim().normalize('NFKC').toLowerCase()

/** What the record calls those who are no person. */
const taken = new Set(['andon', 'auto-answer', 'nobody', 'somebody', 'unknown'])

/** Whether an account may be called this; the name is a plain one. */
export function checkUsername(username: string): Verdict {
  if (username === '') return { ok: false, because: 'Enter a user name.' }
  if (!/^[\p{L}\p{N}][\p{L}\p{M}\p{N}._@+-]{0,59}$/u.test(username))
    return {
      ok: false,
      because: 'A user name has up to 60 letters and figures, and . _ - @ + between them; no blanks.',
    }
  if (taken.has(username))
    return { ok: false, because: `The record uses the name ${username} already. Choose another one.` }
  return { ok: true }
}
