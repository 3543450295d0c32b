import { describe, expect, test } from 'vitest'
import { datastoreKey, connectionId, moid } from '@/lib/vsphere/ids'
import { uploadSuffix } from '@/lib/files/transfer'
import { progressWords, transferRate, withSample } from './transfer-rate'
import { afterProgress, readUploadAnswer, uploadFate, type Upload, type UploadState } from './upload'

const mib = 2 ** 20
const upload = (state: UploadState, sizeBytes = 40 * mib): Upload => ({
  id: 1,
  target: { datastore: datastoreKey(connectionId('c'), moid('d')), folder: '', name: 'a.iso', overwrite: false },
  sizeBytes,
  state,
})

describe('how far an upload is', () => {
  test('percent, rate and what remains', () => {
    const samples = [
      { at: 0, sent: 0 },
      { at: 1000, sent: 4 * mib },
    ]
    expect(progressWords(4 * mib, 40 * mib, samples)).toBe('10 %, 4.0 MB/s, 9 s left')
  })

  test('no rate is claimed before there is enough to tell, and no end when nothing moves', () => {
    expect(
      progressWords(mib, 40 * mib, [
        { at: 0, sent: 0 },
        { at: 100, sent: mib },
      ]),
    ).toBe('2 %')
    expect(
      progressWords(mib, 40 * mib, [
        { at: 0, sent: mib },
        { at: 4000, sent: mib },
      ]),
    ).toBe('2 %, 0 bytes/s')
  })

  test('the rate follows the last seconds', () => {
    let samples = withSample([], { at: 0, sent: 0 })
    samples = withSample(samples, { at: 10_000, sent: 100 * mib })
    samples = withSample(samples, { at: 12_000, sent: 102 * mib })
    expect(transferRate(samples)).toBe(mib)
  })

  test('when every byte has left, the host still has to take the file over', () => {
    const sending = upload({ at: 'sending', sent: 0, samples: [] })
    expect(afterProgress(sending, 10, 5)).toEqual({ at: 'sending', sent: 10, samples: [{ at: 5, sent: 10 }] })
    expect(afterProgress(sending, 40 * mib, 5)).toEqual({ at: 'finishing' })
    expect(afterProgress(upload({ at: 'cancelled', sent: 3 }), 10, 5)).toEqual({ at: 'cancelled', sent: 3 })
  })
})

describe('what became of the bytes', () => {
  const failed = (code: string) => upload({ at: 'failed', sent: mib, error: { blame: 'wire', code, sentence: '' } })

  test('is said after a cancel', () => {
    expect(uploadFate(upload({ at: 'cancelled', sent: 0 }))).toBe('Nothing was sent.')
    expect(uploadFate(upload({ at: 'cancelled', sent: 3 * mib }))).toMatch(
      /^3\.0 MB had been sent\. Andon removes them/,
    )
  })

  test('is said after a failure, unless the server said it already', () => {
    expect(uploadFate(failed('exists'))).toMatch(/Nothing was stored/)
    expect(uploadFate(failed('outcome-unknown'))).toBeUndefined()
    for (const code of ['cut', 'InvalidState']) {
      expect(uploadFate(failed(code))).toMatch(/removed, now or as soon as the host lets Andon/)
    }
    expect(uploadFate(failed('console-unreachable'))).toContain(uploadSuffix)
  })
})

describe('the answer', () => {
  test('is taken when it is ours', () => {
    expect(readUploadAnswer(200, '{"ok":true,"value":{"path":"iso/a.iso"}}')).toEqual({
      ok: true,
      value: { path: 'iso/a.iso' },
    })
    const refused = readUploadAnswer(409, '{"ok":false,"error":{"blame":"ours","code":"exists","sentence":"There."}}')
    expect(refused).toMatchObject({ ok: false, error: { code: 'exists' } })
  })

  test.each([
    [502, '<html>Bad gateway</html>', 'no-answer'],
    [200, '{"ok":true}', 'no-answer'],
    [500, 'null', 'no-answer'],
    [401, '', 'signed-out'],
  ])('status %i with %s is an error that says so', (status, text, code) =>
    expect(readUploadAnswer(status, text)).toMatchObject({ ok: false, error: { code } }),
  )
})
