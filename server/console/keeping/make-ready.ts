import { formatCount } from '@/lib/format/quantity'
import { withoutUndefined } from '@/lib/without-undefined'
import { openSealedSecrets } from '../../accounts/factors/authenticators'
import { endWhatWasOpen } from '../../accounts/after-restore'
import type { AccountsTables } from '../../accounts/tables'
import { createSecretBox } from '../../connections/secret-box'
import { keyFile, presentKeys } from '../../connections/secret-key'
import { createConnectionStore, type ConnectionsTables } from '../../connections/stored'
import type { Store } from '../../journal/store'
import { openData } from '../open-data'
import type { Settings } from '../settings'

/** What was done to data that come from a backup, before a console starts on them. */
export type Ready = {
  sessions: number
  /** Names of display links that work no more, */
  links: string[]
  /** and of API tokens. */
  tokens: string[]
  unfinished: number
  /** Names of connections whose passwords the present key does not open. */
  shut: string[]
  /** Accounts whose authenticators it does not open. */
  shutAccounts: string[]
  /** How many accounts have an authenticator. */
  authenticators: number
  hasKey: boolean
}

type About = { settings: Settings; now: () => number; keepLinks: boolean; by: string }

/**
 * What has gone on since the backup is not in it, and must not be undone by it, nor done a second time.
 * @param at where these data are; the key is that of `about.settings`.
 * @param about.by who is written down as having brought them back.
 */
export async function makeReady(
  { dataDir, databaseUrl }: Pick<Settings, 'dataDir' | 'databaseUrl'>,
  about: About,
): Promise<Ready> {
  const store = await openData({ dataDir, ...withoutUndefined({ databaseUrl }), now: about.now })
  try {
    return await forgetSince(store, about)
  } finally {
    await store.close()
  }
}

async function forgetSince(store: Store, { settings, keepLinks, by }: About): Promise<Ready> {
  const { journal } = store
  const last = await journal.readLastTime()
  const until = last ?? new Date(0).toISOString()
  const since = last === undefined ? 'before anything was done' : `with ${until} as its last entry`
  await journal.note({ by, text: `Restored from a backup ${since}. What was done after it is not in this journal` })
  const unfinished = (await journal.readUnfinishedRuns()).filter(({ state }) => state.at !== 'ended')
  for (const { id, connection } of unfinished)
    await journal.append({ run: id, connection, actor: { kind: 'andon' }, event: { kind: 'restored', until } })
  const { sessions, displayLinks, apiTokens } = await endWhatWasOpen(store.tables<AccountsTables>(), {
    keepDisplayLinks: keepLinks,
  })
  const keys = await presentKeys(settings.dataDir, settings.secretKey)
  // Without a key there is nothing that could open them.
  const box = createSecretBox(keys ?? [Buffer.alloc(32)])
  const { shut } = await createConnectionStore(store.tables<ConnectionsTables>(), box).openAll()
  const sealed = await openSealedSecrets(store.tables<AccountsTables>(), box)
  return {
    sessions,
    links: displayLinks,
    tokens: apiTokens,
    unfinished: unfinished.length,
    shut,
    shutAccounts: sealed.shut,
    authenticators: sealed.shut.length + sealed.secrets.size,
    hasKey: keys !== undefined,
  }
}

/** The same for whoever brought them back, and what is left to do. */
export function readyText(ready: Ready, { dataDir, secretKey }: Settings): string {
  const { sessions, links, tokens, unfinished, shut, shutAccounts, authenticators, hasKey } = ready
  const key = secretKey === undefined ? keyFile(dataDir) : 'ANDON_SECRET_KEY'
  const wayOut = 'Put the key of then there before the start, or enter the passwords anew in Settings.'
  const lines = [
    `${formatCount(sessions, 'session')} ended: everybody signs in again. Accounts and passwords are as they were at the backup: look through them in Settings.`,
    ...(links.length === 0
      ? []
      : [`These display links work no more; make them anew in Settings: ${links.join(', ')}`]),
    ...(tokens.length === 0 ? [] : [`These API tokens work no more; make them anew in Settings: ${tokens.join(', ')}`]),
    ...(unfinished === 0
      ? []
      : [
          `${formatCount(unfinished, 'run')} had not ended. Andon looks them up at the hosts when it starts, and starts none again.`,
        ]),
    ...(shut.length === 0
      ? []
      : [
          hasKey
            ? `The passwords of these connections were sealed with another key than the present one (${key}): ${shut.join(', ')}. ${wayOut}`
            : `There is no key at ${key}, so these connections have no password: ${shut.join(', ')}. ${wayOut}`,
        ]),
    ...(shutAccounts.length === 0
      ? []
      : [
          `The present key does not open the authenticators of these accounts: ${shutAccounts.join(', ')}. Put the key of then there before the start, or reset their second factor in Settings; until then they sign in with recovery codes.`,
        ]),
    ...(authenticators === 0 ? [] : ['Recovery codes that were used after the backup are good for one more sign-in.']),
  ]
  return `${lines.join('\n')}\n`
}
