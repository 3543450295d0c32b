import { createRecorder, recordingNotice } from '../vsphere/recording/recorder'
import { allTaps, type OpenTap } from '../vsphere/wire-tap'
import { logCalls } from './debug-log'
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
  if (log.isLevelEnabled('debug')) opened.push(({ host, port }) => logCalls(log, `${host}:${port}`, now))
  return opened.length === 0 ? undefined : (...session) => allTaps(opened.map((open) => open(...session)))
}
