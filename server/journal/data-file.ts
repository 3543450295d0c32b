import { chmodSync, statSync } from 'node:fs'
import path from 'node:path'
import process from 'node:process'
import { DatabaseAway } from './database'

/**
 * Looks at the file that is to be opened: it is for its owner alone, whatever the directory allows, and an empty one is
 * no database that was just made, but one whose content is gone.
 * @throws one sentence with the file, the cause and the way out.
 */
export function lookAtFile(file: string): void {
  const size = statSync(file, { throwIfNoEntry: false })?.size
  if (size === undefined) return
  if (size === 0) throw new Error(`${file} is empty: what was in it is gone. ${wayBack}`)
  try {
    chmodSync(file, 0o600)
  } catch (error) {
    throw openingError(file, error)
  }
}

/** Makes what follows for the owner alone; gives back how that is undone. */
export function ownersOnly(): () => void {
  const before = process.umask(0o077)
  return () => void process.umask(before)
}

/**
 * Why a database cannot be opened, in one sentence that names the file and the way out. What is not known stays as it is.
 * @param way the way out where its content is of no use.
 */
export function openingError(file: string, error: unknown, way = wayBack): Error {
  const sentence = sentenceOf(file, error, way)
  return sentence === undefined && error instanceof Error
    ? error
    : new Error(sentence ?? String(error), { cause: error })
}

/**
 * Why a batch was not written, where it can be later: a sentence with the file, the cause and the way out. What failed
 * for a reason of its own is given back as it is.
 */
export function writingError(file: string, error: unknown): unknown {
  const code = codeOf(error)
  const isOneOf = (starts: readonly string[]) => starts.some((start) => code.startsWith(start))
  if (isOneOf(damaged)) return openingError(file, error)
  const isUnsure = code.startsWith('SQLITE_IOERR')
  if (!isUnsure && !isOneOf(passing)) return error
  const sentence =
    sentenceOf(file, error, wayBack, 'Andon goes on by itself') ??
    `${file} cannot be written: ${messageOf(error)}. Look at its disk; Andon tries again by itself.`
  return new DatabaseAway(isUnsure ? 'DATABASE_UNSURE' : 'DATABASE_AWAY', sentence, error)
}

const damaged = ['SQLITE_CORRUPT', 'SQLITE_NOTADB']
const passing = ['SQLITE_FULL', 'SQLITE_READONLY', 'SQLITE_CANTOPEN', 'SQLITE_BUSY', 'SQLITE_LOCKED']

const codeOf = (error: unknown) => (error instanceof Error && 'code' in error ? String(error.code) : '')
const messageOf = (error: unknown) => (error instanceof Error ? error.message : '')

function sentenceOf(file: string, error: unknown, way: string, andThen = 'start Andon again'): string | undefined {
  const code = codeOf(error)
  const message = messageOf(error)
  if (code.startsWith('SQLITE_NOTADB') || message.includes('not a database'))
    return `${file} is not a database of Andon, or is damaged. ${way}`
  if (code.startsWith('SQLITE_CORRUPT') || message.includes('malformed')) return `${file} is damaged. ${way}`
  if (code.startsWith('SQLITE_FULL') || code === 'ENOSPC')
    return `There is no room left for ${file}. Make room on its disk, and ${andThen}.`
  if (code.startsWith('SQLITE_READONLY') || code === 'EROFS')
    return `${file} can be read and not written. Let ${us()} write it, and ${andThen}.`
  if (
    code.startsWith('SQLITE_CANTOPEN') ||
    ['EACCES', 'EPERM', 'EISDIR'].includes(code) ||
    /unable to open/i.test(message)
  )
    return `${file} cannot be opened. It and the directory ${path.dirname(file)} have to belong to ${us()}.`
  return undefined
}

const wayBack = 'Bring it back from a backup, or move it away to begin anew.'

const us = () => `the user that Andon runs as${process.getuid ? ` (uid ${process.getuid()})` : ''}`
