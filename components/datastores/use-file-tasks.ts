'use client'

import type { Definition } from '@/lib/files/define-vm'
import type { Destination, FileRequest, FileStarted } from '@/lib/files/file-request'
import { fileRequestWords } from '@/lib/files/file-words'
import type { DatastoreView, BoardTables } from '@/lib/live/live-state'
import { failed, ok, type ConsoleError, type Result } from '@/lib/result'
import { useConsoleActions } from '../console/console-context'
import { useLive } from '../live/live-provider'
import { unreachable } from '../ui/confirm'
import { useFileWork } from './file-work'
import type { RefusedRequest } from './file-work-place'

/** So many requests go in one call; a host does them one by one anyway. */
const mostPerCall = 200

const readVolumes = ({ volumes }: BoardTables) => volumes

/**
 * Starts what was asked for; each is a run then. An error is returned when nothing at all was started, for
 * the form to show: it stays open with what was typed.
 */
export function useFileTasks(datastore: DatastoreView) {
  const actions = useConsoleActions()
  const { addRefused } = useFileWork()
  const volumes = useLive(readVolumes)

  const storedNameOf = ({ datastore: key }: Destination) =>
    key === undefined ? datastore.storedName : (volumes?.[key]?.storedName ?? key)

  const refusedOf = (request: FileRequest, error: ConsoleError): Omit<RefusedRequest, 'id'> => ({
    datastore: datastore.key,
    request,
    words: fileRequestWords(request, datastore.storedName, storedNameOf),
    error,
  })

  const call = async (requests: FileRequest[]): Promise<Result<FileStarted>[]> => {
    const [only] = requests
    if (only && requests.length === 1) return [await actions.startFileTask(datastore.key, only).catch(lost)]
    const reply = await actions.startFileTasks(datastore.key, requests).catch(lost)
    return requests.map((_, index) => (reply.ok ? (reply.value.results[index] ?? noResult) : reply))
  }

  const start = async (requests: FileRequest[]): Promise<Result<null>> => {
    const results: Result<FileStarted>[] = []
    for (let from = 0; from < requests.length; from += mostPerCall) {
      results.push(...(await call(requests.slice(from, from + mostPerCall))))
    }
    const errors = results.map((result) => (result.ok ? result.value.refused : result.error))
    const [first] = errors
    if (first && errors.every((error) => error !== undefined)) return failed(first)
    const kept = requests.flatMap((request, index) => {
      const result = results[index] ?? noResult
      return result.ok ? [] : [refusedOf(request, result.error)]
    })
    // What became a run is in the stream.
    if (kept.length > 0) addRefused(kept)
    return ok(null)
  }
  const define = async (definition: Definition): Promise<Result<unknown>> => {
    const reply = await actions.defineVm(datastore.key, definition).catch(lost)
    return reply.ok && reply.value.refused ? failed(reply.value.refused) : reply
  }
  return { start, define }
}

export type FileTasks = ReturnType<typeof useFileTasks>

const lost = (cause: unknown) => failed(unreachable(cause))

const noResult = failed({
  blame: 'ours',
  code: 'no-result',
  sentence: 'Andon gave no result for this one.',
  wayOut: 'Look at the folder before trying again.',
})
