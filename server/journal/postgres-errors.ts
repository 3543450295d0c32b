import { Client } from 'pg'

/** Where a database is, as it may be said: without the password. */
export type Server = { place: string; database: string; user: string }

/** @throws one sentence, without any of its text, when it is no address of PostgreSQL. */
export function serverOf(url: string): Server {
  try {
    if (!/^postgres(ql)?:$/.test(new URL(url).protocol)) throw new Error('no address')
    const { host, port, database = '', user = '' } = new Client(url)
    return { place: host.startsWith('/') ? host : `${host}:${port}`, database, user }
  } catch {
    throw new Error(
      'DATABASE_URL is no address of a database of PostgreSQL. It looks like postgres://user:password@host:5432/andon; odd characters in the password are written in percent form.',
    )
  }
}

const codeOf = (error: unknown): string =>
  typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : ''
const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))

/** Whether it is the server that says so: its codes have five characters, and what it refuses it has not done. */
const isOfServer = (error: unknown): boolean =>
  error instanceof Error && 'severity' in error && codeOf(error).length === 5

/** The connection broke, so that nobody knows what was done of what was asked. */
export const isLost = (error: unknown): boolean =>
  !isOfServer(error) &&
  (/^(E[A-Z]+|ERR_(SOCKET|STREAM|SSL|TLS)\w*)$/.test(codeOf(error)) ||
    /terminated|connection (error|ended)|read timeout|timeout expired|was closed and is not/i.test(messageOf(error)))

/** Another process changed the tables since a statement was prepared. */
export const isStalePlan = (error: unknown): boolean =>
  (codeOf(error) === '0A000' && messageOf(error).includes('cached plan')) || codeOf(error) === '26000'

/**
 * What the server refuses because of its own state, and would take later: it stops or starts, has no room or no
 * connection left, takes only reads, waited too long for a lock, or gave up a batch that stood still.
 */
export const isAway = (error: unknown): boolean =>
  isOfServer(error) && /^(08|53|57|58|40|25P03|25006|55P03)/.test(codeOf(error))

/** Why PostgreSQL did not do what it was asked: one sentence with the cause and the way out, and never a password. */
export function sentenceOfPostgres({ place, database, user }: Server, error: unknown): string {
  const code = codeOf(error)
  const message = messageOf(error)
  switch (code) {
    case '28P01':
      return `PostgreSQL at ${place} does not let ${user} in: the user name or the password in DATABASE_URL is wrong. Correct it, and start Andon again.`
    case '28000':
      return `PostgreSQL at ${place} does not let ${user} in from here (${message}). Allow it in its pg_hba.conf, or correct DATABASE_URL.`
    case '3D000':
      return `PostgreSQL at ${place} has no database ${database}. Make it with: createdb ${database}. Or correct DATABASE_URL.`
    case '3F000':
    case '42501':
      return `${user} may not do this in the database ${database} of PostgreSQL at ${place} (${message}). Let it own the database.`
    case '53300':
      return `PostgreSQL at ${place} has no connection left. Raise its max_connections; each process of Andon takes up to ${connectionsTaken}.`
    case '53100':
      return `There is no room left on the disk of PostgreSQL at ${place}. Make room there.`
    case '25006':
      return `PostgreSQL at ${place} can be read and not written. Name the one that takes writes in DATABASE_URL.`
    case '57P01':
    case '57P02':
    case '57P03':
      return `PostgreSQL at ${place} is starting or stopping. Andon tries again by itself.`
    default:
  }
  if (message.includes('password must be a string'))
    return `PostgreSQL at ${place} wants a password of ${user}, and DATABASE_URL has none.`
  if (/certificate|self.signed|SSL|TLS/i.test(message) || /CERT|SSL|TLS/.test(code))
    return `A safe connection to PostgreSQL at ${place} cannot be made (${message}). Correct sslmode or sslrootcert in DATABASE_URL.`
  if (isOfServer(error)) return `PostgreSQL at ${place} refused: ${message}.`
  return `PostgreSQL at ${place} cannot be reached (${reasonOf(code, message)}). Start it, or correct DATABASE_URL.`
}

/** One for writing, four for reading, one for hints; and as many for what it does together with the others. */
const connectionsTaken = 12

function reasonOf(code: string, message: string): string {
  switch (code) {
    case 'ECONNREFUSED':
      return 'nothing listens there'
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return 'the name of its host is not known'
    case 'ENOENT':
      return 'nothing listens there'
    default:
      return /timeout/i.test(message) ? 'no answer in time' : message || code
  }
}
