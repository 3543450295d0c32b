import type { Verdict } from '../result'

/** Long enough that the first thousands of every guesser's list are shorter. */
export const shortestPassword = 10
export const longestPassword = 1_000

/**
 * Whether somebody may choose this password. Its length counts, and that nobody would try it first; which kinds of
 * characters it is made of does not.
 */
export function checkPassword(password: string, username: string): Verdict {
  const characters = Array.from(password.normalize('NFKC'))
  if (characters.length < shortestPassword)
    return no(`A password has at least ${shortestPassword} characters. Several words in a row are easy to remember.`)
  if (characters.length > longestPassword) return no(`A password has at most ${longestPassword} characters.`)
  if (password.trim() === '') return no('A password of blanks alone is the first that somebody would try.')
  const plain = password.normalize('NFKC').toLowerCase()
  if (new Set(characters).size < 4) return no('This password repeats the same few characters. Choose another one.')
  if (isCommon(plain)) return no('This password is among the first that somebody would try. Choose another one.')
  if (username.length >= 3 && plain.replaceAll(username.toLowerCase(), '').length < 6)
    return no('This password is little more than the user name. Choose another one.')
  return { ok: true }
}

const no = (because: string): Verdict => ({ ok: false, because })

/** Beginnings of what people take when ten characters are asked for. */
const firstTried = [
  'password',
  'passw0rd',
  'p@ssw0rd',
  'administrator',
  'administrador',
  'changeme',
  'welcome',
  'letmein',
  'iloveyou',
  'qwertyuiop',
  'qwertz',
  'qwerty',
  'asdfghjkl',
  '1q2w3e4r',
  '1qaz2wsx',
  'abcdefghij',
  '1234567890',
  '0987654321',
  'vmware',
  'vsphere',
  'andon',
  'admin',
  'root',
]

/** A common word, with nothing but a few figures and signs after it. */
function isCommon(plain: string): boolean {
  return firstTried.some((word) => {
    if (!plain.startsWith(word)) return false
    const rest = plain.slice(word.length)
    return /^[\d\W_]{0,8}$/.test(rest) || firstTried.includes(rest.replaceAll(/^[\d\W_]+|[\d\W_]+$/g, ''))
  })
}
