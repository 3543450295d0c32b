import { expect, test } from 'vitest'
import { checkCopyRequest } from './vm-copy'

test('a name that vSphere does not keep is refused', () => {
  expect(checkCopyRequest({ name: '  ' }).ok).toBe(false)
  expect(checkCopyRequest({ name: 'web-02' })).toEqual({ ok: true })
  // Its folder would be the datastore, or all of them, and goes when the copy fails.
  for (const name of ['.', '..', '東'.repeat(80)]) expect(checkCopyRequest({ name }).ok).toBe(false)
  for (const name of ['...', 'a.', '.a', 'a/..', '%2e%2e']) expect(checkCopyRequest({ name })).toEqual({ ok: true })
})
