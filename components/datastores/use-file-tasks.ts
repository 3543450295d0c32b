'use client'

import { useQueryClient } from '@tanstack/react-query'
import type { Destination, FileRequest, FileStarted } from '@/lib/files/file-request'
import { fileRequestWords } from '@/lib/files/file-words'
import type { DatastoreView, LiveTables } from '@/lib/live/live-state'
import { failed, ok, type Result } from '@/lib/result'
import { useConsoleActions } from '../console/console-context'
import { useLive } from '../live/live-provider'
import { unreachable } from '../ui/confirm'
import type { FileJob } from './jobs/file-job'
import { addJobs } from './jobs/file-jobs'
import { readFoldersAgain } from './use-listing'

/** So many requests go in one call; a host does them one by one anyway. */
const mostPerCall = 200

const readDatastores = ({ datastores }: LiveTables) => datastores

/**
 * Starts what was asked for and keeps it in the list of jobs. An error is returned when nothing at all was started, for
 * the form to show: it stays open with what was typed.
 */
export function useFileTasks(datastore: DatastoreView) {
  const actions = useConsoleActions()
  const client = useQueryClient()
  const datastores = useLive(readDatastores)

  const storedNameOf = ({ datastore: key }: Destination) =>
    key === undefined ? datastore.storedName : (datastores?.[key]?.storedName ?? key)

  const jobOf = (request: FileRequest, started: FileJob['started']): Omit<FileJob, 'id'> => ({
    datastore: datastore.key,
    request,
    words: fileRequestWords(request, datastore.storedName, storedNameOf),
    askedAt: Date.now(),
    started,
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
    const [first] = results
    if (first && !first.ok && results.every((result) => !result.ok)) return first
    const jobs = requests.map((request, index) => jobOf(request, startedAs(results[index] ?? noResult)))
    addJobs(jobs)
    if (jobs.some(({ started }) => started.at === 'done')) readFoldersAgain(client)
    return ok(null)
  }
  return { start }
}

export type FileTasks = ReturnType<typeof useFileTasks>

function startedAs(result: Result<FileStarted>): FileJob['started'] {
  if (!result.ok) return { at: 'refused', error: result.error }
  const { task } = result.value
  return task === undefined ? { at: 'done' } : { at: 'task', task }
}

const lost = (cause: unknown) => failed(unreachable(cause))

const noResult = failed({
  blame: 'ours',
  code: 'no-result',
  sentence: 'Andon gave no result for this one.',
  wayOut: 'Look at the folder before trying again.',
})
