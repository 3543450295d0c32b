import { checkUsername, plainUsername } from './username'

const longest = 60

/**
 * The user name for somebody whom a provider calls `preferred`: what may not stand in one is left out. Undefined when
 * nothing is left that could be one, or when it mixes letters of scripts whose letters look alike.
 */
export function cleanedName(preferred: unknown): string | undefined {
  if (typeof preferred !== 'string') return undefined
  const name = plainUsername(preferred.slice(0, 1_000))
    .replaceAll(/\s+/gu, '.')
    .replaceAll(/[^\p{L}\p{M}\p{N}._@+-]/gu, '')
    .replace(/^[^\p{L}\p{N}]+/u, '')
  const cut = Array.from(name).slice(0, longest).join('')
  return checkUsername(cut).ok && !mixesScripts(cut) ? cut : undefined
}

/** `аdmin` with a Cyrillic а is not to be told from the other one. */
const mixesScripts = (name: string): boolean =>
  [/\p{Script=Latin}/u, /\p{Script=Cyrillic}/u, /\p{Script=Greek}/u].filter((script) => script.test(name)).length > 1

/** `name`, or `name-2`, `name-3`: the first of them that fits beside others; `turn` counts from 1. */
export function nameInTurn(name: string, turn: number): string {
  if (turn === 1) return name
  const tail = `-${turn}`
  return `${Array.from(name)
    .slice(0, longest - tail.length)
    .join('')}${tail}`
}
