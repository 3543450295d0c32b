import type { Actor } from '../runs/actor'
import type { WhyWaiting } from '../runs/why-waiting'
import type { ConnectionId, QuestionKey, RunId, TaskKey, VmKey } from '../vsphere/ids'
import type { VmQuestion } from '../vsphere/question'

export type QuestionState =
  | { at: 'waiting'; why: WhyWaiting }
  /** An answer is on its way to the host. */
  | { at: 'sending'; choiceKey: string; by: Actor }
  /** Kept for 60 s as a record. `choiceKey` is unknown when somebody outside Andon answered. */
  | { at: 'answered'; by: Actor; answeredAt: string; choiceKey?: string; isDefault: boolean; afterMs: number }
  /** Went away without an answer that we know of: the VM was powered off, deleted, or the host restarted. */
  | { at: 'gone'; goneAt: string }

export type QuestionView = {
  key: QuestionKey
  connection: ConnectionId
  vm: VmKey
  vmName: string
  vmStoredName: string
  hostName?: string
  question: VmQuestion
  /** `msg.serial.file.open`, from messages[] or the leading id of the text. */
  messageId?: string
  /** The text without a leading message id. */
  text: string
  /** When Andon first saw it, or the host's VmMessageEvent if that is known. */
  raisedAt: string
  task?: { key: TaskKey; label: string; method?: string; progress?: number; startedBy?: string; cancelable: boolean }
  run?: RunId
  state: QuestionState
}
