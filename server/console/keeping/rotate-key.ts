import { randomBytes } from 'node:crypto'
import { constants, existsSync } from 'node:fs'
import { copyFile, rm } from 'node:fs/promises'
import { userInfo } from 'node:os'
import { formatCount } from '@/lib/format/quantity'
import { withoutUndefined } from '@/lib/without-undefined'
import { openSealedSecrets, sealingSecrets } from '../../accounts/factors/authenticators'
import type { AccountsTables } from '../../accounts/tables'
import { markAnew, requireOneKey } from '../../connections/one-key'
import { createSecretBox } from '../../connections/secret-box'
import { keyFile, keyOfText, presentKeys, writeKeys, type SecretKeys } from '../../connections/secret-key'
import { createConnectionStore, type ConnectionsTables } from '../../connections/stored'
import { openRouteSecrets, sealingRoutes } from '../../signals/secrets'
import type { SignalsTables } from '../../signals/stored'
import { openData } from '../open-data'
import { settingsFrom, type Settings } from '../settings'
import { Misused, readLine, timeInNames, type Around, type Command } from './command'
import { holdData, requireData } from './hold-data'

export const rotateKey: Command = {
  help: `Seals every stored secret (passwords of connections, keys of authenticators, secrets of signals) with a new key, while the console is stopped.

Usage: npm run rotate-key -- [--to-file]

  --to-file  the key comes from a file from now on, where ANDON_SECRET_KEY gave it
  --help     this text

The present key is that of ANDON_SECRET_KEY, or of the file secret.key in ANDON_DATA (.data). The new one is the text of
ANDON_NEW_SECRET_KEY where that is set, for the console to be started with as ANDON_SECRET_KEY; else a new key is made
and written to secret.key. The key of before is kept beside it: backups of before need it. With DATABASE_URL all processes
are stopped, and each is started with the new key.
`,
  async run(args, around) {
    const { values, positionals } = readLine(args, { 'to-file': { type: 'boolean', default: false } })
    if (positionals.length > 0) throw new Misused(`There is nothing to do with "${positionals.join(' ')}".`)
    return await changeKey(around, values['to-file'])
  },
}

/**
 * All secrets are sealed anew in one write. Cut before it, all of them are as they were; after it, all are new. With a
 * key file, the file holds both keys meanwhile, so that the console starts whenever it is cut.
 */
async function changeKey({ env, now }: Around, toFile: boolean): Promise<string> {
  const settings = settingsFrom(env)
  const { dataDir, secretKey, newSecretKey: given } = settings
  if (given !== undefined && toFile) throw new Misused('Either ANDON_NEW_SECRET_KEY or --to-file.')
  if (secretKey !== undefined && given === undefined && !toFile)
    throw new Misused('The key comes from ANDON_SECRET_KEY. Give the new text as ANDON_NEW_SECRET_KEY, or --to-file.')
  if (given !== undefined && given === secretKey) throw new Error('The new key is the present one.')
  requireData(settings)
  const release = await holdData(settings)
  try {
    const file = keyFile(dataDir)
    const old = await presentKeys(dataDir, secretKey)
    if (!old) throw new Error(`There is no key at ${file}, so there is nothing that it has sealed.`)
    const fresh = given === undefined ? randomBytes(32) : await keyOfText(given, 'ANDON_NEW_SECRET_KEY')
    const kept = await keepFile(file, now())
    // Whatever is cut from here on: one of the two opens everything.
    if (given === undefined) await writeKeys(file, secretKey === undefined ? [fresh, ...old] : [fresh])
    const shut = await sealAnew(settings, [fresh, ...old])
    if (given === undefined) await writeKeys(file, [fresh])
    else await rm(file, { force: true })
    return reportOf({ shut, file, kept, given: given !== undefined, wasGiven: secretKey !== undefined })
  } finally {
    release()
  }
}

/** The key file under another name; undefined where there is none. */
async function keepFile(file: string, now: number): Promise<string | undefined> {
  if (!existsSync(file)) return undefined
  const kept = `${file}.before-${timeInNames(now)}`
  await copyFile(file, kept, constants.COPYFILE_EXCL)
  return kept
}

/** What none of the keys opens, and stays as it is: passwords of connections, by their names, authenticators of accounts, secrets of routes. */
type Shut = { connections: string[]; accounts: string[]; routes: number }

async function sealAnew({ dataDir, databaseUrl }: Settings, keys: SecretKeys): Promise<Shut> {
  const store = await openData({ dataDir, ...withoutUndefined({ databaseUrl }) })
  try {
    const db = store.tables<ConnectionsTables>()
    const box = createSecretBox(keys)
    // A wrong present key would leave a mark that keeps the processes out which have the right one.
    if (databaseUrl !== undefined) await requireOneKey(db, box)
    const connections = createConnectionStore(db, box)
    const opened = await connections.openAll()
    const people = store.tables<AccountsTables>()
    const { secrets, shut } = await openSealedSecrets(people, box)
    const authenticators = secrets.size === 0 ? '' : ` and the keys of ${formatCount(secrets.size, 'authenticator')}`
    const outward = store.tables<SignalsTables>()
    const ofRoutes = await openRouteSecrets(outward, box)
    const routes = ofRoutes.secrets.size === 0 ? '' : ` and ${formatCount(ofRoutes.secrets.size, 'secret')} of signals`
    const passwords = `${formatCount(opened.passwords.size, 'password')} of connections`
    const text = `Secret key changed: ${passwords}${authenticators}${routes} sealed anew`
    await store.journal.note({ by: userInfo().username, text })
    const sealing = [
      ...connections.sealing(opened.passwords),
      ...sealingSecrets(people, box, secrets),
      ...sealingRoutes(outward, box, ofRoutes.secrets),
      markAnew(db, box),
    ]
    await store.database.batch(sealing.map((one) => one.compile()))
    return { connections: opened.shut, accounts: shut, routes: ofRoutes.shut }
  } finally {
    await store.close()
  }
}

function reportOf(done: {
  shut: Shut
  file: string
  kept: string | undefined
  given: boolean
  wasGiven: boolean
}): string {
  const { shut, file, kept, given, wasGiven } = done
  const lines = [
    given
      ? 'Done. Start the console with the new text as ANDON_SECRET_KEY.'
      : `Done. The key is in ${file}.${wasGiven ? ' Start the console without ANDON_SECRET_KEY.' : ''}`,
    ...(kept === undefined ? [] : [`The key of before is in ${kept}: backups of before need it. Remove it with them.`]),
    ...(kept === undefined && wasGiven ? ['Backups of before need the text of before.'] : []),
    ...(shut.connections.length === 0
      ? []
      : [
          `The key of before does not open the passwords of ${shut.connections.join(', ')}: enter them anew in Settings.`,
        ]),
    ...(shut.accounts.length === 0
      ? []
      : [
          `The key of before does not open the authenticators of ${shut.accounts.join(', ')}: reset their second factor in Settings. Until then they sign in with recovery codes.`,
        ]),
    ...(shut.routes === 0
      ? []
      : [
          `The key of before does not open ${formatCount(shut.routes, 'secret')} of signals: enter them anew in Settings, Signals.`,
        ]),
  ]
  return `${lines.join('\n')}\n`
}
