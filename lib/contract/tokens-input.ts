import { z } from 'zod'
import { scopes, type Scope } from '../accounts/api-token'
import type { ConnectionId } from '../vsphere/ids'
import { seatRefused, type Seat } from '../wall/seat'
import { withoutUndefined } from '../without-undefined'
import { connectionIdInput } from './entry'

/** What browsers send about API tokens and displays, and what they get. */

/** Those that something is limited to; absent: all. */
const connections = z.array(connectionIdInput).max(1_000).exactOptional()

/** One line of Settings → API tokens. Times are ISO 8601; the last use is known to about a minute. */
export type ApiTokenRow = {
  id: string
  name: string
  /** Whose it is: it may never more than this account, and stops with it. */
  owner: string
  scopes: Scope[]
  connections?: readonly ConnectionId[]
  createdAt: string
  /** Absent: it has no end. */
  until?: string
  /** Its owner's account is disabled: it opens nothing. */
  isStopped?: true
  lastUsed?: { at: string; from: string }
}

/** `hours`: how long it opens something; null: until it is revoked. */
export type NewApiToken = { name: string; scopes: Scope[]; connections?: ConnectionId[]; hours: number | null }

export const newApiTokenInput: z.ZodType<NewApiToken> = z.preprocess(
  withoutUndefined,
  z.strictObject({
    name: z.string().max(200),
    scopes: z.array(z.enum(scopes)).min(1).max(scopes.length),
    connections,
    hours: z
      .int()
      .min(1)
      .max(10 * 366 * 24)
      .nullable(),
  }),
)

/** The token itself, which is told once, and what the list says of it. */
export type MadeApiToken = { token: string; row: ApiTokenRow }

export const tokenIdInput = z.string().min(1).max(100)

/** The connections as they are from now on; absent: all. */
export type Limit = { connections?: ConnectionId[] }

export const limitInput: z.ZodType<Limit> = z.preprocess(withoutUndefined, z.strictObject({ connections }))

/** A link that opens the wall and nothing else; its token is told once, when it is made. Times are ISO 8601. */
export type DisplayLink = {
  id: string
  name: string
  createdAt: string
  createdBy: string
  /** Its wall has these alone; absent: all. */
  connections?: readonly ConnectionId[]
  /** It ends when no display was connected with it for so long. */
  idleDays: number
  /** Absent: what its address says, as links of before have it. */
  seat?: Seat
  /** Its wall gets no names of VMs or people. */
  isMasked: boolean
  /** Known to about a minute; absent: never, or not since this has been kept. */
  lastSeenAt?: string
  /** When it ends if it is not seen until then. Absent: one of before there was an end, not seen since. */
  until?: string
}

const seatInput: z.ZodType<Seat> = z
  .strictObject({ inches: z.number(), metres: z.number() })
  .superRefine((seat, found) => {
    const refused = seatRefused(seat)
    if (refused !== undefined) found.addIssue({ code: 'custom', message: refused })
  })

/** What a display is limited to, how long it may be away, from where it is read, and whether it gets no names. */
export type DisplayTerms = Limit & { idleDays: number; seat?: Seat; isMasked?: boolean }

export const displayTermsInput: z.ZodType<DisplayTerms> = z.preprocess(
  withoutUndefined,
  z.strictObject({
    connections,
    idleDays: z.int().min(1).max(3_660),
    seat: seatInput.exactOptional(),
    isMasked: z.boolean().exactOptional(),
  }),
)

export const linkNameInput = z.string().trim().min(1).max(80)

export const linkIdInput = z.string().max(100)
