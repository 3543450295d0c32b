import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { connectionId, hostKey, moid, questionKey, vmKey } from '../vsphere/ids'
import { readCursor, writeCursor } from './cursor'
import { findRoute, routeNames, routes } from './routes'

const c1 = connectionId('c1')

describe('the route of a path', () => {
  test('is one alone: no two take the same', () => {
    const all = routeNames.map((name) => `${routes[name].method} ${routes[name].path}`)
    expect(new Set(all).size).toBe(all.length)
  })

  test('holds an id as it is, or percent-encoded, whatever stands in it', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), fc.string({ minLength: 1 }), (vm, id) => {
        for (const [key, name, after] of [
          [vmKey(c1, moid(vm)), 'readVm', ''],
          [vmKey(c1, moid(vm)), 'readDomainXml', '/domain-xml'],
          [vmKey(c1, moid(vm)), 'listDevices', '/devices'],
          [vmKey(c1, moid(vm)), 'readPlaces', '/places'],
          [hostKey(c1, moid(vm)), 'readHostNetwork', '/network'],
          [questionKey(c1, moid(vm), id), 'readQuestion', ''],
          [questionKey(c1, moid(vm), id), 'readOwnAnswers', '/answers'],
        ] as const) {
          const path = routes[name].path.replace(/\{.*/, '')
          // What a URL makes of it.
          const asItIs = new URL(`http://andon${path}${key}${after}`).pathname
          if (!/\/\.{1,2}(?:\/|$)/.test(`${path}${key}`)) expect(findRoute('GET', asItIs)).toEqual({ name, id: key })
          expect(findRoute('GET', `${path}${encodeURIComponent(key)}${after}`)).toEqual({ name, id: key })
        }
      }),
    )
  })

  test.each(['', '/', '/vms/', '/vms/c1', '/vms/c1/a/b/c', '/questions/c1/vm-1', '/runs/a/b', '/runs/%zz', '/nothing'])(
    '"%s" is none',
    (path) => expect(findRoute('GET', path)).toBeUndefined(),
  )

  test('says which methods it takes', () => {
    expect(findRoute('DELETE', '/runs')).toEqual({ allowed: ['GET', 'POST'] })
    expect(findRoute('GET', '/questions/c1/vm-1/4/answer')).toEqual({ allowed: ['POST'] })
  })
})

describe('a cursor', () => {
  test('brings back the place in the list that it is of, and nothing anywhere else', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string(), fc.string(), (place, of, other) => {
        const cursor = writeCursor(of, place)
        expect(cursor).toMatch(/^[\w-]+$/)
        expect(readCursor(of, cursor)).toBe(place)
        if (other !== of) expect(readCursor(other, cursor)).toBeUndefined()
      }),
    )
  })

  test('that was made up is none, and is never thrown at anybody', () => {
    fc.assert(fc.property(fc.string(), (text) => readCursor('vms', text) === undefined))
    for (const json of ['null', '[]', '["x"]', '{"0":1}', '[1,2]'])
      expect(readCursor('vms', btoa(json).replaceAll('=', ''))).toBeUndefined()
    expect(readCursor('vms', 'A'.repeat(4_001))).toBeUndefined()
  })
})
