import { readFileSync } from 'node:fs'
import { identityFrom, type IdentitySettings } from '../identity/settings'
import { developersNames, isOfTests, providersNames, settingList, type SettingName, type Values } from './setting-list'

export type Environment = Readonly<Record<string, string | undefined>>

/** What is wrong with the environment: each mistake in a sentence with its way out. No secret is in it. */
export class MistakenSettings extends Error {
  constructor(mistakes: readonly string[]) {
    const lines = mistakes.map((mistake) => `  ${mistake}`)
    super(mistakes.length === 1 ? mistakes[0] : `${mistakes.length} settings are not right.\n${lines.join('\n')}`)
  }
}

const names = Object.keys(settingList) as SettingName[] // the keys of the list itself
const isSecret = (name: SettingName) => 'isSecret' in settingList[name]
const fileNames = names.filter(isSecret).map((name) => `${name}_FILE`)

/**
 * Reads everything that Andon takes from the environment.
 * @throws MistakenSettings with all mistakes at once: values that cannot be, and names of ours that there are not.
 */
export function readSettings(env: Environment): Values & { identity?: IdentitySettings } {
  const values: Record<string, unknown> = {}
  const mistakes: string[] = []
  for (const name of names) {
    const given = textOf(name, env)
    if (given === undefined) continue
    if ('mistake' in given) {
      mistakes.push(given.mistake)
      continue
    }
    const { schema, wanted } = settingList[name]
    const read = schema.safeParse(given.text)
    if (read.success) {
      values[name] = read.data
      continue
    }
    const [issue] = read.error.issues
    const because = issue?.code === 'custom' && issue.message !== defaultMessage ? issue.message : undefined
    const subject = isSecret(name) ? `${given.from} cannot be used.` : `${given.from} is ${shown(given.text)}.`
    mistakes.push(`${subject} ${because ?? `It has to be ${wanted}.`}`)
  }
  let identity: IdentitySettings | undefined
  try {
    identity = identityFrom(env)
  } catch (error) {
    mistakes.push(...(error instanceof Error ? error.message.split('\n') : [String(error)]))
  }
  for (const name of Object.keys(env)) {
    if (!/^andon_/i.test(name) || isKnown(name) || isOfKubernetes(name, env[name] ?? '')) continue
    mistakes.push(unknown(name))
  }
  if (mistakes.length > 0) throw new MistakenSettings(mistakes)
  return { ...(values as Values), ...(identity && { identity }) } // each is what its schema made of it
}

/** What zod says of a `refine` without words. */
const defaultMessage = 'Invalid input'

type Given = { text: string; from: string } | { mistake: string } | undefined

/** The text of a setting: of the variable, or of the file that `<name>_FILE` names, without the end of its last line. */
function textOf(name: SettingName, env: Environment): Given {
  const own = env[name] || undefined
  const from = `${name}_FILE`
  const file = (isSecret(name) && env[from]) || undefined
  if (file === undefined) return own === undefined ? undefined : { text: own, from: name }
  if (own !== undefined) return { mistake: `${name} and ${from} are both set. Take one of them away.` }
  try {
    const text = readFileSync(/* turbopackIgnore: true */ file, 'utf8').replace(/\r?\n$/, '')
    if (text === '') return { mistake: `${from}: ${shown(file)} is empty. Put the text into it, or name another file.` }
    return { text, from: `The text in ${shown(file)} (${from})` }
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    const why = (code !== undefined && reasons[code]) || `cannot be read (${code ?? String(error)})`
    return { mistake: `${from}: ${shown(file)} ${why}.` }
  }
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'is not there. Make it, or name another file',
  EACCES: 'may not be read by the user that Andon runs as. Change its owner or its mode',
  EISDIR: 'is a directory. Name the file in it',
}

const longestShown = 80

/** A text as a sentence has it: in quotes, on one line, not too long. */
function shown(text: string): string {
  const characters = Array.from(text)
  const cut = characters.length > longestShown ? `${characters.slice(0, longestShown).join('')}…` : text
  return JSON.stringify(cut).replace(
    /[\p{Cf}\p{Co}\u2028\u2029]/gu,
    (sign) => `\\u{${(sign.codePointAt(0) ?? 0).toString(16)}}`,
  )
}

const known = new Set<string>([...names, ...fileNames, ...Object.keys(providersNames), ...Object.keys(developersNames)])
const isKnown = (name: string) => known.has(name) || isOfTests(name)

/** Kubernetes tells each pod of a service called `andon` in names such as these. */
function isOfKubernetes(name: string, value: string): boolean {
  if (/^ANDON(_[A-Z0-9_]+)?_SERVICE_(HOST|PORT(_[A-Z0-9_]+)?)$/.test(name)) return true
  if (/^ANDON(_[A-Z0-9_]+)?_PORT_\d+_(TCP|UDP|SCTP)(_(PROTO|PORT|ADDR))?$/.test(name)) return true
  return /^ANDON(_[A-Z0-9_]+)?_PORT$/.test(name) && /^(tcp|udp|sctp):\/\//.test(value)
}

/** What people write for names that are called otherwise. */
const otherwise: Readonly<Record<string, string>> = {
  ANDON_HOST: 'ANDON_LISTEN',
  ANDON_HOSTNAME: 'ANDON_LISTEN',
  ANDON_ADDRESS: 'ANDON_LISTEN',
  ANDON_BIND: 'ANDON_LISTEN',
}

function unknown(name: string): string {
  const plain = name.toUpperCase()
  const right = isKnown(plain) ? plain : (otherwise[plain] ?? nearest(plain))
  const about = `${shown(name).slice(1, -1)} is no setting of Andon.`
  return right === undefined
    ? `${about} Take it away; docs/configuration.md has all that there are.`
    : `${about} Is it ${right}?`
}

/** The name that is most like another one, if any is. */
function nearest(name: string): string | undefined {
  const bare = withoutHead(name)
  const [best] = [...names, ...fileNames, ...Object.keys(providersNames)]
    .map((one) => ({ one, far: distance(bare, withoutHead(one)), length: withoutHead(one).length }))
    .filter(
      ({ one, far, length }) =>
        far <= Math.max(1, Math.floor(length * 0.45)) || bare.startsWith(`${withoutHead(one)}_`),
    )
    .toSorted((a, b) => a.far - b.far)
  return best?.one
}

/** All of ours begin with the same word: it tells nothing. */
const withoutHead = (name: string) => name.replace(/^ANDON_/, '')

/** How many signs have to be put in, taken away, replaced, or exchanged with the next one. */
function distance(a: string, b: string): number {
  const rows: number[][] = [Array.from({ length: b.length + 1 }, (_, at) => at)]
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    for (let j = 1; j <= b.length; j++) {
      const above = rows[i - 1] ?? []
      const change = (above[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)
      const swap = a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1] ? (rows[i - 2]?.[j - 2] ?? Infinity) + 1 : Infinity
      row.push(Math.min(change, swap, (above[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1))
    }
    rows.push(row)
  }
  return rows[a.length]?.[b.length] ?? 0
}
