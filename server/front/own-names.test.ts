import { describe, expect, it } from 'vitest'
import { ownNamesFrom } from './own-names'

describe('without ANDON_ORIGIN', () => {
  const names = ownNamesFrom(undefined, 'Andon-01')
  it.each([
    ['127.0.0.1:3000', ['http://127.0.0.1:3000', 'https://127.0.0.1:3000']],
    ['localhost', ['http://localhost', 'https://localhost']],
    ['LOCALHOST:3000', ['http://localhost:3000', 'https://localhost:3000']],
    ['andon.localhost:3000', ['http://andon.localhost:3000', 'https://andon.localhost:3000']],
    ['[::1]:3000', ['http://[::1]:3000', 'https://[::1]:3000']],
    ['192.168.7.20', ['http://192.168.7.20', 'https://192.168.7.20']],
    ['andon-01:3000', ['http://andon-01:3000', 'https://andon-01:3000']],
  ])('%s is its own: nobody else can have this name', (host, origins) => {
    expect(names.originsOf(host)).toEqual(origins)
  })
  it.each([
    'evil.example',
    'localhost.evil.example',
    '127.0.0.1.evil.example',
    'andon-01.evil.example',
    'evil-localhost',
    'localhost.',
    '',
    '127.0.0.1:3000:1',
    '127.0.0.1@evil.example',
    '127.0.0.1/evil',
    '127.0.0.1, evil.example',
    ' 127.0.0.1',
    '[::1',
    'localhost:99999',
  ])('%j is not', (host) => expect(names.originsOf(host)).toBeUndefined())
})

describe('with ANDON_ORIGIN', () => {
  const names = ownNamesFrom(' https://Andon.example/, http://10.0.0.5:3000,https://andon.example:8443,', 'andon-01')
  it.each([
    ['andon.example', ['https://andon.example']],
    ['ANDON.EXAMPLE:443', ['https://andon.example']],
    ['andon.example:8443', ['https://andon.example:8443']],
    ['10.0.0.5:3000', ['http://10.0.0.5:3000']],
  ])('%s is one of its names', (host, origins) => expect(names.originsOf(host)).toEqual(origins))
  it.each([
    'andon.example:80',
    'andon.example:3000',
    '10.0.0.5',
    '127.0.0.1:3000',
    'localhost',
    'andon-01',
    'evil.example',
  ])('%s is none of them', (host) => expect(names.originsOf(host)).toBeUndefined())
  it('a name under both schemes is meant in both', () => {
    const both = ownNamesFrom('http://andon, https://andon', 'x')
    expect(both.originsOf('andon')).toEqual(['http://andon', 'https://andon'])
    expect([names.first, both.first]).toEqual(['https://andon.example', 'http://andon'])
  })
  it.each([
    'andon.example',
    'https://andon.example/console',
    'https://a@andon.example',
    'ftp://andon.example',
    'https://*',
    'null',
  ])('%s is no origin, and the sentence says which entry is meant', (entry) => {
    const read = () => ownNamesFrom(`https://andon.example, ${entry}`, 'x')
    expect(read).toThrow(`"${entry}" is no origin.`)
  })
})
