import { z } from 'zod'
import type { Origin, RuleAsks, RuleGives } from '../rules/rule'
import { maxPatternLength } from '../rules/pattern'
import { connectionId, ruleId, type ConnectionId } from '../vsphere/ids'
import { withoutUndefined } from '../without-undefined'

const shortText = (what: string, max: number) =>
  z.string().trim().min(1, `${what} is missing.`).max(max, `${what} has more than ${max} characters.`)

const patternInput = shortText('The pattern', maxPatternLength)

export const ruleIdInput = z.string().min(1).max(100).transform(ruleId)
/** Counted from 0; past the last one it is the last. */
const placeInput = z.int().min(0).max(1_000)
export const rulePlaceInput = placeInput.optional()
export const ruleMoveInput = z.union([z.enum(['up', 'down']), placeInput])
export type RuleMove = z.infer<typeof ruleMoveInput>

/** What an administrator writes down of a rule. Who made it and when, the console adds. */
export type RuleInput = {
  name: string
  note: string
  asks: RuleAsks
  /** Absent: all, also those that are added later. */
  connections?: ConnectionId[]
  /** Absent: all. */
  vms?: string[]
  origins: Origin[]
  gives: RuleGives
  dryRun?: true
  until?: string
  suggested?: true
}

export const ruleInput: z.ZodType<RuleInput> = z.preprocess(
  withoutUndefined,
  z
    .strictObject({
      name: shortText('The name', 120),
      note: z.string().trim().max(500, 'The note has more than 500 characters.'),
      asks: z.discriminatedUnion('by', [
        z.strictObject({ by: z.literal('messageId'), id: shortText('The message id', 200) }),
        z.strictObject({ by: z.literal('text'), pattern: patternInput }),
      ]),
      connections: z
        .array(z.string().min(1).max(200).transform(connectionId))
        .min(1, 'Choose at least one connection.')
        .max(1_000)
        .exactOptional(),
      vms: z
        .array(patternInput)
        .min(1, 'Name at least one VM.')
        .max(50, 'These are more than 50 names.')
        .exactOptional(),
      origins: z
        .array(z.enum(['own run', 'foreign task', 'no task']))
        .min(1, 'Say whose questions it is about.')
        .max(3),
      gives: z.discriminatedUnion('do', [
        z.strictObject({ do: z.literal('default') }),
        z.strictObject({ do: z.literal('answer'), label: shortText('The answer', 200) }),
        z.strictObject({ do: z.literal('person') }),
        z.strictObject({ do: z.literal('cancel') }),
      ]),
      dryRun: z.literal(true).exactOptional(),
      until: z.iso.datetime('The end is no date.').exactOptional(),
      suggested: z.literal(true).exactOptional(),
    })
    .refine(({ gives, origins }) => gives.do !== 'cancel' || origins.every((origin) => origin === 'own run'), {
      message: 'A rule can cancel only tasks that were started from Andon.',
      path: ['gives'],
    }),
)
