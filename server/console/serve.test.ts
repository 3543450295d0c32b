import type { ServerResponse } from 'node:http'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openDoor } from './serve'
import { listeningText, readStartLine, whyNotListening } from './start-line'

describe('the HTTP server of the console', () => {
  let door: ReturnType<typeof openDoor>
  let url = ''
  beforeEach(async () => {
    door = openDoor()
    const server = await door.listen({ host: '127.0.0.1', port: 0 })
    const address = server.address()
    url = `http://127.0.0.1:${typeof address === 'object' && address?.port}`
  })
  afterEach(() => door.close())

  it('says that Andon is starting, to programs and to people, and a page asks again by itself', async () => {
    const health = await fetch(`${url}/api/health`)
    expect(health.status).toBe(503)
    expect(await health.json()).toEqual({ status: 'unavailable', because: 'Andon is starting.' })
    const api = await fetch(`${url}/api/v1/runs`)
    expect([api.status, api.headers.get('content-type')]).toEqual([503, 'application/problem+json'])
    expect(await api.json()).toMatchObject({ type: 'urn:andon:problem:unavailable', detail: 'Andon is starting.' })
    const page = await fetch(`${url}/vms`)
    expect(page.status).toBe(503)
    expect(page.headers.get('refresh')).toBe('2')
    expect(await page.text()).toBe('Andon is starting.\n')
    for (const [name, type] of [
      ['a.js', 'text/javascript'],
      ['a.css', 'text/css'],
    ]) {
      const script = await fetch(`${url}/_next/static/chunks/${name}?dpl=1`)
      expect([script.status, script.headers.get('content-type'), await script.text()]).toEqual([503, type, ''])
    }
  })

  it('hands requests on once there is somebody to reply', async () => {
    door.handOver((_request, response) => response.end('Board'))
    expect(await (await fetch(url)).text()).toBe('Board')
  })

  it('is taken by one process at a time, and says so with the way out', async () => {
    const port = Number(new URL(url).port)
    await expect(openDoor().listen({ host: '127.0.0.1', port })).rejects.toThrow(
      `Port ${port} at 127.0.0.1 is taken. Stop what listens there, or set PORT to another one.`,
    )
  })

  it('takes nothing new when it closes, and lets a reply that is under way come to its end', async () => {
    const reply = new Promise<ServerResponse>((resolve) => door.handOver((_request, response) => resolve(response)))
    const asked = fetch(url)
    const response = await reply
    const closed = door.close()
    response.end('the last one')
    expect(await (await asked).text()).toBe('the last one')
    await closed
    await expect(fetch(url)).rejects.toThrow()
  })
})

describe('npm start', () => {
  it('listens where its command line says, and knows no other word', () => {
    expect(readStartLine(['-p', '8080', '--hostname', '0.0.0.0'])).toEqual({ PORT: '8080', ANDON_LISTEN: '0.0.0.0' })
    expect(readStartLine([])).toEqual({})
    expect(readStartLine(['--help'])).toBe('help')
    expect(() => readStartLine(['--prot', '80'])).toThrow(/--prot/)
  })

  it('says for whom it listens, and what a proxy has to do', () => {
    const alone = listeningText({ host: '127.0.0.1', port: 3000 })
    expect(alone).toContain('http://127.0.0.1:3000, for this machine alone')
    for (const needed of ['TLS', 'X-Forwarded-Proto', 'ANDON_PROXIES', 'without a buffer', 'uploads', 'an hour'])
      expect(alone).toContain(needed)
    expect(listeningText({ host: '::1', port: 1 })).toContain('http://[::1]:1, for this machine alone')
    expect(listeningText({ host: '0.0.0.0', port: 3000 })).toContain(
      'in plain HTTP: passwords and sessions can be read',
    )
  })

  it.each([
    ['EACCES', 'may not be used by the user'],
    ['EADDRNOTAVAIL', 'This machine has no address 10.9.9.9'],
    ['ENOTFOUND', 'leads to no address'],
    ['EMFILE', 'too many open files'],
  ])('says why it cannot listen: %s', (code, because) =>
    expect(
      whyNotListening({ host: '10.9.9.9', port: 80 }, Object.assign(new Error('too many open files'), { code })),
    ).toContain(because),
  )
})
