import type { Selectable } from 'kysely'
import type { Account } from '@/lib/accounts/role'
import type { ProvenElsewhere } from './contract'
import type { ProvenBrowsers } from './proven-browsers'
import type { SignInLimits } from './sign-in-limits'
import type { SignInRecord, SignInTell } from './sign-in-record'
import type { SignedIn, SignInFrom } from './signing-in'
import { countedAs } from './source'
import { limitOf, type AccountsTables } from './tables'

/** No account has a blank in its name. */
const anybody = 'through a provider'

export function createProvenElsewhere(options: {
  find: (username: string) => Promise<Selectable<AccountsTables['accounts']> | undefined>
  limits: SignInLimits
  browsers: ProvenBrowsers
  record: SignInRecord
  log: Pick<SignInTell, 'warn'>
  openSession: (account: Account, mustChange: boolean, from: SignInFrom, through: string) => Promise<SignedIn>
}): ProvenElsewhere {
  const { find, limits, browsers, record, log, openSession } = options
  /** Nobody waits for the record of a failure. */
  const soon = (recorded: Promise<void>) =>
    void recorded.catch((cause: unknown) => log.warn('an attempt to sign in was not recorded', cause))
  return {
    attempt({ source, browser }) {
      const trying = { account: anybody, source: countedAs(source), browser: browsers.idFor(browser, anybody) }
      if (limits.waitMs(trying) > 0) return undefined
      limits.charge(trying)
      return { succeeded: () => limits.succeeded(trying) }
    },
    refused: ({ account = '', ...about }, { source }) => soon(record.take('refused', account, source, about)),
    async open(username, through, from) {
      const account = await find(username)
      if (!account) return { ok: false, code: 'not-proven' }
      if (account.disabled_at !== null) {
        soon(record.take('disabled', username, from.source, { through }))
        return { ok: false, code: 'account-disabled' }
      }
      await record.take('signed-in', username, from.source, { through })
      const { role, must_change } = account
      const browser = browsers.prove(from.browser, anybody)
      const opening = { ...from, browser }
      return {
        ok: true,
        signedIn: await openSession({ username, role, ...limitOf(account) }, must_change === 1, opening, through),
      }
    },
  }
}
