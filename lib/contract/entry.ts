import { z } from 'zod'
import type { Role } from '../accounts/role'
import type { Result } from '../result'
import {
  splitKey,
  type ConnectionId,
  type DatastoreKey,
  type HostKey,
  type QuestionKey,
  type RunId,
  type TaskKey,
  type VmKey,
} from '../vsphere/ids'

/**
 * What a call is: it reads; it acts on a host; it answers a question; it administers the console; or it concerns one's
 * own session. Reads change nothing anywhere, and travel as requests of their own.
 */
export type Kind = 'read' | 'act' | 'answer' | 'admin' | 'own'

/**
 * Which connections a call touches, by its input alone: these; all of them; or what it names (a run) is known only when
 * it has been looked up, so that the operation itself has to see to it.
 */
export type Touched = readonly ConnectionId[] | 'all' | 'of-what-it-names'

type Schemas = readonly z.ZodType[]
/** What an operation is given: each schema's output; undefined for an argument that was left out. */
export type Parsed<Input extends Schemas> = { [Index in keyof Input]: z.output<Input[Index]> }

/** One line of the contract. `gives` exists for the types only: what the Result of the call holds. */
export type Entry<K extends Kind = Kind, Input extends Schemas = Schemas, Value = unknown> = {
  kind: K
  /** The least role that may call it. */
  least: Role
  /** The schema of each argument. */
  arguments: Input
  /** The schema of all arguments, for what a browser sent. */
  input: z.ZodType<Parsed<Input>>
  touches(...input: Parsed<Input>): Touched
  gives?: Value
}

const line =
  <K extends Kind>(kind: K) =>
  <const Input extends Schemas>(least: Role, input: Input, touches: (...input: Parsed<Input>) => Touched) => ({
    gives: <Value>(): Entry<K, Input, Value> => ({ kind, least, arguments: input, input: allOf(input), touches }),
  })

/** A tuple's schema stops where optional arguments were left out; here each has its place. */
function allOf<Input extends Schemas>(schemas: Input): z.ZodType<Parsed<Input>> {
  const [first, ...others] = schemas
  const tuple = first ? z.tuple([first, ...others]) : z.tuple([])
  // The outputs of the schemas in their order: what Parsed says.
  return tuple.transform((given) => schemas.map((_, index) => given[index])) as unknown as z.ZodType<Parsed<Input>>
}

export const read = line('read')
export const act = line('act')
export const answer = line('answer')
export const admin = line('admin')
export const own = line('own')

/** A call as a screen makes it. */
export type Call<Line> =
  Line extends Entry<Kind, infer Input, infer Value>
    ? (...input: z.output<z.ZodTuple<Input, null>>) => Promise<Result<Value>>
    : never

/** The same call as the server carries it out, for somebody whose right to it has been checked. */
export type Operation<Line, By> =
  Line extends Entry<Kind, infer Input, infer Value>
    ? (...input: [...Parsed<Input>, by: By]) => Promise<Result<Value>>
    : never

/** The connection that a key of an object, a task or a question begins with. None: there is no such thing to touch. */
export function ofKey(key: string): ConnectionId[] {
  const split = splitKey(key)
  return split ? [split.connection] : []
}

export const ofKeys = (keys: readonly string[]): ConnectionId[] => [...new Set(keys.flatMap(ofKey))]
export const ofNone = (): ConnectionId[] => []

/** A text that is taken for an id; whether there is such a thing is looked up later. */
const idText = <Id extends string>() =>
  z
    .string()
    .min(1)
    .max(2_000)
    .transform((text) => text as Id) // a brand says which kind of id it is meant to be, not that it exists

export const connectionIdInput = idText<ConnectionId>()
export const vmInput = idText<VmKey>()
/** As many VMs as a table can have selected. */
export const vmsInput = z.array(vmInput).min(1).max(10_000)
export const hostInput = idText<HostKey>()
export const datastoreInput = idText<DatastoreKey>()
export const taskInput = idText<TaskKey>()
export const questionInput = idText<QuestionKey>()
export const runInput = idText<RunId>()
