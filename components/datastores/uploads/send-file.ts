import type { Uploaded } from '@/lib/files/transfer'
import type { Result } from '@/lib/result'
import { readUploadAnswer } from './upload'

export type Sending = {
  /** Never rejects. Undefined: it was cancelled. */
  answer: Promise<Result<Uploaded> | undefined>
  cancel: () => void
}

export type SendFile = (url: string, file: Blob, onProgress: (sent: number) => void) => Sending

/** Sends a file as the body of a PUT. `fetch` cannot say how much has left the browser, so this is an XMLHttpRequest. */
export const sendFile: SendFile = (url, file, onProgress) => {
  const request = new XMLHttpRequest()
  const answer = new Promise<Result<Uploaded> | undefined>((resolve) => {
    request.upload.addEventListener('progress', (event) => onProgress(event.loaded))
    request.addEventListener('load', () => resolve(readUploadAnswer(request.status, request.responseText)))
    request.addEventListener('abort', () => resolve(undefined))
    request.addEventListener('error', () => resolve(cutOff))
    request.addEventListener('timeout', () => resolve(cutOff))
  })
  request.open('PUT', url)
  request.setRequestHeader('content-type', 'application/octet-stream')
  request.send(file)
  return { answer, cancel: () => request.abort() }
}

const cutOff: Result<never> = {
  ok: false,
  error: {
    blame: 'wire',
    code: 'console-unreachable',
    sentence: 'Contact with Andon was lost before the upload was whole.',
    wayOut: 'Start it again when Andon is there; it begins with the first byte.',
  },
}
