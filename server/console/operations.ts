import type { ConnectionInput, ConnectionTest, HistoryFilter, HistoryPage } from '@/lib/console-actions'
import { failed, ok, type ConsoleError, type Result } from '@/lib/result'
import type { Actor } from '@/lib/runs/actor'
import { checkRunRequest } from '@/lib/runs/check-request'
import type { RunView } from '@/lib/runs/run'
import type { RunRequest } from '@/lib/runs/verb'
import { splitKey, type ConnectionId, type QuestionKey, type RunId, type TaskKey, type VmKey } from '@/lib/vsphere/ids'
import type { VmDetail } from '@/lib/vsphere/vm'
import type { Account } from '../accounts/sessions'
import type { Accounts } from '../accounts/accounts'
import type { DisplayLink } from '../accounts/display-links'
import type { Connections } from '../connections/connections'
import type { CheckedInput } from '../connections/check-input'
import { createFileOperations } from '../files/file-operations'
import { Refused, toConsoleError } from '../errors/console-error'
import { createHardwareOperations } from '../hardware/hardware-operations'
import type { Journal } from '../journal/journal'
import type { Runs } from '../runs/contract'
import { replyWithin } from '../errors/reply-within'

type Rooms = {
  accounts: Accounts
  connections: Connections
  runs: Runs
  journal: Journal
  testConnection: (input: CheckedInput & { password: string }) => Promise<Result<ConnectionTest>>
  warn: (text: string, error: unknown) => void
  now: () => number
}

/**
 * Everything that the screens can ask, for somebody whose right to ask has been checked. Never rejects: what goes wrong
 * on our side is a Result too, and is logged.
 */
export type Operations = ReturnType<typeof createOperations>

export function createOperations({ accounts, connections, runs, journal, testConnection, warn, now }: Rooms) {
  const inventoryOf = (id: ConnectionId) => connections.inventory(id)

  async function guarded<T>(what: string, work: () => Promise<Result<T>>): Promise<Result<T>> {
    try {
      return await work()
    } catch (error) {
      const { blame, ...rest } = toConsoleError(error)
      if (blame === 'ours' && !(error instanceof Refused)) warn(what, error)
      return failed({ blame, ...rest })
    }
  }

  /** What no host would take is said at once, without a run. */
  function refusalOf(request: RunRequest, vm?: VmKey): ConsoleError | undefined {
    const key = vm && splitKey(vm)
    const memoryMiB = key && connections.inventory(key.connection)?.vms.get(vm)?.memoryMiB
    const verdict = checkRunRequest(request, memoryMiB === undefined ? {} : { memoryMiB })
    return verdict.ok ? undefined : { blame: 'ours', code: 'not-possible', sentence: verdict.because }
  }

  return {
    ...createFileOperations({ guarded, inventoryOf, note: (note) => journal.note(note), now, warn }),
    ...createHardwareOperations({ guarded, inventoryOf, now }),

    startRun: (vm: VmKey, request: RunRequest, by: Account): Promise<Result<{ run: string }>> =>
      guarded('startRun', async () => {
        const refusal = refusalOf(request, vm)
        return refusal ? failed(refusal) : runs.start(vm, request, person(by))
      }),

    startRuns: (
      vms: VmKey[],
      request: RunRequest,
      by: Account,
    ): Promise<Result<{ results: { vm: string; result: Result<{ run: string }> }[] }>> =>
      guarded('startRuns', async () => {
        const refusal = refusalOf(request)
        return refusal ? failed(refusal) : ok({ results: await runs.startMany(vms, request, person(by)) })
      }),

    cancelTask: (task: TaskKey, by: Account): Promise<Result<null>> =>
      guarded('cancelTask', () => replyWithin(runs.cancelTask(task, person(by)))),

    answerQuestion: (question: QuestionKey, choiceKey: string, by: Account): Promise<Result<null>> =>
      guarded('answerQuestion', () => replyWithin(runs.answer(question, choiceKey, person(by)))),

    setAutoAnswer: (id: ConnectionId, on: boolean, by: Account): Promise<Result<null>> =>
      guarded('setAutoAnswer', () => connections.setAutoAnswer(id, on, by.username)),

    retryConnection: (id: ConnectionId): Promise<Result<null>> =>
      guarded('retryConnection', async () => connections.retry(id)),

    addConnection: (input: ConnectionInput, by: Account): Promise<Result<{ connection: string }>> =>
      guarded('addConnection', () => connections.add(input, by.username)),

    editConnection: (id: ConnectionId, input: ConnectionInput, by: Account): Promise<Result<null>> =>
      guarded('editConnection', () => connections.edit(id, input, by.username)),

    removeConnection: (id: ConnectionId, by: Account): Promise<Result<null>> =>
      guarded('removeConnection', () => connections.remove(id, by.username)),

    testConnection: (input: ConnectionInput, existing?: ConnectionId): Promise<Result<ConnectionTest>> =>
      guarded('testConnection', async () => {
        const prepared = await connections.prepareTest(input, existing)
        return prepared.ok ? await testConnection(prepared.value) : prepared
      }),

    readVmDetail: (vm: VmKey): Promise<Result<VmDetail>> =>
      guarded('readVmDetail', async () => {
        const key = splitKey(vm)
        const inventory = key && connections.inventory(key.connection)
        return key && inventory ? ok(await inventory.readVmDetail(key.moid)) : failed(noSuchVm)
      }),

    readHistory: (filter: HistoryFilter): Promise<Result<HistoryPage>> =>
      guarded('readHistory', async () => ok(await journal.readHistory(filter))),

    readRun: (run: RunId): Promise<Result<RunView>> =>
      guarded('readRun', async () => {
        const view = runs.view(run) ?? (await journal.readRun(run))
        return view ? ok(view) : failed(noSuchRun)
      }),

    createDisplayLink: (name: string, by: Account): Promise<Result<{ path: string }>> =>
      guarded('createDisplayLink', async () => {
        await journal.note({ by: by.username, text: `Display link ${name} made` })
        const { token } = await accounts.displayLinks.create(name, by.username)
        return ok({ path: `/wall?token=${token}` })
      }),

    listDisplayLinks: (): Promise<Result<DisplayLink[]>> =>
      guarded('listDisplayLinks', async () => ok(await accounts.displayLinks.list())),

    revokeDisplayLink: (id: string, by: Account): Promise<Result<null>> =>
      guarded('revokeDisplayLink', async () => {
        const link = (await accounts.displayLinks.list()).find((one) => one.id === id)
        if (!link) return ok(null)
        await journal.note({ by: by.username, text: `Display link ${link.name} revoked` })
        await accounts.displayLinks.revoke(id)
        return ok(null)
      }),

    signOut: (sessionId: string): Promise<Result<null>> =>
      guarded('signOut', async () => {
        await accounts.sessions.close(sessionId)
        return ok(null)
      }),
  }
}

const person = ({ username }: Account): Actor => ({ kind: 'person', name: username })

const noSuchVm: ConsoleError = { blame: 'ours', code: 'no-vm', sentence: 'This VM is not known here any more.' }
const noSuchRun: ConsoleError = { blame: 'ours', code: 'no-run', sentence: 'There is no such run.' }
