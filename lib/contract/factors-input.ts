import { z } from 'zod'
import type {
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
} from '@simplewebauthn/browser'
import { factorRules, type FactorRule } from '../accounts/second-factor'

/** What browsers send about second factors and passkeys, and what they get. Times are ISO 8601. */

/** A passkey as its owner sees it. */
export type PasskeyRow = {
  id: string
  name: string
  /** The host name that it was made for: it works there alone. */
  address: string
  createdAt: string
  lastUsedAt?: string
  /** It is kept by an account of its maker, such as a phone's, and comes along to other devices. */
  isSynced: boolean
}

/** One's own. `hasPassword` false: the account has none, so there is nothing that a second factor would be beside. */
export type OwnFactors = {
  authenticator?: { since: string; recoveryCodesLeft: number }
  passkeys: PasskeyRow[]
  hasPassword: boolean
}

/** The key for an authenticator: as text in groups, and as the address that a QR code holds. */
export type AuthenticatorKey = { key: string; uri: string }

/** Shown once. */
export type RecoveryCodes = { recoveryCodes: string[] }

/** What an account has, for administrators. */
export type FactorsOfAccount = { authenticator: boolean; passkeys: number }

/** Of whom a second factor is required, and what each account has that has any. */
export type FactorRules = { required: FactorRule; accounts: Record<string, FactorsOfAccount> }

export const factorRuleInput = z.enum(factorRules)

/** A code of an authenticator, or a recovery code, as it was typed. */
export const codeInput = z.string().max(100)

export const passkeyNameInput = z.string().trim().min(1).max(60)

/** Base64url, without padding. */
const base64url = (most: number) =>
  z
    .string()
    .min(1)
    .max(most)
    .regex(/^[\w-]+$/)

export const passkeyIdInput = base64url(1_400)

/** A step that was begun in this browser, as the server gave it out. */
export const factorStepInput = z.string().min(1).max(2_000)

const credential = {
  id: passkeyIdInput,
  rawId: passkeyIdInput,
  type: z.literal('public-key'),
  authenticatorAttachment: z.string().max(50).nullish(),
}

/** What `navigator.credentials.create` gave, as JSON (WebAuthn 3, 5.1.8). What is not looked at is dropped. */
export const newPasskeyInput = z.object({
  ...credential,
  response: z.object({
    clientDataJSON: base64url(16_000),
    attestationObject: base64url(100_000),
    transports: z.array(z.string().max(50)).max(20).optional(),
  }),
})
export type NewPasskey = z.infer<typeof newPasskeyInput>

/** What `navigator.credentials.get` gave, as JSON. */
export const usedPasskeyInput = z.object({
  ...credential,
  response: z.object({
    clientDataJSON: base64url(16_000),
    authenticatorData: base64url(20_000),
    signature: base64url(10_000),
    userHandle: base64url(200).nullish(),
  }),
})
export type UsedPasskey = z.infer<typeof usedPasskeyInput>

/**
 * What has to be done with an authenticator to make a passkey, or to use one, and the step that the answer belongs to.
 * The options are the JSON of WebAuthn 3, 5.1.9 and 5.1.10.
 */
export type NewPasskeyBegun = { options: PublicKeyCredentialCreationOptionsJSON; step: string }
export type PasskeyBegun = { options: PublicKeyCredentialRequestOptionsJSON; step: string }

/** How far a sign-in has come: through, or a second factor is asked for. */
export type SignInStage = { at: 'signed-in' } | { at: 'second-step' }
