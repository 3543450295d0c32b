import type { FileStarted } from '@/lib/files/file-request'
import type { Uploaded } from '@/lib/files/transfer'
import type { VmxSaved } from '@/lib/files/vmx-file'
import { formatOf } from '@/lib/files/vmx-of-definition'
import { failed, ok, type ConsoleError, type Result } from '@/lib/result'
import { oneVmChange } from '@/lib/hardware/autostart'
import { canChangeHost } from '@/lib/runs/host-can'
import type { PathSubject } from '@/lib/runs/subject'
import { datastoreKey, splitKey, type ConnectionId, type Moid, type RunId, type VmKey } from '@/lib/vsphere/ids'
import { withoutUndefined } from '@/lib/without-undefined'
import { patienceMs, toConsoleError } from '../errors/console-error'
import type { FileAt } from '../files/folder-http'
import { prepareDefine } from '../files/define-vm'
import { prepareFileTask } from '../files/file-task'
import { prepareVmxSave } from '../files/save-vmx'
import { prepareUpload } from '../files/upload'
import { readAutostart } from '../hardware/autostart'
import { missingOnHost, prepareHostChange } from '../hardware/host-change'
import type { Inventory } from '../inventory/contract'
import type { RunOpening } from '../journal/entry'
import { imageOf, whyNoImage } from './begin-vm'
import type { Runs } from './contract'
import { defineVm } from './define-run'
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
}: Ports): Pick<Runs, 'startFile' | 'defineVm' | 'changeHost' | 'startWithHost' | 'upload' | 'saveVmx'> {
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

  /**
   * Begins a run that is one call, and waits until the host has taken or refused that. @param patient false: what takes long is
   * told by the run alone.
   */
  async function call(opening: RunOpening, task: HostCall, patient = true): Promise<Result<FileStarted>> {
    const { promise, tell } = answer<ConsoleError | undefined>()
    const work = hostTask(task, (error) => tell(error === undefined ? undefined : toConsoleError(error)))
    const begun = await begin(opening, work)
    if (!begun.ok) return begun
    const refused = await (patient ? promise : Promise.race([promise, shortWhile()]))
    return ok({ ...begun.value, ...(refused ? { refused } : {}) })
  }

  const changeHost: Runs['changeHost'] = (host, request, actor) =>
    at(host, async (inventory, moid) => {
      const known = inventory.hosts.get(host)
      if (!known) return noSuchHost
      const verdict = canChangeHost(request.do, {
        connectionLive: inventory.state.at === 'live',
        hostState: known.connectionState,
        missing: await missingOnHost(inventory.access(), moid),
      })
      if (!verdict.ok) return notPossible(verdict.because)
      const viewOf = (vm: VmKey) => inventory.vms.get(vm)
      const prepared = await prepareHostChange(inventory.access(), moid, request, viewOf)
      const subjects = [{ kind: 'host', key: host, name: known.name }] as const
      const isSoonDone = request.do !== 'rescan'
      return call({ connection: inventory.id, kind: 'host', subjects, request, actor }, prepared, isSoonDone)
    })

  return {
    startFile: (datastore, request, actor) =>
      at(datastore, async (inventory, moid) => {
        const task = await prepareFileTask(inventory.access(), moid, request)
        const image = imageOf(request)
        const noImage = image === undefined ? undefined : await whyNoImage(inventory, image)
        if (noImage) return noImage
        return call({ connection: inventory.id, kind: 'file', subjects: task.subjects, request, actor }, task)
      }),

    defineVm: (datastore, definition, actor) =>
      at(datastore, async (inventory, moid) => {
        const access = inventory.access()
        const prepared = await prepareDefine(access, moid, definition)
        const {
          name,
          at: { path },
        } = prepared
        const format = formatOf(Buffer.from(definition.base64, 'base64'))
        const request = { do: 'defineVm', path, name, format, ...withoutUndefined({ host: definition.host }) } as const
        const task = await prepareFileTask(access, moid, request)
        const { promise, tell } = answer<ConsoleError | undefined>()
        const begun = await begin(
          { connection: inventory.id, kind: 'file', subjects: task.subjects, request, actor },
          defineVm(prepared, task, tell),
        )
        if (!begun.ok) return begun
        const refused = await promise
        return ok({ ...begun.value, ...(refused ? { refused } : {}) })
      }),

    changeHost,

    startWithHost: (vm, wanted, actor) =>
      at(vm, async (inventory) => {
        const known = inventory.vms.get(vm)
        if (!known) return noSuchVm
        const split = known.host && splitKey(known.host.key)
        if (!known.host || !split) return notPossible('On which host the VM is is not known.')
        const read = await readAutostart(inventory.access(), split.moid, () => undefined)
        if (!read.known) return notPossible(read.because)
        const change = oneVmChange(read.value, vm, wanted)
        if (!change.ok) return notPossible(change.because)
        return changeHost(known.host.key, { do: 'setAutostart', change: change.change }, actor)
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

const notPossible = (sentence: string) => failed({ blame: 'ours', code: 'not-possible', sentence })

const shortWhile = () =>
  new Promise<undefined>((resolve) => {
    setTimeout(() => resolve(undefined), patienceMs).unref()
  })

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
