import { z } from 'zod'
import { countedAtMost, historySources } from '../contract/history'
import { questionStates, runStates } from '../contract/shown-input'

/**
 * What `/api/v1` gives. The OpenAPI document is made of these; fields are added to them, and none is taken out or changes
 * its meaning while it is v1. A field that is not known is left out.
 */

export const time = z.iso.datetime().describe('ISO 8601, UTC.')
export const id = (of: string) => z.string().describe(`The id of ${of}: goes into a path as it is, or percent-encoded.`)

export const connectionSchema = z
  .object({
    id: id('the connection'),
    name: z.string(),
    kind: z.enum(['esx', 'vcenter', 'unknown']),
    host: z.string().describe('Host name or address, and the port.'),
    autoAnswer: z.object({ on: z.boolean(), changedBy: z.string(), changedAt: time }),
    state: z.enum(['connecting', 'live', 'lost', 'refused']),
    since: time,
    lastAnswerAt: time.optional(),
    reason: z.string().optional().describe('Why it is lost or refused, in a sentence.'),
    wayOut: z.string().optional(),
    product: z.object({ name: z.string(), version: z.string(), build: z.string(), apiVersion: z.string() }).optional(),
  })
  .describe('An ESXi host or a vCenter.')

export const datastoreSchema = z
  .object({
    id: id('the datastore'),
    connection: z.string(),
    name: z.string(),
    storedName: z.string().describe('As it stands in the brackets of a path.'),
    type: z.string(),
    accessible: z.boolean().optional(),
    capacityBytes: z.number().optional(),
    freeBytes: z.number().optional(),
  })
  .describe('A datastore.')

export const definitionReportSchema = z
  .object({
    understood: z.boolean(),
    format: z.enum(['vmx', 'xml']),
    because: z.array(z.string()).optional().describe('Why no VM can be made of it, a sentence each.'),
    name: z.string().optional(),
    path: z.string().optional().describe('Where its VMX would go.'),
    files: z
      .array(
        z.object({
          kind: z.enum(['disk', 'iso', 'floppy', 'nvram']),
          path: z.string(),
          state: z.enum(['there', 'missing', 'not-known']),
          bytes: z.number().optional(),
        }),
      )
      .optional(),
    notKept: z.array(z.object({ what: z.string(), why: z.string() })).optional(),
    others: z
      .array(z.object({ vm: z.string(), name: z.string(), shares: z.enum(['name', 'uuid', 'disk']) }))
      .optional()
      .describe('VMs that are called so, have its BIOS UUID, or use one of its disks.'),
    notAllSeen: z.string().optional().describe('Why others may use one of its disks that are not in there.'),
    obstacles: z.array(z.string()).optional().describe('Why it is not defined so, a sentence each.'),
    vmx: z.string().optional().describe('What is written.'),
  })
  .describe('What would become of a definition.')

const ofVm = z.object({ id: z.string(), name: z.string() })

export const questionSchema = z
  .object({
    id: id('the question; hosts use one again'),
    asks: z.string().describe('Names what is asked: another one as soon as something else is asked under the id.'),
    connection: z.string(),
    vm: ofVm,
    host: z.string().optional(),
    messageId: z.string().optional().describe('Such as `msg.serial.file.open`.'),
    text: z.string().describe("The host's text, without the message id."),
    raisedAt: time,
    answers: z
      .array(
        z.object({
          label: z.string(),
          labelId: z.string().optional().describe('Such as `button.serial.file.append`.'),
          isDefault: z.boolean(),
          consequence: z.string().optional(),
          confirm: z.string().optional().describe('What is lost with it: the answer has to come with `confirm`.'),
        }),
      )
      .describe('In the order of the host.'),
    task: z
      .object({
        id: z.string(),
        label: z.string(),
        percent: z.number().optional(),
        startedBy: z.string().optional(),
        isCancelable: z.boolean(),
      })
      .optional()
      .describe('The task that waits for the answer.'),
    run: z.string().optional().describe('The run of Andon that waits for it.'),
    taken: z.object({ by: z.string(), at: time }).optional().describe('Who says that they deal with it.'),
    state: z.enum(questionStates).describe('Answered and gone ones stay for a minute.'),
    why: z.string().optional().describe('Why it waits for a person.'),
    answered: z
      .object({ by: z.string(), at: time, label: z.string().optional() })
      .optional()
      .describe('The answer that was given from here.'),
    gone: z.object({ at: time, why: z.string() }).optional(),
  })
  .describe('A question that blocks a VM.')

const stepSchema = z.object({
  at: time,
  by: z.string(),
  kind: z.string().describe('Such as `started` or `question-raised`; new kinds may come.'),
  title: z.string().describe('As the timeline on the screen says it.'),
  detail: z.string().optional(),
  question: z.string().optional().describe('Its id, where the step is about one.'),
})

export const outcomes = [
  'succeeded',
  'failed',
  'cancelled',
  'left-blocked',
  'refused',
  'answered-earlier',
  'unknown',
] as const

export const runSchema = z
  .object({
    id: id('the run'),
    number: z.int(),
    connection: z.string(),
    what: z.string().describe('Such as `Power on`.'),
    subject: z.string().describe('The name of its VM, or the path of its file, as it was then.'),
    vm: z.string().optional().describe('The id of its VM, where it is about one.'),
    by: z.string(),
    askedAt: time,
    questions: z
      .enum(['as the switch says', 'ask me', 'with defaults'])
      .optional()
      .describe('What becomes of its questions; of runs of VMs.'),
    state: z.enum(runStates),
    percent: z.number().optional(),
    waitsFor: z.string().optional().describe('The id of the question that it waits for.'),
    task: z.string().optional().describe('The id of its vSphere task.'),
    outcome: z.enum(outcomes).optional().describe('Once it has ended.'),
    made: z.string().optional().describe('The id of the VM that it brought into the inventory.'),
    endedAt: time.optional(),
    isFollowed: z.boolean().optional().describe('It has its outcome, and its task goes on.'),
    error: z
      .object({
        kind: z.enum(['question', 'fault', 'text']),
        text: z.string(),
        question: z.string().optional(),
        messageId: z.string().optional(),
      })
      .optional()
      .describe('The question that blocked it, or what went wrong.'),
    steps: z.array(stepSchema).describe('Oldest first.'),
  })
  .describe('Something that was asked of a host through Andon.')

export const startedSchema = z
  .object({ run: z.string().describe('The id of the run; what becomes of it is at /api/v1/runs/{run}.') })
  .describe('A run that was taken in.')

export const answerSchema = z
  .object({
    question: z.string(),
    label: z.string(),
    state: z
      .enum(['taken', 'sent'])
      .describe('`taken`: the host has it. `sent`: it has not said so yet; ask for the answers of the question.'),
  })
  .describe('An answer that was sent to a host.')

export const ownAnswerSchema = z
  .object({
    label: z.string(),
    sentAt: time,
    state: z
      .enum(['sent', 'taken', 'not-taken', 'unconfirmed'])
      .describe('`unconfirmed`: the host did not say. `sent`: it is on its way, or its end was not written down.'),
    at: time.optional(),
    reason: z.string().optional(),
  })
  .describe('An answer that this token gave, from the record.')

export const historyEntrySchema = z
  .object({
    id: z.int().describe('Its line in the record.'),
    at: time.describe('When it happened.'),
    kind: z
      .enum(['run', 'task', 'event', 'host-event', 'gap', 'note'])
      .describe(
        '`task`: of others; `event`: of no run; `host-event`: what a host says has happened; `gap`: what is known of a time in which nobody looked.',
      ),
    source: z.enum(historySources),
    readBack: z.literal(true).optional().describe('From the host’s own history: nobody looked when it happened.'),
    by: z.string(),
    text: z.string(),
    connection: z.string().optional(),
    vm: z.string().optional(),
    outcome: z.enum(outcomes).optional(),
    run: runSchema.optional(),
  })
  .describe('A line of History.')

export const historyCountSchema = z
  .object({
    count: z.int().describe(`How many lines there are, counted up to ${countedAtMost}.`),
    more: z.boolean().describe('There are more than that.'),
  })
  .describe('How much of History the filters leave.')

export const noneSchema = z.object({}).describe('It is done.')

/** A part of a list. */
export const pageOf = <Item extends z.ZodType>(item: Item) =>
  z.object({
    items: z.array(item),
    next: z.string().optional().describe('The cursor of the next part; absent: this is the last.'),
  })

export type ApiConnection = z.output<typeof connectionSchema>
export type ApiDatastore = z.output<typeof datastoreSchema>
export type ApiDefinitionReport = z.output<typeof definitionReportSchema>
export type ApiQuestion = z.output<typeof questionSchema>
export type ApiRun = z.output<typeof runSchema>
export type ApiHistoryCount = z.output<typeof historyCountSchema>
export type ApiHistoryEntry = z.output<typeof historyEntrySchema>
export type Page<Item> = { items: Item[]; next?: string }
