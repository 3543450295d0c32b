import type { RunRequest } from '../lib/runs/verb'
import type { ConnectionId, QuestionKey, RunId, VmKey } from '../lib/vsphere/ids'
import type { Reply } from './person'

/** What a person pressed, and what they heard. */
export type Press = { by: string; at: number; reply: Reply } & (
  | { is: 'start'; vm: VmKey; request: RunRequest }
  | { is: 'answer'; question: QuestionKey; choice: string }
  | { is: 'cancel'; run: RunId }
  /** `name`: of the file that comes of it, used once. */
  | { is: 'file'; name: string }
  | { is: 'upload'; name: string; bytes: number }
  | { is: 'switch'; connection: ConnectionId; on: boolean }
  | { is: 'link'; name: string }
)

/** Whether the console said that it is done, or begun. */
export const isAcknowledged = ({ reply }: Press): boolean => reply.heard && reply.result.ok

/** The run that the console said it began. */
export function runOf({ reply }: Press): RunId | undefined {
  const value = reply.heard && reply.result.ok ? reply.result.value : undefined
  return typeof value === 'object' && value !== null && 'run' in value ? (value.run as RunId) : undefined // the contract says so
}
