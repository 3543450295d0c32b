import { expect, test } from 'vitest'
import { formatPath, parsePath, pathsTouch, readPath, writePath } from './property-path'
import { ref } from './value'

const parsed = (text: string) => parsePath(text) ?? []

test('paths are fields and keys, and print as they were written', () => {
  expect(parsePath('config.extraConfig["a.b[0]"].value')).toEqual([
    { field: 'config' },
    { field: 'extraConfig' },
    { key: 'a.b[0]' },
    { field: 'value' },
  ])
  for (const text of ['name', 'config.hardware.device[4000].backing', 'recentTask["task-5"]']) {
    expect(formatPath(parsed(text))).toBe(text)
  }
  for (const bad of ['', '.a', 'a..b', 'a.', '[1]', 'a[', 'a b', 'a[1]b']) expect(parsePath(bad), bad).toBeUndefined()
})

test('array items are found by key, by the moid of a reference, or by their own text', () => {
  const value = {
    device: [{ key: 4000, label: 'x' }],
    powerInfo: [{ key: ref('VirtualMachine', '7'), startOrder: 3 }],
    recentTask: [ref('Task', 'task-5')],
    tag: ['a'],
  }
  expect(readPath(value, parsed('device[4000].label'))).toBe('x')
  expect(readPath(value, parsed('powerInfo["7"].startOrder'))).toBe(3)
  expect(readPath(value, parsed('recentTask["task-5"]'))).toEqual(ref('Task', 'task-5'))
  expect(readPath(value, parsed('tag["a"]'))).toBe('a')
  expect(readPath(value, parsed('device[1].label'))).toBeUndefined()
  expect(readPath(value, parsed('nothing.at.all'))).toBeUndefined()
})

test('writing shares what it does not change and never changes the original', () => {
  const value = {
    a: { b: 1, c: { d: 2 } },
    device: [
      { key: 1, on: true },
      { key: 2, on: true },
    ],
  }
  const written = writePath(value, parsed('a.b'), 5) as typeof value
  expect(written).toEqual({ ...value, a: { b: 5, c: { d: 2 } } })
  expect(written.a.c).toBe(value.a.c)
  expect(value.a.b).toBe(1)
  expect(writePath(value, parsed('device[2].on'), false)).toMatchObject({ device: [{ on: true }, { on: false }] })
  expect(writePath(value, parsed('device[1]'), undefined)).toMatchObject({ device: [{ key: 2 }] })
  expect(writePath(value, parsed('device[3]'), { key: 3 })).toMatchObject({
    device: [{ key: 1 }, { key: 2 }, { key: 3 }],
  })
  expect(writePath(value, parsed('a.b'), undefined)).toEqual({ ...value, a: { c: { d: 2 } } })
})

test('paths touch when one is the other or lies inside it', () => {
  expect(pathsTouch(parsed('runtime'), parsed('runtime.question'))).toBe(true)
  expect(pathsTouch(parsed('runtime.question.id'), parsed('runtime'))).toBe(true)
  expect(pathsTouch(parsed('runtime.powerState'), parsed('runtime.question'))).toBe(false)
  expect(pathsTouch(parsed('device[1]'), parsed('device[10]'))).toBe(false)
  expect(pathsTouch(parsed('a.b'), parsed('a["b"]'))).toBe(false)
})

test('several paths written into one copy leave the original as it was', () => {
  const original = { runtime: { powerState: 'poweredOff', host: 'h' }, name: 'a' }
  const own = new Set<unknown>()
  const write = (value: unknown, path: string, next: unknown) => writePath(value, parsePath(path) ?? [], next, own)
  const once = write(original, 'runtime.powerState', 'poweredOn')
  const twice = write(write(once, 'runtime.bootTime', 5), 'runtime.host', undefined)
  expect(twice).toEqual({ runtime: { powerState: 'poweredOn', bootTime: 5 }, name: 'a' })
  expect(twice).toBe(once)
  expect(original).toEqual({ runtime: { powerState: 'poweredOff', host: 'h' }, name: 'a' })
})
