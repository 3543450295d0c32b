import { expect, test } from 'vitest'
import { countedAs, proxiesFrom, sourceOf } from './source'

const none = proxiesFrom(undefined)
const some = proxiesFrom('10.0.0.5, 192.168.0.0/16,fd00::/8')

test.each([
  ['127.0.0.1', undefined, none, '127.0.0.1'],
  ['::ffff:10.9.8.7', undefined, none, '10.9.8.7'],
  ['fe80::1%eth0', undefined, none, 'fe80::1'],
  [undefined, '1.2.3.4', none, 'unknown'],
  // Nobody is believed who is no proxy.
  ['203.0.113.9', '1.2.3.4', some, '203.0.113.9'],
  ['10.0.0.5', '1.2.3.4', some, '1.2.3.4'],
  ['10.0.0.5', '1.2.3.4:51234', some, '1.2.3.4'],
  ['10.0.0.5', '[2001:db8::1]:443', some, '2001:db8::1'],
  // What stands before the last address that is no proxy may have been made up.
  ['10.0.0.5', '6.6.6.6, 1.2.3.4, 192.168.3.4', some, '1.2.3.4'],
  ['fd00::2', '6.6.6.6, 1.2.3.4', some, '1.2.3.4'],
  ['10.0.0.5', 'nonsense', some, '10.0.0.5'],
  ['10.0.0.5', '6.6.6.6, nonsense', some, '10.0.0.5'],
  ['10.0.0.5', undefined, some, '10.0.0.5'],
  ['10.0.0.5', '192.168.1.1', some, '192.168.1.1'],
] as const)('peer %s that forwards %s is taken as the right one', (peer, forwarded, proxies, source) =>
  expect(sourceOf(peer, forwarded, proxies)).toBe(source),
)

test.each(['10.0.0', 'proxy.example', '10.0.0.0/33', 'fd00::/129', '10.0.0.0/x'])(
  '%s is refused in a sentence',
  (text) => expect(() => proxiesFrom(text)).toThrow(`"${text}" is no address.`),
)

test('an IPv6 network counts as one source, each IPv4 address for itself', () => {
  expect(countedAs('2001:db8:1:2:3:4:5:6')).toBe('2001:db8:1:2::/64')
  expect(countedAs('2001:db8::1')).toBe('2001:db8:0:0::/64')
  expect(countedAs('::1')).toBe('0:0:0:0::/64')
  expect(countedAs('10.0.0.5')).toBe('10.0.0.5')
})
