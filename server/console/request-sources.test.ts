import { createServer, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, test } from 'vitest'
import { sourceHeader } from '@/lib/accounts/source-header'
import { proxiesFrom } from '../accounts/source'
import { markSources } from './request-sources'

/** What a server sees of where a request came from. */
async function seen(headers: Record<string, string>): Promise<unknown> {
  let source: unknown
  const server = createServer((incoming, answer) => {
    source = incoming.headers[sourceHeader]
    answer.end()
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  const { port } = server.address() as AddressInfo // it listens on TCP
  await new Promise<void>((answered) =>
    request({ port, host: '127.0.0.1', headers }, (answer) => answer.resume().once('end', answered)).end(),
  )
  server.close()
  return source
}

test('a request says where it came from, whatever its sender says', async () => {
  markSources(proxiesFrom(undefined))
  expect(await seen({})).toBe('127.0.0.1')
  expect(await seen({ [sourceHeader]: '1.2.3.4', 'x-forwarded-for': '1.2.3.4' })).toBe('127.0.0.1')
  // The one that subscribed last has the last word.
  markSources(proxiesFrom('127.0.0.1'))
  expect(await seen({ [sourceHeader]: '6.6.6.6', 'x-forwarded-for': '6.6.6.6, 1.2.3.4' })).toBe('1.2.3.4')
})
