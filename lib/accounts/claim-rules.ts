import { roles, type Role } from './role'

/**
 * Who may sign in through an identity provider, and what they become. A line for each rule, or `;` between them:
 *
 *     admin: groups=vm-admins
 *     operator at esx-lab, esx-2: groups="Ops; night shift"
 *     viewer: department=IT
 *
 * Before the colon stands a role, and perhaps the names of the connections that it is limited to; behind it a claim and
 * the one value that it has, or that is among its values. What holds `; : , = "` stands in quotes, as a string of JSON.
 */
export type ClaimRule = {
  role: Role
  /** Names of connections; absent: all. */
  connections?: readonly string[]
  claim: string
  value: string
}

/** What a provider says about somebody, by name. */
export type Claims = Readonly<Record<string, unknown>>

/** What somebody becomes: `connections` are names, as in the rules. */
export type Standing = Pick<ClaimRule, 'role' | 'connections'>

/** The rules of a text; a sentence for each that cannot be read, with the rule as it stands there. */
export function parseClaimRules(text: string): { rules: ClaimRule[]; mistakes: string[] } {
  const rules: ClaimRule[] = []
  const mistakes: string[] = []
  for (const rule of splitOutsideQuotes(text, /[;\n]/)) {
    if (rule === '') continue
    const read = parseRule(rule)
    if (typeof read === 'string') mistakes.push(`"${rule}": ${read}`)
    else rules.push(read)
  }
  if (rules.length + mistakes.length === 0) mistakes.push('there is no rule, so nobody could sign in.')
  return { rules, mistakes }
}

const example = 'Write it like "operator at esx-lab: groups=vm-operators".'

function parseRule(rule: string): ClaimRule | string {
  const [head = '', ...condition] = splitOutsideQuotes(rule, /:/, 2)
  const [claim = '', ...rest] = splitOutsideQuotes(condition.join(''), /=/, 2)
  if (condition.length === 0) return `no colon follows the role. ${example}`
  if (rest.length === 0) return `no claim and value follow the colon. ${example}`
  const [word = '', at, ...names] = head.split(/\s+/)
  const role = roles.find((one) => one === word.toLowerCase())
  if (role === undefined) return `"${word}" is no role. A rule begins with admin, operator or viewer.`
  if (at !== undefined && (at !== 'at' || names.length === 0)) return `"at" and connections follow the role. ${example}`
  if (at !== undefined && role === 'admin') return 'an administrator is not limited to some connections.'
  const connections = at === undefined ? [] : splitOutsideQuotes(head.replace(/^\S+\s+at\s+/, ''), /,/)
  const parts = [claim, rest.join(''), ...connections].map(unquoted)
  if (parts.some((part) => part === undefined || part === ''))
    return `something is missing, or quoted wrongly. ${example}`
  const [name = '', value = '', ...where] = parts.map(String)
  return { role, claim: name, value, ...(at !== undefined && { connections: where }) }
}

/** The parts of a text, trimmed. @param most the last one is the rest. */
function splitOutsideQuotes(text: string, at: RegExp, most = Infinity): string[] {
  const parts: string[] = []
  let part = ''
  let isQuoted = false
  for (let index = 0; index < text.length; index++) {
    const character = text.charAt(index)
    if (isQuoted && character === '\\') {
      part += text.slice(index, index + 2)
      index += 1
      continue
    }
    if (character === '"') isQuoted = !isQuoted
    if (!isQuoted && at.test(character) && parts.length < most - 1) {
      parts.push(part.trim())
      part = ''
    } else part += character
  }
  return [...parts, part.trim()]
}

/** Undefined: a quote is not closed, or stands in the middle. */
function unquoted(text: string): string | undefined {
  if (!text.includes('"')) return text
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'string' ? value : undefined
  } catch {
    return undefined
  }
}

/**
 * What the rules make of somebody: the highest role of which a rule holds; several rules of that role add up their
 * connections. Undefined: none holds, and there is no account for them.
 */
export function standingBy(rules: readonly ClaimRule[], claims: Claims): Standing | undefined {
  const holding = rules.filter(({ claim, value }) => valuesOf(claims, claim).includes(value))
  const role = roles.findLast((one) => holding.some((rule) => rule.role === one))
  if (role === undefined) return undefined
  const limits = holding.filter((rule) => rule.role === role).map(({ connections }) => connections)
  const isEverywhere = limits.includes(undefined)
  return isEverywhere ? { role } : { role, connections: [...new Set(limits.flatMap((names) => names ?? []))] }
}

/** The names of the claims that the rules look at. */
export const claimsLookedAt = (rules: readonly ClaimRule[]): string[] => [...new Set(rules.map(({ claim }) => claim))]

/** Whether a provider said anything under this name. */
export const hasClaim = (claims: Claims, name: string): boolean => valueAt(claims, name) !== undefined

function valuesOf(claims: Claims, name: string): string[] {
  const value = valueAt(claims, name)
  const values: unknown[] = Array.isArray(value) ? value : [value]
  return values.flatMap((one) =>
    typeof one === 'string' || typeof one === 'boolean' || typeof one === 'number' ? [String(one)] : [],
  )
}

/** A claim of this name; where there is none, `realm_access.roles` is the `roles` within `realm_access`. */
function valueAt(claims: Claims, name: string): unknown {
  if (Object.hasOwn(claims, name)) return claims[name]
  let value: unknown = claims
  for (const part of name.split('.')) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, part)) return undefined
    value = (value as Claims)[part] // an object, just looked at
  }
  return value
}
