import { statSync } from 'node:fs'
import path from 'node:path'
import { parseArgs, type ParseArgsConfig } from 'node:util'

/** A program that looks after the data: `npm run backup` and the like. */
export type Command = {
  help: string
  /**
   * @param args what stands behind the name of the program.
   * @returns what to say when it is done.
   * @throws `Misused`, or an error with one sentence for people.
   */
  run(args: readonly string[], around: Around): Promise<string>
}

/** What a program is run in. `folder`: what file names on its command line are relative to. */
export type Around = { env: Readonly<Record<string, string | undefined>>; folder: string; now: () => number }

/** The command line is not as it should be. */
export class Misused extends Error {}

/** Reads a command line; one that is not as it should be is said in a sentence. */
export function readLine<const Options extends NonNullable<ParseArgsConfig['options']>>(
  args: readonly string[],
  options: Options,
) {
  try {
    return parseArgs({ args: [...args], allowPositionals: true, options })
  } catch (error) {
    throw new Misused(error instanceof Error ? `${error.message.split('. ')[0] ?? ''}.` : String(error))
  }
}

/** The one file or folder that a command line names, as a whole path. */
export function onlyPath(positionals: readonly string[], what: string, { folder }: Around): string {
  const [given, ...more] = positionals
  if (given === undefined || given === '' || more.length > 0) throw new Misused(`Give ${what}.`)
  return path.resolve(folder, given)
}

/**
 * Refuses to make files in somebody else's data directory, since the console could not open them.
 * @throws one sentence with the way out.
 */
export function asItsOwner(dataDir: string): void {
  const owner = statSync(dataDir, { throwIfNoEntry: false })?.uid
  const me = process.getuid?.()
  if (owner === undefined || me === undefined || owner === me) return
  throw new Error(
    `${dataDir} belongs to the user with the uid ${owner}. Run this as that user (sudo -u '#${owner}' …).`,
  )
}

/** As files are named by it: `2026-11-28T23-40-05Z`. */
export const timeInNames = (ms: number): string => `${new Date(ms).toISOString().slice(0, 19).replaceAll(':', '-')}Z`
