import { z } from 'zod'
import { roles, type Role } from '../accounts/role'
import type { ClaimRule } from '../accounts/claim-rules'
import { longestPassword } from '../accounts/password'
import type { Identified } from '../accounts/through'
import type { ConnectionId } from '../vsphere/ids'
import { withoutUndefined } from '../without-undefined'
import { connectionIdInput } from './entry'

/** What browsers send about accounts, and what they get. */

/** How an account stands: it can be used; nobody has chosen its password yet; an administrator has switched it off. */
export type AccountState =
  | { at: 'active' }
  /** `linkUntil`, ISO 8601: how long its link can be opened; without one an administrator has to make another. */
  | { at: 'without-password'; linkUntil?: string }
  | { at: 'disabled'; since: string }

/** One line of Settings → Accounts. Times are ISO 8601. */
export type AccountRow = {
  username: string
  role: Role
  /** It sees these alone; absent: all. */
  connections?: readonly ConnectionId[]
  state: AccountState
  /** Its password was given by an administrator and is changed at the next sign-in. */
  mustChange: boolean
  lastSeenAt?: string
  sessions: number
  /** It belongs to an identity at the provider. */
  identity?: Identified
}

/** A browser that is signed in. Times are ISO 8601; the last use is known to about a minute. */
export type SessionRow = {
  id: string
  username: string
  /** The address that it signed in from. */
  source: string
  browser: string
  /** What the provider was called through which it signed in; absent: with a password. */
  through?: string
  createdAt: string
  usedAt: string
  /** The one that asks. */
  isThis: boolean
}

/** Minutes after which a session ends that nobody uses: five minutes to a week. */
export const idleMinutesInput = z
  .int()
  .min(5)
  .max(7 * 24 * 60)

export const sessionIdInput = z.string().min(1).max(100)

/** A link with which a person chooses a password, once; shown once. */
export type PasswordLink = { path: string; until: string }

/** Without a first password the account gets a link. */
export type NewAccount = { username: string; role: Role; connections?: ConnectionId[]; password?: string }

const password = z.string().max(longestPassword)
export const usernameInput = z.string().max(200)
const role = z.enum(roles)
const connections = z.array(connectionIdInput).max(1_000).exactOptional()

export const newAccountInput: z.ZodType<NewAccount> = z.preprocess(
  withoutUndefined,
  z.strictObject({ username: usernameInput, role, connections, password: password.exactOptional() }),
)

/** Both as they are from now on. */
export type AccountChange = { role: Role; connections?: ConnectionId[] }

export const accountChangeInput: z.ZodType<AccountChange> = z.preprocess(
  withoutUndefined,
  z.strictObject({ role, connections }),
)

export const passwordInput = password

export const passwordLinkInput = z.strictObject({
  token: z.string().min(1).max(200),
  username: usernameInput.optional(),
  password,
})
export type PasswordLinkUse = z.infer<typeof passwordLinkInput>

/** How a provider was found when it was last asked. `raw` is what it did wrong. */
export type ProviderState = { at: 'not-asked' } | { at: 'there' } | { at: 'away' | 'wrong'; raw: string }

/** Who may sign in through the identity provider, and what they become; as the settings of the start say it. */
export type IdentityProvider = {
  name: string
  issuer: string
  clientId: string
  scopes: string
  /** Where the provider sends people back to, as seen from this page's address. */
  callbackPath: string
  rules: readonly ClaimRule[]
  state: ProviderState
}

/** The provider as somebody who is signed in needs it; without one there is none. */
export type OwnIdentity = { provider?: string; identity?: Identified }

/** Accounts of a demo, which the sign-in page shows with their passwords. */
export const demoAccountsInput = z.array(z.strictObject({ username: usernameInput, role, password })).max(10)
export type DemoAccount = z.infer<typeof demoAccountsInput>[number]

/** What a browser sends to sign in through the provider. */
export const beginThroughInput = z.strictObject({
  /** The path that the person was going to. */
  next: z.string().max(4_000),
  /** The provider is to ask who it is, also whom it knows already. */
  asks: z.boolean().optional(),
})
export type BeginThrough = z.infer<typeof beginThroughInput>
