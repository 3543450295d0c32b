import type { ConnectionInput } from '@/lib/contract/settings-input'
import type { Result } from '@/lib/result'
import type { Policy } from '@/lib/runs/decide'
import type { ConnectionView, ServerIdentity } from '@/lib/vsphere/connection'
import type { ConnectionId } from '@/lib/vsphere/ids'
import type { Inventory } from '../inventory/contract'
import type { CheckedInput } from './check-input'

/** A change of settings, as the journal keeps it. Written before the change is stored. */
export type SettingsNote = { by: string; text: string; connection: ConnectionId }

/** `changed`: what is stored of a connection, not what its host says. */
export type ConnectionsChange =
  | { kind: 'opened'; id: ConnectionId; inventory: Inventory }
  | { kind: 'closed'; id: ConnectionId }
  | { kind: 'changed'; id: ConnectionId }

/** The configured endpoints: what is stored of each, and the one inventory that is open to it. */
export type Connections = {
  /** Opens every stored connection; then those of `seed` when nothing was stored. */
  start(seed: readonly ConnectionInput[]): Promise<void>
  inventory(id: ConnectionId): Inventory | undefined
  readonly inventories: ReadonlyMap<ConnectionId, Inventory>
  view(id: ConnectionId): ConnectionView | undefined
  nameOf(id: ConnectionId): string | undefined
  /** The policy for a run that starts now. */
  policyOf(id: ConnectionId): Omit<Policy, 'rules'> | undefined
  onChanges(listener: (change: ConnectionsChange) => void): () => void
  add(input: ConnectionInput, by: string): Promise<Result<{ connection: ConnectionId }>>
  edit(id: ConnectionId, input: ConnectionInput, by: string): Promise<Result<null>>
  remove(id: ConnectionId, by: string): Promise<Result<null>>
  setAutoAnswer(id: ConnectionId, on: boolean, by: string): Promise<Result<null>>
  /** The switch is off, and for so many days it is said of each question what it would have done. */
  dryRun(id: ConnectionId, days: number, by: string): Promise<Result<null>>
  retry(id: ConnectionId): Result<null>
  /**
   * A person agrees to the server that answers in place of the one before.
   * @param seen what they were shown: `otherServer` of the view. Another one since then is refused.
   */
  acceptServer(id: ConnectionId, seen: ServerIdentity, by: string): Promise<Result<null>>
  /**
   * A person agrees to the certificate that the server shows in place of the pinned one, or keeps that one: then nothing is
   * sent to the server as long as it shows the other.
   * @param sha256 of what they were shown: `otherCertificate` of the view. Another one since then is refused.
   */
  decideCertificate(id: ConnectionId, sha256: string, decision: 'trust' | 'keep', by: string): Promise<Result<null>>
  /** Takes over what other processes have changed: opens, closes and opens anew what is stored otherwise by now. */
  readAgain(): Promise<void>
  /** The form made ready for a trial, with the stored password where it may be used. */
  prepareTest(input: ConnectionInput, existing?: ConnectionId): Promise<Result<CheckedInput & { password: string }>>
  close(): Promise<void>
}
