import { expect, test } from 'vitest'
import { compareVersions, knownVersions, newestShared, newestUpTo, readOfferedVersions } from './api-version'

/** What a vCenter 8.0.3 offers: its own newest version has an internal name. */
const offer = `<?xml version="1.0" encoding="UTF-8" ?><namespaces version="1.0">
<namespace><name>urn:vim25</name><version>uA046D008</version><priorVersions><version>8.0.2.0</version><version>8.0.1.0</version><version>4.1</version></priorVersions></namespace>
<namespace><name>urn:pbm</name><version>9.0.0.0</version></namespace></namespaces>`

test('the newest version that both sides know is taken, and only those of vim25 count', () => {
  expect(readOfferedVersions(offer)).toEqual(['uA046D008', '8.0.2.0', '8.0.1.0', '4.1'])
  expect(newestShared(readOfferedVersions(offer))).toBe('8.0.2.0')
  expect(newestShared(['uA046D008'])).toBeUndefined()
})

test('what is no version list offers nothing', () => {
  for (const text of ['', '<html>', '{"a":1}', '<!DOCTYPE namespaces [<!ENTITY a "b">]><namespaces/>']) {
    expect(readOfferedVersions(text)).toEqual([])
  }
})

test('without a list, what the server says of itself decides', () => {
  expect(newestUpTo('2.5')).toBe('2.5u2server')
  expect(newestUpTo('5.5')).toBe('5.5')
  expect(newestUpTo('6.9')).toBe('6.8.7')
  expect(newestUpTo('8.0.2.0')).toBe('8.0.2.0')
  expect(newestUpTo('99.0')).toBe(knownVersions.at(-1))
  expect(() => newestUpTo('2.0')).toThrow('unsupported-version')
})

test('versions are compared number by number', () => {
  expect(compareVersions('4.1', '4.0')).toBeGreaterThan(0)
  expect(compareVersions('10.0', '9.9')).toBeGreaterThan(0)
  expect(compareVersions('8.0', '8.0.0.0')).toBe(0)
  expect(compareVersions('2.5', '4.1')).toBeLessThan(0)
})
