import { randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import { createProvenBrowsers } from './proven-browsers'

const browsers = createProvenBrowsers(randomBytes(32))

test('a browser is proven for the accounts that signed in there, and for no other', () => {
  const token = browsers.prove(browsers.prove(undefined, 'anna'), 'bert')
  expect(browsers.idFor(token, 'anna')).toBe(browsers.idFor(token, 'bert'))
  expect(browsers.idFor(token, 'anna')).toMatch(/^[\w-]{22}$/)
  expect(browsers.idFor(token, 'carl')).toBeUndefined()
})

test('nothing that was made up is a proof', () => {
  const token = browsers.prove(undefined, 'anna')
  const [id = '', proof = ''] = token.split('.')
  const other = createProvenBrowsers(randomBytes(32)).prove(undefined, 'anna')
  for (const made of [
    undefined,
    '',
    'x',
    id,
    `${id}.`,
    `${id}.${proof.slice(1)}`,
    `x${token}`,
    other,
    `a b.${proof}`,
  ]) {
    expect(browsers.idFor(made, 'anna')).toBeUndefined()
  }
})

test('it remembers the last five accounts, each once', () => {
  let token: string | undefined
  for (const name of ['a', 'a', 'b', 'c', 'd', 'e', 'f']) token = browsers.prove(token, name)
  expect(token?.split('.')).toHaveLength(6)
  expect(browsers.idFor(token, 'a')).toBeUndefined()
  expect(browsers.idFor(token, 'b')).toBeDefined()
  expect(browsers.idFor(token, 'f')).toBeDefined()
})
