import { randomBytes, scrypt, type ScryptOptions } from 'node:crypto'
import { chmod, link, mkdir, open, readFile, rename, rm, stat } from 'node:fs/promises'
import path from 'node:path'
import { promisify } from 'node:util'

/** The key that seals, and after it those that only open: while the key is being changed, the one before. 32 bytes each. */
export type SecretKeys = readonly [Buffer, ...Buffer[]]

/** The file in the data directory that holds the key, where no text gives it. */
export const keyFile = (dataDir: string): string => path.join(dataDir, 'secret.key')

/** What a text that seals has at least, in characters. */
export const shortestKeyText = 16

/** The key of a text of 16 characters or more. @param from what the text came by. */
export async function keyOfText(text: string, from = 'ANDON_SECRET_KEY'): Promise<Buffer> {
  if (text.length < shortestKeyText) throw new Error(`${from} must have ${shortestKeyText} characters or more`)
  return derive(text, 3)
}

/** What has been worked out already, or is being, by the passes and the text: a process has the text in its environment anyway. */
const derived = new Map<string, Promise<Buffer>>()

const inThread = promisify<string, string, number, ScryptOptions, Buffer>(scrypt)

/** 32 MiB a pass. The salt is fixed because the same text must give the same key on every replica. */
function derive(text: string, p: number): Promise<Buffer> {
  const id = `${p} ${text}`
  const known = derived.get(id)
  if (known) return known
  const key = inThread(text, 'andon secret key', 32, { N: 2 ** 15, r: 8, p, maxmem: 128 * 2 ** 20 })
  derived.set(id, key)
  // Where there was no memory for it there may be later.
  key.catch(() => derived.delete(id))
  return key
}

/**
 * The key that seals secrets: `fromEnvironment` (ANDON_SECRET_KEY, any text of 16 characters or more), else a file that
 * only this user can read, made at the first start. Losing it loses the stored passwords and nothing else.
 */
export async function secretKeys(dataDir: string, fromEnvironment: string | undefined): Promise<SecretKeys> {
  const present = await presentKeys(dataDir, fromEnvironment)
  if (present) return present
  const file = keyFile(dataDir)
  await mkdir(dataDir, { recursive: true, mode: 0o700 })
  // Written aside and linked into place: of two processes that start together, both read the one key that won.
  const aside = await writeAside(file, [randomBytes(32)])
  await link(aside, file).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error
  })
  await rm(aside)
  const made = await readKeys(file)
  if (!made) throw new Error(`${file} disappeared while it was made`)
  return made
}

/** The same, and undefined where there is none yet. */
export async function presentKeys(
  dataDir: string,
  fromEnvironment: string | undefined,
): Promise<SecretKeys | undefined> {
  if (fromEnvironment !== undefined && fromEnvironment !== '')
    // The second is how it was made before 0.3: what that one has sealed is there still.
    return Promise.all([keyOfText(fromEnvironment), derive(fromEnvironment, 1)])
  return readKeys(keyFile(dataDir))
}

/** Puts keys in the place of a key file, at once; on the disk when it resolves. */
export async function writeKeys(file: string, keys: SecretKeys): Promise<void> {
  await rename(await writeAside(file, keys), file)
  const folder = await open(path.dirname(file))
  try {
    await folder.sync()
  } finally {
    await folder.close()
  }
}

/** One key a line. @returns the name of the new file beside the one that is meant. */
async function writeAside(file: string, keys: SecretKeys): Promise<string> {
  const aside = `${file}.${randomBytes(6).toString('hex')}`
  const made = await open(aside, 'wx', 0o600)
  try {
    await made.writeFile(keys.map((key) => key.toString('base64url')).join('\n'))
    await made.sync()
  } finally {
    await made.close()
  }
  return aside
}

async function readKeys(file: string): Promise<SecretKeys | undefined> {
  try {
    const lines = (await readFile(file, 'utf8')).trim().split(/\s+/)
    const [first, ...others] = lines.map((line) => Buffer.from(line, 'base64url'))
    if (!first || [first, ...others].some((key) => key.length !== 32))
      throw new Error(`${file} does not hold a key of 32 bytes`)
    if (((await stat(file)).mode & 0o077) !== 0) await chmod(file, 0o600)
    return [first, ...others]
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}
