import type { FileStarted } from '@/lib/files/file-request'
import type { Uploaded } from '@/lib/files/transfer'
import type { VmxSaved } from '@/lib/files/vmx-file'
import { failed, ok, type ConsoleError, type Result } from '@/lib/result'
import { canChangeHost } from '@/lib/runs/host-can'
import type { PathSubject } from '@/lib/runs/subject'
import { datastoreKey, splitKey, type ConnectionId, type Moid, type RunId } from '@/lib/vsphere/ids'
import { withoutUndefined } from '@/lib/without-undefined'
import { toConsoleError } from '../errors/console-error'
import type { FileAt } from '../files/folder-http'
import { prepareFileTask } from '../files/file-task'
import { prepareVmxSave } from '../files/save-vmx'
import { prepareUpload } from '../files/upload'
import { prepareAutostart } from '../hardware/autostart'
import type { Inventory } from '../inventory/contract'
import type { RunOpening } from '../journal/entry'
import type { Runs } from './contract'
import { upload, vmxSave } from './file-write'
import { hostTask } from './host-task'
import { noConnection, noSuchHost, noSuchVm } from './run-errors'
import type { HostCall } from './start-later'
import type { Work } from './work'

type Ports = {
  begin: (opening: RunOpening, work: Work) => Promise<Result<{ run: RunId }>>
  inventoryOf: (connection: ConnectionId) => Inventory | undefined
}

/**
 * Runs of files, and of hosts. What a person asked for is looked at first, which changes nothing: what makes no sense, or could not be
 * done, is said at once and is no run. What begins is a run, and the answer comes when there is something to say.
 * Rejects with Refused, VimFault or WireError while it looks.
 */
export function createFileRuns({
  begin,
  inventoryOf,
}: Ports): Pick<Runs, 'startFile' | 'changeHost' | 'upload' | 'saveVmx'> {
  /** The part of the server that an object belongs to, once there is contact with it. */
  async function at<T>(
    key: string,
    work: (inventory: Inventory, moid: Moid) => Promise<Result<T>>,
  ): Promise<Result<T>> {
    const split = splitKey(key)
    const inventory = split && inventoryOf(split.connection)
    if (!split || !inventory) return noConnection
    return work(inventory, split.moid)
  }

  /** Begins a run that is one call, and waits until the host has taken or refused that. */
  async function call(opening: RunOpening, task: HostCall): Promise<Result<FileStarted>> {
    const { promise, tell } = answer<ConsoleError | undefined>()
    const work = hostTask(task, (error) => tell(error === undefined ? undefined : toConsoleError(error)))
    const begun = await begin(opening, work)
    if (!begun.ok) return begun
    const refused = await promise
    return ok({ ...begun.value, ...(refused ? { refused } : {}) })
  }

  return {
    startFile: (datastore, request, actor) =>
      at(datastore, async (inventory, moid) => {
        const task = await prepareFileTask(inventory.access(), moid, request)
        return call({ connection: inventory.id, kind: 'file', subjects: task.subjects, request, actor }, task)
      }),

    changeHost: (host, request, actor) =>
      at(host, async (inventory, moid) => {
        const known = inventory.hosts.get(host)
        if (!known) return noSuchHost
        const verdict = canChangeHost({
          connectionLive: inventory.state.at === 'live',
          hostState: known.connectionState,
        })
        if (!verdict.ok) return failed({ blame: 'ours', code: 'not-possible', sentence: verdict.because })
        const prepared = await prepareAutostart(inventory.access(), moid, request.change)
        const subjects = [{ kind: 'host', key: host, name: known.name }] as const
        return call({ connection: inventory.id, kind: 'host', subjects, request, actor }, prepared)
      }),

    upload: (datastore, { ticket, ...request }, actor) =>
      at(datastore, async (inventory, moid) => {
        const prepared = await prepareUpload(inventory.access(), moid, request)
        const { promise, tell } = answer<Result<Uploaded>>()
        const asked = {
          bytes: prepared.length,
          overwrite: request.overwrite,
          ...withoutUndefined({ ticket }),
        }
        const begun = await begin(
          { connection: inventory.id, kind: 'upload', subjects: [pathSubject(prepared.at)], request: asked, actor },
          upload(prepared, tell),
        )
        return begun.ok ? promise : begun
      }),

    saveVmx: (vm, save, actor) =>
      at(vm, async (inventory, moid) => {
        const known = inventory.vms.get(vm)
        if (!known) return noSuchVm
        const prepared = await prepareVmxSave(inventory, moid, save)
        const { changes, expectedChecksum: checksum, datastorePath: path } = prepared
        if (changes === undefined) return ok({ path, checksum })
        const { promise, tell } = answer<Result<VmxSaved>>()
        const begun = await begin(
          {
            connection: inventory.id,
            kind: 'vmxSave',
            subjects: [{ kind: 'vm', key: vm, name: known.name }, pathSubject(prepared.at)],
            request: { changes },
            actor,
          },
          vmxSave(prepared, tell),
        )
        return begun.ok ? promise : begun
      }),
  }
}

const pathSubject = ({ access, place, path }: FileAt): PathSubject => ({
  kind: 'datastorePath',
  datastore: datastoreKey(access.connection, place.ref.value),
  datastoreName: place.storedName,
  path,
})

function answer<Value>() {
  let tell!: (value: Value) => void // the executor runs at once
  const promise = new Promise<Value>((resolve) => (tell = resolve))
  return { promise, tell }
}
