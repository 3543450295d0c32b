import { z } from 'zod'
import type { ConnectionInput, HistoryFilter } from './console-actions'
import { allocationInput, serialPortInput } from './hardware/hardware-input'
import type { RunRequest } from './runs/verb'
import { moid, type ConnectionId, type QuestionKey, type RunId, type TaskKey, type VmKey } from './vsphere/ids'
import { withoutUndefined } from './without-undefined'

/** What browsers send, before anything is done with it: shapes and sizes. What the values mean is checked later. */

/** A text that is taken for an id; whether there is such a thing is looked up later. */
const idText = <Id extends string>() =>
  z
    .string()
    .min(1)
    .max(2_000)
    .transform((text) => text as Id) // a brand says which kind of id it is meant to be, not that it exists

export const vmInput = idText<VmKey>()
/** As many VMs as a table can have selected. */
export const vmsInput = z.array(vmInput).min(1).max(10_000)
export const taskInput = idText<TaskKey>()
export const questionInput = idText<QuestionKey>()
export const runInput = idText<RunId>()
export const connectionIdInput = idText<ConnectionId>()
export const choiceKeyInput = z.string().max(200)
export const flagInput = z.boolean()
export const linkNameInput = z.string().trim().min(1).max(80)
export const linkIdInput = z.string().max(100)

const moidInput = z.string().min(1).max(500).transform(moid)
/** Names are checked against vSphere's rules where they are written; escaped, each character may become three. */
const nameText = z.string().max(240)
const longText = z.string().max(20_000)
const changeVersion = z.string().max(200).exactOptional()

export const runRequestInput: z.ZodType<RunRequest> = z.preprocess(
  withoutUndefined,
  z.discriminatedUnion('verb', [
    z.strictObject({
      verb: z.enum(['powerOn', 'powerOff', 'suspend', 'resume', 'reset', 'shutdownGuest', 'rebootGuest']),
    }),
    z.strictObject({
      verb: z.literal('createSnapshot'),
      name: nameText.min(1),
      description: longText,
      memory: z.boolean(),
      quiesce: z.boolean(),
    }),
    z.strictObject({ verb: z.literal('revertToSnapshot'), snapshot: moidInput, snapshotName: nameText }),
    z.strictObject({
      verb: z.literal('removeSnapshot'),
      snapshot: moidInput,
      snapshotName: nameText,
      removeChildren: z.boolean(),
    }),
    z.strictObject({ verb: z.literal('disconnectCdrom'), deviceKey: z.int(), deviceLabel: nameText }),
    z.strictObject({
      verb: z.literal('reconfigure'),
      memoryMiB: z.int().min(4).max(33_554_432).exactOptional(),
      cpuCount: z.int().min(1).max(1_024).exactOptional(),
      changeVersion,
    }),
    z.strictObject({
      verb: z.literal('setAllocation'),
      memory: allocationInput.exactOptional(),
      cpu: allocationInput.exactOptional(),
      changeVersion,
    }),
    z.strictObject({ verb: z.literal('addSerialPort'), port: serialPortInput, changeVersion }),
    z.strictObject({
      verb: z.literal('editSerialPort'),
      deviceKey: z.int(),
      deviceLabel: nameText,
      port: serialPortInput,
      changeVersion,
    }),
    z.strictObject({ verb: z.literal('removeSerialPort'), deviceKey: z.int(), deviceLabel: nameText, changeVersion }),
    z.strictObject({ verb: z.literal('rename'), newName: nameText.min(1) }),
  ]),
)

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
  }),
)

export const historyFilterInput: z.ZodType<HistoryFilter> = z.preprocess(
  withoutUndefined,
  z.strictObject({
    vm: z.string().max(2_000).exactOptional(),
    connection: z.string().max(200).exactOptional(),
    outcome: z.string().max(100).exactOptional(),
    text: z.string().max(500).exactOptional(),
    before: z.int().min(0).exactOptional(),
    limit: z.int().min(1).max(500).exactOptional(),
  }),
)

export const signInInput = z.strictObject({ username: z.string().max(200), password: z.string().max(1_000) })
