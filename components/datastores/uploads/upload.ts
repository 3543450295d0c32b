import { assertNever } from '@/lib/assert-never'
import { formatBytes } from '@/lib/format/quantity'
import type { ConsoleError, Result } from '@/lib/result'
import { uploadErrors, uploadSuffix, type Uploaded, type UploadTarget } from '@/lib/files/transfer'
import { withSample, type Sample } from './transfer-rate'

/** One file on its way from a browser to a datastore. */
export type Upload = {
  id: number
  target: UploadTarget
  sizeBytes: number
  state: UploadState
  /** By which its run is found; undefined until it is sent. */
  ticket?: string
}

export type UploadState =
  | { at: 'queued' }
  | { at: 'sending'; sent: number; samples: Sample[] }
  /** Every byte has left the browser; the host has not confirmed the file yet. */
  | { at: 'finishing' }
  | { at: 'done'; path: string }
  /** `sent` is what had left the browser. */
  | { at: 'failed'; error: ConsoleError; sent: number }
  | { at: 'cancelled'; sent: number }

export const isUploading = ({ state }: Upload): boolean => state.at === 'sending' || state.at === 'finishing'

export const isUploadEnded = ({ state }: Upload): boolean =>
  state.at === 'done' || state.at === 'failed' || state.at === 'cancelled'

/** What had left the browser in this state. */
export function sentOf({ state, sizeBytes }: Upload): number {
  switch (state.at) {
    case 'queued':
      return 0
    case 'sending':
    case 'failed':
    case 'cancelled':
      return state.sent
    case 'finishing':
    case 'done':
      return sizeBytes
    default:
      return assertNever(state, 'upload state')
  }
}

/** The state after the browser reported progress. @param at ms */
export function afterProgress(upload: Upload, sent: number, at: number): UploadState {
  const { state, sizeBytes } = upload
  if (state.at !== 'sending') return state
  if (sent >= sizeBytes) return { at: 'finishing' }
  return { at: 'sending', sent, samples: withSample(state.samples, { at, sent }) }
}

/** What became of the bytes that were on their way: what a person who sees "failed" asks next. */
export function uploadFate(upload: Upload): string | undefined {
  const { state } = upload
  switch (state.at) {
    case 'cancelled':
      return state.sent === 0
        ? 'Nothing was sent.'
        : `${formatBytes(state.sent)} had been sent. Andon removes them; nothing that looks like the file is left.`
    case 'failed':
      return fateOfFailed(state.error.code, state.sent)
    case 'queued':
    case 'sending':
    case 'finishing':
    case 'done':
      return undefined
    default:
      return assertNever(state, 'upload state')
  }
}

type UploadErrorCode = (typeof uploadErrors)[number]
const isUploadError = (code: string): code is UploadErrorCode => (uploadErrors as readonly string[]).includes(code)

function fateOfFailed(code: string, sent: number): string | undefined {
  // What is there now the server says itself, as far as it is known.
  if (code === 'outcome-unknown') return undefined
  if (code === 'path-busy') return 'Nothing was sent.'
  if (code !== 'cut' && isUploadError(code)) return 'Nothing was stored, and what was there before is untouched.'
  if (code === 'console-unreachable') {
    return `${formatBytes(sent)} had been sent. Andon removes what arrived; until then it lies there under a name that ends in ${uploadSuffix} and never looks like the file.`
  }
  return 'What had arrived is removed, now or as soon as the host lets Andon; nothing that looks like the file is left.'
}

/** Reads the answer to an upload. Anything that is no answer of ours (a proxy's page) becomes an error. */
export function readUploadAnswer(status: number, text: string): Result<Uploaded> {
  try {
    const answer: unknown = JSON.parse(text)
    if (isUploaded(answer) || isRefusal(answer)) return answer
  } catch {
    // Not JSON: told below.
  }
  const error: ConsoleError =
    status === 401
      ? { blame: 'ours', code: 'signed-out', sentence: 'Your session has ended.', wayOut: 'Sign in and start again.' }
      : {
          blame: 'wire',
          code: 'no-answer',
          sentence: `Andon gave no answer that can be read (HTTP ${status}).`,
          wayOut: 'Look at the folder before trying again.',
          raw: text.slice(0, 500),
        }
  return { ok: false, error }
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null

const isUploaded = (value: unknown): value is { ok: true; value: Uploaded } =>
  isObject(value) && value.ok === true && isObject(value.value) && typeof value.value.path === 'string'

const isRefusal = (value: unknown): value is { ok: false; error: ConsoleError } =>
  isObject(value) && value.ok === false && isObject(value.error) && typeof value.error.sentence === 'string'
