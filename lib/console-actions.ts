import type { FileActions } from './files/file-actions'
import type { HardwareActions } from './hardware/hardware-actions'
import type { RunRequest } from './runs/verb'
import type { RunView } from './runs/run'
import type { Result } from './result'
import type { VmDetail } from './vsphere/vm'

/** The form behind Settings → Connections. Undefined password on an edit keeps the stored one. */
export type ConnectionInput = {
  name: string
  /** `esx://root@host/?no_verify=1`, `vpx://…`, `https://host[:port]` or a bare host name. */
  address: string
  user: string
  password?: string
  trust: { kind: 'system' } | { kind: 'none' } | { kind: 'thumbprint'; sha256: string } | { kind: 'ca'; pem: string }
  autoAnswer: boolean
}

/** What a trial connection found. Nothing is stored. */
export type ConnectionTest = {
  product: string
  apiVersion: string
  kind: 'esx' | 'vcenter'
  vmCount: number
  /** SHA-256 of the certificate that the server showed, colon-separated. */
  thumbprint?: string
}

export type HistoryFilter = {
  vm?: string
  connection?: string
  outcome?: string
  text?: string
  before?: number
  limit?: number
}

/** One line of the journal's readable history that is not a run: a setting that somebody changed, an answer to a task not started here. */
export type HistoryNote = { seq: number; at: string; by: string; text: string; connection?: string; vm?: string }

export type HistoryPage = { runs: RunView[]; notes: HistoryNote[]; nextBefore?: number }

/**
 * Everything the screens can ask of the server. `app/(console)/actions.ts` implements it with server actions and hands
 * it down as a prop; components never import the server. Each call authorises for itself.
 */
export type ConsoleActions = FileActions &
  HardwareActions & {
    startRun(vm: string, request: RunRequest): Promise<Result<{ run: string }>>
    /** One result per VM, in the order given. */
    startRuns(
      vms: string[],
      request: RunRequest,
    ): Promise<Result<{ results: { vm: string; result: Result<{ run: string }> }[] }>>
    /** Cancels the vSphere task of a run, or any task on the board. */
    cancelTask(task: string): Promise<Result<null>>
    answerQuestion(question: string, choiceKey: string): Promise<Result<null>>
    setAutoAnswer(connection: string, on: boolean): Promise<Result<null>>
    retryConnection(connection: string): Promise<Result<null>>
    addConnection(input: ConnectionInput): Promise<Result<{ connection: string }>>
    editConnection(connection: string, input: ConnectionInput): Promise<Result<null>>
    removeConnection(connection: string): Promise<Result<null>>
    testConnection(input: ConnectionInput, existing?: string): Promise<Result<ConnectionTest>>
    readVmDetail(vm: string): Promise<Result<VmDetail>>
    readHistory(filter: HistoryFilter): Promise<Result<HistoryPage>>
    readRun(run: string): Promise<Result<RunView>>
    createDisplayLink(name: string): Promise<Result<{ path: string }>>
    listDisplayLinks(): Promise<Result<{ id: string; name: string; createdAt: string; createdBy: string }[]>>
    revokeDisplayLink(id: string): Promise<Result<null>>
    signOut(): Promise<Result<null>>
  }
