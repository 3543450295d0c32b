import { createRecorder, recordingNotice } from '../vsphere/recording/recorder'
import { allTaps, type OpenTap, type WireTap } from '../vsphere/wire-tap'
import type { Log } from './log'

/**
 * What looks at the wire: the recording that `ANDON_WIRE` asks for, and the debug log. Undefined when nobody does.
 * @param folder where recordings go; said in the log, with what is in them.
 */
export function wireTaps({
  folder,
  log,
  now,
}: {
  folder: string | undefined
  log: Log
  now: () => number
}): OpenTap | undefined {
  const opened: OpenTap[] = []
  if (folder !== undefined) {
    log.warn(`Calls and replies are recorded to ${folder} (ANDON_WIRE). ${recordingNotice}`)
    opened.push(createRecorder(folder, { now, warn: (text, error) => log.warn({ err: error }, text) }))
  }
  if (log.isLevelEnabled('debug')) opened.push(({ host, port }) => loggingTap(log, `${host}:${port}`, now))
  return opened.length === 0 ? undefined : (...session) => allTaps(opened.map((open) => open(...session)))
}

/** A line for each call, its reply or fault. What is in them is for recordings. */
function loggingTap(log: Log, endpoint: string, now: () => number): WireTap {
  return {
    exchange({ http, path, method, target }) {
      const began = now()
      const about = { endpoint, ...(method === undefined ? { request: `${http} ${path}` } : { method, target }) }
      let status: number | undefined
      let characters = 0
      log.debug(about, 'call')
      return {
        answered: (code) => void (status = code),
        piece: (text) => void (characters += text.length),
        ended: () => log.debug({ ...about, status, characters, ms: now() - began }, 'reply'),
        failed: (error) => log.debug({ ...about, status, ms: now() - began, err: error }, 'no reply'),
      }
    },
    decoded(method, reply) {
      if (reply.kind === 'fault') log.debug({ endpoint, method, code: reply.code, text: reply.text }, 'fault')
    },
  }
}
