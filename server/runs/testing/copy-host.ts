import type { CopyRequest } from '@/lib/files/vm-copy'
import type { RunView } from '@/lib/runs/run'
import { failed, type Result } from '@/lib/result'
import type { RunId } from '@/lib/vsphere/ids'
import { startSimulator } from '../../../simulator/start/start-simulator'
import { toConsoleError } from '../../errors/console-error'
import { openFileRig, tester, valueOf } from '../../files/testing/file-rig'

/** The VM that tests copy; it is off. */
export const source = 'build|agent "7"'

/** One host by itself for all tests of a file, over real SOAP and HTTP: each of them makes copies of its own. */
export function copyHost(): { open: () => ReturnType<typeof openHost>; close: () => Promise<void> } {
  let opened: ReturnType<typeof openHost> | undefined
  return {
    open: () => (opened ??= openHost()),
    async close() {
      if (!opened) return
      const { rig, host } = await opened
      await rig.close()
      await host.close()
    },
  }
}

async function openHost() {
  const host = await startSimulator({ speed: 0 })
  const rig = await openFileRig(host)
  const by = { kind: 'person', name: tester.username } as const
  const start = (vm: string, request: Omit<CopyRequest, 'verb'>): Promise<Result<{ run: RunId }>> =>
    rig.runs
      .start(rig.key(vm), { verb: 'copy', ...request }, by)
      .catch((error: unknown) => failed(toConsoleError(error)))
  const copy = async (vm: string, request: Omit<CopyRequest, 'verb'>) => rig.ended(await start(vm, request))
  const names = async (folder: string) =>
    valueOf(await rig.ask.browseDatastore(rig.datastore('datastore1'), folder)).entries.map(({ name }) => name)
  return { ...rig, rig, host, by, start, copy, names }
}

export const outcomeOf = ({ state }: RunView) => (state.at === 'ended' ? state.outcome : undefined)
