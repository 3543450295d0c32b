import { expect, test } from 'vitest'
import { connectionId } from '../vsphere/ids'
import { checkTokenName, isActorOf, mayToken, roleOfToken, scopes, tokenActor } from './api-token'
import { bothLimits, isSameLimit } from './limited'

test('a scope is for calls of its own kind, and none is for accounts or settings', () => {
  for (const scope of scopes)
    expect(['read', 'act', 'answer', 'admin', 'own'].filter((kind) => mayToken([scope], kind))).toEqual([scope])
  expect(mayToken([], 'read')).toBe(false)
})

test('a token may never what takes an administrator, and never more than its owner', () => {
  expect([roleOfToken('viewer'), roleOfToken('operator'), roleOfToken('admin')]).toEqual([
    'viewer',
    'operator',
    'operator',
  ])
})

test('the record says which program, and whose', () => {
  expect(tokenActor('patch-window', 'm.okafor')).toBe('patch-window (m.okafor)')
  expect(isActorOf('patch-window (m.okafor)', 'm.okafor')).toBe(true)
  expect(isActorOf('patch-window (m.okafor)', 'okafor')).toBe(false)
})

test.each(['nightly-runner', 'تصحيح', 'a', 'v1.2_x', 'x'.repeat(60)])('a token may be called %s', (name) =>
  expect(checkTokenName(name)).toEqual({ ok: true }),
)

test.each(['', ' a', 'a b', 'x) (m.okafor', '<b>', '😀', 'x'.repeat(61), 'a\u202Eb', '-a'])(
  'a token may not be called "%s"',
  (name) => expect(checkTokenName(name).ok).toBe(false),
)

test('who is limited twice has what both leave', () => {
  const [a, b, c] = [connectionId('a'), connectionId('b'), connectionId('c')]
  expect(bothLimits(undefined, undefined)).toBeUndefined()
  expect(bothLimits([a], undefined)).toEqual([a])
  expect(bothLimits(undefined, [])).toEqual([])
  expect(bothLimits([a, b], [b, c])).toEqual([b])
  expect([isSameLimit(undefined, undefined), isSameLimit([a, b], [b, a])]).toEqual([true, true])
  expect([isSameLimit(undefined, []), isSameLimit([a], [b]), isSameLimit([a], [a, b])]).toEqual([false, false, false])
})
