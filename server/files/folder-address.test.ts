import { Readable } from 'node:stream'
import { connectionId, moRef } from '@/lib/vsphere/ids'
import { expect, test } from 'vitest'
import type { EndpointAccess } from '../inventory/access'
import { fileLength, readFile } from './folder-http'
import type { DatastorePlace } from './place'

/** A server that knows one datacenter by one form of its name, and has one file. */
function server(knownAs: string | undefined, datacenterPath: string) {
  const asked: string[] = []
  const exchangeFile: EndpointAccess['exchangeFile'] = ({ method, path }) => {
    asked.push(`${method} ${path}`)
    const isKnown = knownAs !== undefined && path.includes(`dcPath=${knownAs}&`)
    const isThere = isKnown && (path.startsWith('/folder?') || path.startsWith('/folder/a.iso?'))
    const headers = { 'content-length': '3' }
    return Promise.resolve({ status: isThere ? 200 : 404, headers, body: Readable.from([Buffer.from('abc')]) })
  }
  const ref = moRef('Datastore', 'ds')
  const place: DatastorePlace = {
    ref,
    storedName: 'store',
    name: 'store',
    datacenter: moRef('Datacenter', 'd'),
    datacenterPath,
  }
  // Only files are asked for here.
  const access = { connection: connectionId('c'), exchangeFile } as EndpointAccess
  return { asked, at: (path: string) => ({ access, place, path }) }
}

test.each([
  ['once', 'EP%26T'],
  ['twice', 'EP%2526T'],
])('the ampersand of a datacenter is escaped %s, as the server wants it, and found out once', async (_, form) => {
  const { at, asked } = server(form, 'EP&T')
  expect(await fileLength(at('a.iso'))).toBe(3)
  expect((await readFile(at('a.iso'), 100)).toString()).toBe('abc')
  expect(await fileLength(at('free.iso'))).toBeUndefined()
  expect(asked.filter((each) => each.includes('/folder?')).length).toBeLessThanOrEqual(2)
})

test('a server that knows the datacenter by no form says nothing about a file: neither "not there" nor "free to write"', async () => {
  const { at } = server(undefined, 'EP&T')
  const refused = {
    told: { code: 'address-unknown', sentence: expect.stringContaining('Whether it is there is not known') },
  }
  await expect(fileLength(at('a.iso'))).rejects.toMatchObject(refused)
  await expect(readFile(at('a.iso'), 100)).rejects.toMatchObject(refused)
})

test('the name of an ordinary datacenter is asked for once, and a 404 is the answer', async () => {
  const { at, asked } = server('North%2FDC%201', 'North/DC 1')
  expect(await fileLength(at('free.iso'))).toBeUndefined()
  expect(asked).toHaveLength(1)
})
