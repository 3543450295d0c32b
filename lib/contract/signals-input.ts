import { z } from 'zod'
import { maxPatternLength } from '../rules/pattern'
import { topics, type HappeningKind, type Topic } from '../signals/happening'
import { isTimeZone, type Hours } from '../signals/hours'
import type { Chain, ChainStep, Folding, MailServer, Route } from '../signals/route'
import { connectionId, routeId, type ConnectionId, type RouteId } from '../vsphere/ids'
import { withoutUndefined } from '../without-undefined'

/** What browsers send about signals, and what they get. Secrets go in and never come back. */

/**
 * Who is told, as an administrator enters it. An address, token or password that is not there keeps the stored one, of the
 * same server only; an empty token or password is none.
 */
export type ReceiverInput =
  | { kind: 'json'; url: string }
  | { kind: 'slack' | 'mattermost' | 'teams'; url?: string }
  | { kind: 'ntfy'; url: string; token?: string }
  | ({ kind: 'email'; from: string; to: string[]; password?: string } & MailServer)

export type RouteInput = {
  name: string
  on: boolean
  receiver: ReceiverInput
  topics: Topic[]
  stillMinutes: number
  connections?: ConnectionId[]
  messages?: string[]
  hours?: Hours
  folding: Folding
}

const longestMinutes = 7 * 24 * 60

const webAddress = z
  .string()
  .trim()
  .max(2_000, 'The address has more than 2,000 characters.')
  .refine(isWebAddress, 'Enter an address that begins with https:// or http://, without a user or a password in it.')

function isWebAddress(text: string): boolean {
  if (!URL.canParse(text)) return false
  const { protocol, username, password } = new URL(text)
  return (protocol === 'https:' || protocol === 'http:') && username === '' && password === ''
}

/** With a topic as the last part of its path. */
const ntfyAddress = webAddress.refine(
  (text) => URL.canParse(text) && /^\/(?:.*\/)?[\w-]{1,64}\/?$/.test(new URL(text).pathname),
  'Enter the address with its topic, such as https://ntfy.sh/on-call.',
)

const mailAddress = z
  .string()
  .trim()
  .max(320)
  .regex(/^[^\s@<>"(),:;\\]+@[^\s@<>"(),:;\\]+$/, 'Enter e-mail addresses, such as shift-lead@example.net.')

const secret = z.string().max(1_000)

const receiverInput = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('json'), url: webAddress }),
  z.strictObject({ kind: z.enum(['slack', 'mattermost', 'teams']), url: webAddress.exactOptional() }),
  z.strictObject({ kind: z.literal('ntfy'), url: ntfyAddress, token: secret.exactOptional() }),
  z.strictObject({
    kind: z.literal('email'),
    host: z
      .string()
      .trim()
      .regex(/^[\w.:-]{1,255}$/, 'Enter the name of the mail server.'),
    port: z.int().min(1).max(65_535),
    security: z.enum(['tls', 'starttls', 'none']),
    user: z.string().trim().min(1).max(320).exactOptional(),
    password: secret.exactOptional(),
    from: mailAddress,
    to: z.array(mailAddress).min(1, 'Say who gets it.').max(50, 'These are more than 50 addresses.'),
  }),
])

const clock = z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/, 'Enter times such as 18:00.')

const hoursInput = z.strictObject({
  zone: z.string().max(100).refine(isTimeZone, 'There is no such time zone.'),
  from: clock,
  to: clock,
  allDay: z.array(z.int().min(0).max(6)).max(7),
})

export const routeIdInput = z.string().min(1).max(100).transform(routeId)

export const routeInput: z.ZodType<RouteInput> = z.preprocess(
  // Left out and undefined are the same, here and within.
  (value) => (typeof value === 'object' && value !== null ? withoutUndefined(value) : value),
  z.strictObject({
    name: z.string().trim().min(1, 'The name is missing.').max(80, 'The name has more than 80 characters.'),
    on: z.boolean(),
    receiver: z.preprocess(withoutUndefined, receiverInput),
    topics: z.array(z.enum(topics)).max(topics.length),
    stillMinutes: z.int().min(1).max(longestMinutes),
    connections: z
      .array(z.string().min(1).max(200).transform(connectionId))
      .min(1, 'Choose at least one connection.')
      .max(1_000)
      .exactOptional(),
    messages: z
      .array(z.string().trim().min(1, 'A pattern is missing.').max(maxPatternLength))
      .min(1)
      .max(50, 'These are more than 50 patterns.')
      .exactOptional(),
    hours: hoursInput.exactOptional(),
    folding: z.strictObject({
      waitSeconds: z.int().min(0).max(600),
      intervalSeconds: z.int().min(0).max(3_600),
      repeatHours: z.number().min(0).max(168),
    }),
  }),
)

const stepInput: z.ZodType<ChainStep> = z.preprocess(
  withoutUndefined,
  z.strictObject({
    minutes: z.int().min(0).max(longestMinutes),
    to: z.discriminatedUnion('is', [
      z.strictObject({ is: z.literal('all') }),
      z.strictObject({ is: z.literal('route'), route: routeIdInput, otherwise: routeIdInput.exactOptional() }),
    ]),
    everyMinutes: z.int().min(5, 'Less than 5 min apart nobody reads them.').max(longestMinutes).exactOptional(),
  }),
)

export const chainInput: z.ZodType<ChainStep[]> = z
  .array(stepInput)
  .max(10, 'A chain has at most 10 steps.')
  .refine(
    (steps) => new Set(steps.map(({ minutes }) => minutes)).size === steps.length,
    'Two steps have the same time.',
  )

export const deliveryIdInput = z.string().min(1).max(100)
export const deliveriesInput = z.enum(['all', 'given-up'])

/** A route as screens have it. `secretAt`: when its secret was set (ISO 8601); absent: it has none. */
export type RouteView = Route & {
  secretAt?: string
  /** The last that was taken, and how long that took. */
  last?: { at: string; ms: number }
  /** In the time that deliveries are kept. */
  givenUp: number
  waiting: number
  nextAt?: string
}

/** `origin`: where links lead. `keptDays`: for how long deliveries are. */
export type SignalSettings = {
  routes: RouteView[]
  chain: Chain
  overdueMinutes: number
  keptDays: number
  origin: string
}

/** The key that signs is told once. */
export type RouteMade = { route: RouteId; key?: string }

/** How one try went. `said`: for people; `reply`: the beginning of what was answered. */
export type Try = { at: string; ms: number; ok: boolean; said: string }
export type Tested = Try & { sent: string; reply?: string }

/** `again`: how many tries were made before it was sent again by hand. */
export type DeliveryView = {
  id: string
  at: string
  route: RouteId
  kind: HappeningKind
  title: string
  count: number
  repeat?: number
  state: 'waiting' | 'taken' | 'given-up'
  tries: Try[]
  nextAt?: string
}
