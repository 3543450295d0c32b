import { z } from 'zod'
import type { ServerIdentity } from '../vsphere/connection'
import { withoutUndefined } from '../without-undefined'

/** What browsers send about connections and sign-ins, and what they get. */

/** The form behind Settings → Connections. Undefined password on an edit keeps the stored one. */
export type ConnectionInput = {
  name: string
  /** `esx://root@host/?no_verify=1`, `vpx://…`, `https://host[:port]` or a bare host name. */
  address: string
  user: string
  password?: string
  trust: { kind: 'system' } | { kind: 'none' } | { kind: 'thumbprint'; sha256: string } | { kind: 'ca'; pem: string }
  autoAnswer: boolean
  /** TLS older than 1.2 is taken too, for hosts that speak nothing newer. */
  allowOldTls?: boolean
}

export const connectionInput: z.ZodType<ConnectionInput> = z.preprocess(
  withoutUndefined,
  z.strictObject({
    name: z.string().max(200),
    address: z.string().max(4_000),
    user: z.string().max(500),
    password: z.string().max(1_000).exactOptional(),
    trust: z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.enum(['system', 'none']) }),
      z.strictObject({ kind: z.literal('thumbprint'), sha256: z.string().max(200) }),
      z.strictObject({ kind: z.literal('ca'), pem: z.string().max(200_000) }),
    ]),
    autoAnswer: z.boolean(),
    allowOldTls: z.boolean().exactOptional(),
  }),
)

export const serverInput: z.ZodType<ServerIdentity> = z.preprocess(
  withoutUndefined,
  z.strictObject({
    fullName: z.string().max(1_000),
    apiType: z.string().max(200),
    instanceUuid: z.string().max(200).exactOptional(),
    thumbprint: z.string().max(200).exactOptional(),
  }),
)

export const sha256Input = z.string().max(200)

/** What a trial connection found. Nothing is stored. */
export type ConnectionTest = {
  product: string
  apiVersion: string
  kind: 'esx' | 'vcenter'
  vmCount: number
  /** SHA-256 of the certificate that the server showed, colon-separated. */
  thumbprint?: string
}

export const signInInput = z.strictObject({
  username: z.string().max(200),
  password: z.string().max(1_000),
  /** The other sessions of the account end. */
  endOthers: z.boolean().optional(),
})
export type SignInInput = z.infer<typeof signInInput>

/** A dry run has an end, so that nobody takes for months what only looks on for one that answers. */
export const dryRunDaysInput = z.int().min(1).max(90)

/** Shorter than a month would be a slip; null: for ever. */
export const keepDaysInput = z.int().min(30).max(36_500).nullable()
/** A question is overdue after so many minutes: a day at most. */
export const overdueMinutesInput = z.int().min(1).max(1_440)
/** As it stands in the record, blanks and all. */
export const personInput = z.string().min(1).max(500)
