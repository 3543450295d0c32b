import { expect, test } from 'vitest'
import { isForbidden, isHere } from './here'

test.each([
  '127.0.0.1',
  'localhost',
  'LOCALHOST.',
  'a.localhost',
  '127.9.9.9',
  '[::1]',
  '[::ffff:127.0.0.1]',
  '169.254.169.254',
  '0.0.0.0',
  '[fe80::1]',
])('%s is an address of this machine', (name) => expect(isHere(new URL(`http://${name}/`).hostname)).toBe(true))

test.each(['id.example', '10.0.0.5', '[2001:db8::1]', 'localhost.example', '2130706433.example'])(
  '%s is none',
  (name) => expect(isHere(new URL(`http://${name}/`).hostname)).toBe(false),
)

test.each(['224.0.0.1', '255.255.255.255', '[ff02::1]', '127.0.0.1', '169.254.169.254', '::ffff:169.254.169.254'])(
  '%s is called by nobody',
  (address) => expect(isForbidden(address)).toBe(true),
)

test.each(['10.0.0.5', '192.168.1.1', '2001:db8::1', 'hooks.example.net'])('%s may be called', (address) =>
  expect(isForbidden(address)).toBe(false),
)
