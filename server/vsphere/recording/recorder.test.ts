import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import * as fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { moRef } from '@/lib/vsphere/ids'
import { escapeXml } from '../encode'
import { serviceInstance } from '../service-content'
import { Session } from '../session'
import { sendFault, serviceContent, startScriptedServer, type ScriptedServer } from '../testing/scripted-server'
import { createRecorder } from './recorder'
import { replaced, withoutSecrets } from './without-secrets'

const password = 'correct "horse" & battery'
const sessionKey = '52d8aaf1-3c1d-77aa-0ec9-bd5d1f8a4f27'
let folder: string
let server: ScriptedServer

beforeEach(async () => {
  folder = path.join(mkdtempSync(path.join(tmpdir(), 'andon-recording-')), 'wire')
  server = await startScriptedServer(({ method, response }) => {
    if (method.startsWith('GET')) return void response.writeHead(404).end()
    if (method === 'RetrieveServiceContent') return serviceContent
    if (method === 'Login') {
      response.setHeader('set-cookie', 'vmware_soap_session="cookie-of-the-session"; Path=/')
      return `<returnval><key>${sessionKey}</key><userName>root</userName></returnval>`
    }
    if (method === 'CreateContainerView')
      return `<returnval type="ContainerView">session[${sessionKey}]52aa</returnval>`
    if (method === 'CurrentTime') return '<returnval>2026-11-22T20:52:54Z</returnval>'
    return sendFault(response, 'NotSupported', `no ${password}`)
  })
})
afterEach(async () => {
  await server.close()
  rmSync(path.dirname(folder), { recursive: true, force: true })
})

/** A session with the usual calls, and what was recorded of it. */
async function record(): Promise<{ text: string; lines: { seal: string; entry: Record<string, unknown> }[] }> {
  const open = createRecorder(folder, {
    now: Date.now,
    warn: (text, error) => expect.fail(`${text}: ${String(error)}`),
  })
  const endpoint = server.endpoint()
  const session = await Session.open(endpoint, { user: 'root', password }, { tap: open(endpoint, [password]) })
  await session.call('CreateContainerView', moRef('ViewManager', 'ViewManager'), {
    container: { $type: 'ManagedObjectReference', type: 'Folder', value: 'group-d1' },
    recursive: true,
  })
  await session.call('CurrentTime', serviceInstance)
  await session.call('CancelTask', moRef('Task', 'task-1')).catch(() => undefined)
  await session.close()
  const [file = ''] = readdirSync(folder)
  const text = readFileSync(path.join(folder, file), 'utf8')
  return {
    text,
    lines: text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line)),
  }
}

describe('a recording', () => {
  test('holds every call with its reply, in order, between its first and its last line', async () => {
    const { lines } = await record()
    const entries = lines.map(({ entry }) => entry)
    expect(entries[0]).toMatchObject({ kind: 'start', format: 1, notice: expect.stringContaining('are in it') })
    expect(entries.slice(1, -1).map(({ n, http, method, status }) => [n, http, method, status])).toEqual([
      [1, 'GET', undefined, 404],
      [2, 'POST', 'RetrieveServiceContent', 200],
      [3, 'POST', 'Login', 200],
      [4, 'POST', 'CreateContainerView', 200],
      [5, 'POST', 'CurrentTime', 200],
      [6, 'POST', 'CancelTask', 500],
      [7, 'POST', 'Logout', 500],
    ])
    expect(entries[5]?.reply).toContain('<returnval>2026-11-22T20:52:54Z</returnval>')
    expect(entries.at(-1)).toEqual({ kind: 'end', exchanges: 7 })
  })

  test('holds no password, cookie or session key, also where a server repeats them', async () => {
    const { text } = await record()
    for (const secret of [password, JSON.stringify(password).slice(1, -1), escapeXml(password)]) {
      expect(text).not.toContain(secret)
    }
    expect(text).not.toContain(sessionKey)
    expect(text).not.toContain('cookie-of-the-session')
    expect(text).toContain(`session[${replaced}]52aa`)
  })

  test('can be read by its owner only', async () => {
    await record()
    const [file = ''] = readdirSync(folder)
    expect([statSync(folder).mode & 0o777, statSync(path.join(folder, file)).mode & 0o777]).toEqual([0o700, 0o600])
  })

  test('that cannot be written is given up with a warning, and the session goes on', async () => {
    const warnings: string[] = []
    const open = createRecorder('/dev/null/nowhere', { now: Date.now, warn: (text) => warnings.push(text) })
    const endpoint = server.endpoint()
    const session = await Session.open(endpoint, { user: 'root', password }, { tap: open(endpoint, [password]) })
    expect(await session.call('CurrentTime', serviceInstance)).toBe('2026-11-22T20:52:54Z')
    await session.close()
    expect(warnings).toEqual([expect.stringContaining('could not be written and ends here')])
  })
})

describe('what is replaced', () => {
  const secret = fc.string({ minLength: 1, maxLength: 30, unit: 'grapheme-ascii' }).filter((text) => text.trim() !== '')
  const without = (xml: string, method = 'ReconfigVM_Task') => withoutSecrets(xml, method, [])

  test('is every text whose element says that it is a secret', () => {
    const names = [
      'password',
      'newPassword',
      'ns1:password',
      'sessionTicket',
      'vncPassword',
      'privateKey',
      'passphrase',
    ]
    fc.assert(
      fc.property(secret, fc.constantFrom(...names), (text, name) => {
        const inside = `<${name} xsi:type="xsd:string">${escapeXml(text)}</${name}>`
        expect(without(`<a><b>${inside}</b><c>stays</c></a>`)).toBe(
          `<a><b><${name} xsi:type="xsd:string">${replaced}</${name}></b><c>stays</c></a>`,
        )
      }),
    )
  })

  test('is the value of an option whose key says so, and no other', () => {
    const option = (key: string, value: string) =>
      `<extraConfig><key>${key}</key><value xsi:type="xsd:string">${value}</value></extraConfig>`
    for (const key of [
      'RemoteDisplay.vnc.password',
      'RemoteDisplay.vnc.key',
      'guestinfo.userdata',
      'encryption.data',
    ]) {
      expect(without(option(key, 'x'))).toBe(option(key, replaced))
    }
    expect(without(option('svga.present', 'TRUE'))).toBe(option('svga.present', 'TRUE'))
  })

  test('is all that opens something in a ticket, not where it leads', () => {
    const reply =
      '<returnval><ticket>cst-526d</ticket><cfgFile>/a.vmx</cfgFile><host>h</host><port>902</port></returnval>'
    expect(without(reply, 'AcquireTicket')).toBe(reply.replace('cst-526d', replaced))
    expect(without('<returnval>cst-VCT-52</returnval>', 'AcquireCloneTicket')).not.toContain('cst-VCT-52')
  })

  test('is the key of a session wherever it is told', () => {
    const session = `<key>${sessionKey}</key><userName>root</userName>`
    expect(without(`<val xsi:type="UserSession">${session}</val>`, 'RetrievePropertiesEx')).not.toContain(sessionKey)
  })

  test('is not the token of a page, without which nothing could be continued', () => {
    const page = '<returnval><token>12</token></returnval>'
    expect(without(page, 'RetrievePropertiesEx')).toBe(page)
    expect(without(page, 'LoginByToken')).not.toContain('>12<')
  })

  test('is a given secret in texts only: a password may be the name of an element', () => {
    const login = '<Login><userName>root</userName><password>userName</password></Login>'
    expect(withoutSecrets(login, 'Login', ['userName'])).toBe(login.replace('>userName<', `>${replaced}<`))
  })

  test('is a given secret wherever it stands', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 4, maxLength: 20 }), (text) => {
        fc.pre(!replaced.includes(text))
        const said = `<text>it is ${escapeXml(text)}.</text>`
        expect(withoutSecrets(said, 'X', [text])).not.toContain(`it is ${escapeXml(text)}.`)
      }),
    )
  })
})
