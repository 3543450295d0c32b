import { describe, expect, it } from 'vitest'
import { createSecretBox } from './secret-box'

const place = { table: 'connections', row: 'a', column: 'password' }

describe('secret box', () => {
  const box = createSecretBox([Buffer.alloc(32, 1)])
  it.each(['', 'secret', 'pässwörd "<&>"', 'x'.repeat(5_000)])('gives back what it sealed', (secret) => {
    expect(box.open(box.seal(secret, place), place)).toBe(secret)
  })
  it('never seals the same text to the same value', () => {
    expect(box.seal('secret', place)).not.toBe(box.seal('secret', place))
  })
  it('does not open a value that was moved to another row, column or table', () => {
    const sealed = box.seal('secret', place)
    for (const other of [{ row: 'b' }, { column: 'user' }, { table: 'accounts' }]) {
      expect(() => box.open(sealed, { ...place, ...other })).toThrow()
    }
  })
  it('does not open a changed value, a shortened tag, or one of another key', () => {
    const sealed = box.seal('secret', place)
    const [version, nonce, tag = '', text] = sealed.split('.')
    const shortTag = Buffer.from(tag, 'base64url').subarray(0, 4).toString('base64url')
    expect(() => box.open([version, nonce, shortTag, text].join('.'), place)).toThrow()
    expect(() =>
      box.open([version, nonce, tag, Buffer.from('secreT').toString('base64url')].join('.'), place),
    ).toThrow()
    expect(() => createSecretBox([Buffer.alloc(32, 2)]).open(sealed, place)).toThrow()
    expect(() => box.open('plain', place)).toThrow('unknown seal')
  })
  it('opens what a key before it has sealed, and seals with the first one', () => {
    const [old, next] = [Buffer.alloc(32, 1), Buffer.alloc(32, 2)]
    const both = createSecretBox([next, old])
    expect(both.open(createSecretBox([old]).seal('secret', place), place)).toBe('secret')
    expect(createSecretBox([next]).open(both.seal('secret', place), place)).toBe('secret')
  })
})
