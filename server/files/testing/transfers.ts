/** For tests: files on their way between a browser and a datastore, over real HTTP. */
import { Readable } from 'node:stream'
import { onTestFinished } from 'vitest'
import type { DatastoreKey } from '@/lib/vsphere/ids'
import { startSimulator, type SimulatorOptions } from '../../../simulator/start/start-simulator'
import type { UploadRequest } from '../upload'
import { openFileRig, tester, valueOf } from './file-rig'

/** Over a simulated host that lasts as long as the test. */
export async function openTransfers(options: SimulatorOptions = {}) {
  const host = await startSimulator({ speed: 0, ...options })
  onTestFinished(() => host.close())
  const rig = await openFileRig({ ...host, transport: options.tls ? 'https' : 'http' })
  onTestFinished(() => rig.close())
  const { ask } = rig
  const upload = (datastore: DatastoreKey, request: Partial<UploadRequest> & { bytes?: Buffer }) =>
    ask.receiveUpload(
      datastore,
      {
        folder: '',
        name: 'file.bin',
        overwrite: false,
        length: request.bytes?.length,
        body: pieces(request.bytes ?? Buffer.alloc(0)),
        signal: new AbortController().signal,
        ...request,
      },
      tester,
    )
  const download = async (
    datastore: DatastoreKey,
    path: string,
    headers: { range?: string; ifRange?: string } = {},
  ) => {
    const signal = new AbortController().signal
    const {
      status,
      headers: answered,
      body,
    } = valueOf(await ask.openDownload(datastore, { path, head: false, signal, ...headers }))
    const bytes = Buffer.concat(await (body ?? Readable.from([])).toArray())
    return { status, headers: answered, bytes }
  }
  const names = async (datastore: DatastoreKey, folder = '') =>
    valueOf(await ask.browseDatastore(datastore, folder)).entries.map(({ name }) => name)
  return { ...rig, host, upload, download, names }
}

/** A body that comes in pieces, as from a browser. */
export const pieces = (bytes: Buffer) =>
  Readable.from(
    Array.from({ length: Math.ceil(bytes.length / 65_536) }, (_, index) =>
      bytes.subarray(index * 65_536, (index + 1) * 65_536),
    ),
  )

export const content = Buffer.from(Array.from({ length: 300_000 }, (_, index) => (index * 7919) % 251))
