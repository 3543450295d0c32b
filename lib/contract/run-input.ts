import { z } from 'zod'
import type { WhyGone } from '../runs/run'
import type { ConsoleError, Result } from '../result'
import { movePriorities, type Place } from '../runs/place-request'
import type { RunRequest } from '../runs/verb'
import { moid, type QuestionKey } from '../vsphere/ids'
import type { QuestionChoice } from '../vsphere/question'
import { withoutUndefined } from '../without-undefined'
import { deviceInputs } from './device-input'
import { datastoreInput, questionInput, vmInput } from './entry'
import { allocationInput, serialPortInput } from './hardware-input'

/** What browsers send to start a run, before anything is done with it: shapes and sizes. What the values mean is checked later. */

export const choiceKeyInput = z.string().max(200)

/**
 * The question as the person saw it who answers: with the same choices under the same keys. The server compares it with
 * what is asked now, since hosts put another question under the id of an old one.
 */
export type SeenQuestion = { messageId?: string; text: string; choices: QuestionChoice[] }

const seenText = z.string().max(200_000)
export const seenInput: z.ZodType<SeenQuestion> = z.preprocess(
  withoutUndefined,
  z.strictObject({
    messageId: z.string().max(1_000).exactOptional(),
    /** Without a leading message id. */
    text: seenText,
    choices: z.array(z.strictObject({ key: z.string().max(200), label: seenText, summary: seenText })).max(1_000),
  }),
)
/** What becomes of the questions of what is started; undefined: as the switch says. */
export const startHowInput = z.enum(['ask me', 'with defaults']).optional()
/** That an answer by which something is lost was agreed to. */
export const confirmedInput = z.literal(true).optional()

/** The browser's own name for the answers of one press: who sends the same ones twice sends them once. */
export const answersIdInput = z.uuid()

/**
 * One answer to many questions that ask the same, each as the person saw it: with these choices, and with a text that is
 * made of the literals that all have in common and, between them, of each one's own parts.
 */
export type ManyAnswers = {
  choice: string
  messageId?: string
  choices: QuestionChoice[]
  literals: string[]
  questions: { question: QuestionKey; own: string[] }[]
  confirmed?: true
}

export const manyAnswersInput: z.ZodType<ManyAnswers> = z.preprocess(
  withoutUndefined,
  z.strictObject({
    choice: choiceKeyInput,
    messageId: z.string().max(1_000).exactOptional(),
    choices: z.array(z.strictObject({ key: z.string().max(200), label: seenText, summary: seenText })).max(1_000),
    literals: z.array(seenText).min(1).max(2_001),
    questions: z
      .array(z.strictObject({ question: questionInput, own: z.array(z.string().max(10_000)).max(2_000) }))
      .min(1)
      .max(10_000),
    confirmed: z.literal(true).exactOptional(),
  }),
)

/** The text of one of them. */
export const textSeen = ({ literals }: Pick<ManyAnswers, 'literals'>, own: readonly string[]): string =>
  literals.map((literal, at) => literal + (at < literals.length - 1 ? (own[at] ?? '') : '')).join('')

/** What has become of the answers of one press: results in the order in which they were known, from a place on. */
export type AnswersSoFar = {
  results: { question: QuestionKey; result: Result<null> }[]
  /** How many results there are so far, and will be. */
  known: number
  of: number
  /** Nothing more comes. Those without a result were not sent. */
  ended: boolean
}

export const questionsInput = z.array(questionInput).min(1).max(10_000)
/** A question that was not taken, or not given back, and why. */
export type NotTaken = { question: QuestionKey; error: ConsoleError }

const moidInput = z.string().min(1).max(500).transform(moid)
/** Names are checked against vSphere's rules where they are written; escaped, each character may become three. */
const nameText = z.string().max(240)
const longText = z.string().max(20_000)
/** A place within others, with what is around it. */
const longName = z.string().max(2_000)
const changeVersion = z.string().max(200).exactOptional()

const ofPool = {
  host: moidInput.exactOptional(),
  hostName: nameText.exactOptional(),
  pool: moidInput.exactOptional(),
  poolName: longName.exactOptional(),
}
const ofDatastore = { datastore: moidInput.exactOptional(), datastoreName: nameText.exactOptional() }
const priority = z.enum(movePriorities).exactOptional()

/** As many as are checked at once: a server looks at each for some seconds. */
export const migratedInput = z.array(vmInput).min(1).max(200)
/** Where they are to go; undefined: stays. */
export const migrationTargetInput: z.ZodType<Pick<Place, 'host' | 'pool' | 'datastore'>> = z.preprocess(
  withoutUndefined,
  z.strictObject({
    host: moidInput.exactOptional(),
    pool: moidInput.exactOptional(),
    datastore: moidInput.exactOptional(),
  }),
)

/** Where a VM goes. */
const placeRequests = [
  z.strictObject({
    verb: z.literal('clone'),
    name: nameText.min(1),
    template: z.boolean().exactOptional(),
    powerOn: z.boolean().exactOptional(),
    folder: moidInput.exactOptional(),
    folderName: longName.exactOptional(),
    ...ofPool,
    ...ofDatastore,
  }),
  z.strictObject({
    verb: z.literal('copy'),
    name: nameText.min(1),
    datastore: datastoreInput.exactOptional(),
    powerOn: z.boolean().exactOptional(),
  }),
  z.strictObject({ verb: z.literal('markAsTemplate') }),
  z.strictObject({ verb: z.literal('markAsVm'), ...ofPool }),
  z.strictObject({ verb: z.literal('migrate'), priority, ...ofPool }),
  z.strictObject({ verb: z.literal('relocate'), priority, ...ofPool, ...ofDatastore }),
  z.strictObject({ verb: z.literal('moveToFolder'), folder: moidInput, folderName: longName.exactOptional() }),
  z.strictObject({ verb: z.literal('moveToPool'), pool: moidInput, poolName: longName.exactOptional() }),
] as const

export const runRequestInput: z.ZodType<RunRequest> = z.preprocess(
  withoutUndefined,
  z.discriminatedUnion('verb', [
    z.strictObject({
      verb: z.enum([
        'powerOn',
        'powerOff',
        'suspend',
        'resume',
        'reset',
        'shutdownGuest',
        'rebootGuest',
        'consolidateDisks',
        'mountTools',
        'unmountTools',
      ]),
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
    z.strictObject({
      verb: z.literal('renameSnapshot'),
      snapshot: moidInput,
      snapshotName: nameText,
      newName: nameText.min(1),
      description: longText,
    }),
    z.strictObject({
      verb: z.enum(['disconnectCdrom', 'connectCdrom']),
      deviceKey: z.int(),
      deviceLabel: nameText,
    }),
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
    // Where its files lie is not taken from a browser.
    z.strictObject({ verb: z.literal('unregister') }),
    z.strictObject({
      verb: z.literal('destroy'),
      vmName: nameText,
      deleteSharedDisks: z.boolean().exactOptional(),
    }),
    ...deviceInputs,
    ...placeRequests,
  ]),
)

/** What the record has of a question last; times ISO 8601. `never`: nothing, or not any more. */
export type QuestionEnd =
  | { is: 'never' }
  | { is: 'asked'; at: string; vmName?: string }
  | { is: 'answered'; at: string; vmName?: string; by: string; answer: string }
  | { is: 'gone'; at: string; vmName?: string; known: WhyGone }
