import { z } from 'zod'
import type { QuestionView } from '../live/live-state'
import { mostNamed, type Look } from '../live/look'
import type { PowerState } from '../vsphere/vm'
import { withoutUndefined } from '../without-undefined'
import type { ConnectionId } from '../vsphere/ids'
import { connectionIdInput, vmInput, type Touched } from './entry'

/** What programs ask of what is live, and what they get. Screens have the same from the live stream. */

/** A part of a list in the order of its ids. `next`: the id that it ended with, where more come after it. */
export type Portion<T> = { items: T[]; next?: string }

/** `after`: the id that the part before ended with. */
export type ListFilter = { connection?: ConnectionId; after?: string; limit?: number }

/** As many as one answer holds, */
export const largestPortion = 500
/** and as many as it holds where nobody says. */
export const usualPortion = 100

const ofList = {
  connection: connectionIdInput.exactOptional(),
  after: z.string().max(2_000).exactOptional(),
  limit: z.int().min(1).max(largestPortion).exactOptional(),
}

export const listFilterInput: z.ZodType<ListFilter> = z.preprocess(withoutUndefined, z.strictObject(ofList))

/** `name`: a pattern of the whole name, with `*` and `?`. */
export type VmFilter = ListFilter & { name?: string; power?: PowerState }

export const vmFilterInput: z.ZodType<VmFilter> = z.preprocess(
  withoutUndefined,
  z.strictObject({
    ...ofList,
    name: z.string().min(1).max(300).exactOptional(),
    power: z.enum(['poweredOn', 'poweredOff', 'suspended', 'unknown']).exactOptional(),
  }),
)

export const questionStates = ['waiting', 'sending', 'answered', 'gone'] as const

export type QuestionFilter = ListFilter & { state?: (typeof questionStates)[number] }

export const questionFilterInput: z.ZodType<QuestionFilter> = z.preprocess(
  withoutUndefined,
  z.strictObject({ ...ofList, state: z.enum(questionStates).exactOptional() }),
)

export const runStates = ['checking', 'held', 'starting', 'running', 'waiting', 'cancelling', 'ended'] as const

export type RunFilter = ListFilter & { state?: (typeof runStates)[number] }

export const runFilterInput: z.ZodType<RunFilter> = z.preprocess(
  withoutUndefined,
  z.strictObject({ ...ofList, state: z.enum(runStates).exactOptional() }),
)

export const lookInput: z.ZodType<Look> = z.strictObject({
  page: z.string().regex(/^[\w-]{1,40}$/),
  vms: z.array(vmInput).max(mostNamed),
  all: z.boolean(),
})

/** The connections of a filter. Of those that it does not name each gets one's own. */
export const ofFilter = ({ connection }: ListFilter): Touched => (connection === undefined ? [] : [connection])

/** A question with a name for what it asks: it is another as soon as something else is asked under the id. */
export type AskedQuestion = QuestionView & { asks: string }

/** An answer by what it is called, never by its key. `asks`: of the question as it was read; what is asked now has to be that. */
export type LabelAnswer = { label: string; asks?: string; confirmed?: true }

export const labelAnswerInput: z.ZodType<LabelAnswer> = z.preprocess(
  withoutUndefined,
  z.strictObject({
    label: z.string().trim().min(1).max(200),
    asks: z.string().max(100).exactOptional(),
    confirmed: z.literal(true).exactOptional(),
  }),
)

/**
 * An answer that somebody gave, as the record has it. `sent`: it is on its way, or nobody came to write down what became of
 * it; `unconfirmed`: the host did not say. Times ISO 8601.
 */
export type OwnAnswer = {
  label: string
  sentAt: string
  state: 'sent' | 'taken' | 'not-taken' | 'unconfirmed'
  /** When that was known. */
  at?: string
  reason?: string
}
