import { pino, type Logger } from 'pino'
import { assertNever } from '@/lib/assert-never'
import type { SignInTell } from '../accounts/sign-in-record'
import type { ConnectionId } from '@/lib/vsphere/ids'
import { withoutUndefined } from '@/lib/without-undefined'
import type { Journal } from '../journal/journal'
import { createRecorder, recordingNotice } from '../vsphere/recording/recorder'
import { allTaps, type OpenTap, type WireTap } from '../vsphere/wire-tap'
import { createLogSecrets } from './log-secrets'
import type { LogLevel } from './setting-list'

export type Log = Pick<Logger, 'debug' | 'info' | 'warn' | 'error' | 'isLevelEnabled'> & {
  /** No line holds this text from now on, wherever it comes from. */
  hide: (secret: string) => void
}

/**
 * Lines of JSON on standard error. Secrets never get this far; fields of known names are emptied all the same, and what
 * is hidden is taken out of every text.
 */
export function createLog(
  level: LogLevel,
  out: { write(line: string): void } = pino.destination({ dest: 2, sync: true }),
): Log {
  const redact = ['password', '*.password', 'token', '*.token', 'cookie', '*.cookie', '*.headers.cookie']
  const { hide, without } = createLogSecrets()
  const logger = pino({ name: 'andon', level, redact }, { write: (line: string) => out.write(without(line)) })
  return Object.assign(logger, { hide })
}

/*
 * What `ANDON_LOG=debug` tells, at each border of the house: calls, their replies and faults; steps as they are recorded;
 * streams to browsers as they open and end. What is in a call is for recordings (`ANDON_WIRE`).
 */

/** A line for each call, its reply or fault. */
function logCalls(log: Log, of: { endpoint: string; connection?: string }, now: () => number): WireTap {
  return {
    exchange({ http, path, method, target }) {
      const began = now()
      const about = { ...of, ...(method === undefined ? { request: `${http} ${path}` } : { method, target }) }
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
      if (reply.kind === 'fault') log.debug({ ...of, method, code: reply.code, text: reply.text }, 'fault')
    },
  }
}

/** A line for each step of a run and each entry without one. @returns how to stop. */
export function logSteps(log: Log, journal: Pick<Journal, 'onAppended'>): () => void {
  return journal.onAppended((appended) => {
    switch (appended.is) {
      case 'opened':
        return log.debug({ run: appended.run.id, kind: appended.run.kind, subjects: appended.run.subjects }, 'run')
      case 'step':
        return log.debug({ run: appended.run, step: appended.step.event.kind, seq: appended.seq }, 'step')
      case 'alone':
        return log.debug({ step: appended.step.event.kind, seq: appended.seq }, 'step without a run')
      default:
        return assertNever(appended, 'journal entry')
    }
  })
}

/** A line for an attempt to sign in, or for several of a kind within a minute. */
export function logSignIn(log: Log, line: Parameters<SignInTell['log']>[0]): void {
  if (line.outcome === 'signed-in') log.info(line, 'signed in')
  else log.warn(line, 'sign-in failed')
}

/** Lines for a stream to a browser: when it opens, and when it has ended. */
export function logStream(
  log: Log,
  { principal, topics, owner }: { principal: string; topics: readonly string[]; owner: string },
  signal: AbortSignal,
): void {
  const about = { principal, topics, owner }
  log.debug(about, 'stream opened')
  signal.addEventListener('abort', () => log.debug(about, 'stream ended'), { once: true })
}

/**
 * What looks at the wire of a connection: the recording that `ANDON_WIRE` asks for, and the debug log. Undefined when
 * nobody does.
 * @param folder where recordings go; said in the log, with what is in them.
 * @param nameOf undefined: it is only tried.
 */
export function wireTaps({
  folder,
  log,
  now,
  nameOf,
}: {
  folder: string | undefined
  log: Log
  now: () => number
  nameOf: (id: ConnectionId) => string | undefined
}): ((id: ConnectionId) => OpenTap) | undefined {
  const opened: ((id: ConnectionId) => OpenTap)[] = []
  if (folder !== undefined) {
    log.warn(`Calls and replies are recorded to ${folder} (ANDON_WIRE). ${recordingNotice}`)
    const record = createRecorder(folder, { now, warn: (text, error) => log.warn({ err: error }, text) })
    opened.push(() => record)
  }
  if (log.isLevelEnabled('debug'))
    opened.push((id) => ({ host, port }) => {
      const endpoint = `${host}:${port}`
      return logCalls(log, { endpoint, ...withoutUndefined({ connection: nameOf(id) }) }, now)
    })
  if (opened.length === 0) return undefined
  return (id) =>
    (...session) =>
      allTaps(opened.map((open) => open(id)(...session)))
}
