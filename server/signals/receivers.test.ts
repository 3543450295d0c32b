import { createServer, type Server } from 'node:net'
import type { AddressInfo } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { SMTPServer } from 'smtp-server'
import type { MailServer } from '@/lib/signals/route'
import { sendMail } from './mail'
import { createPoster } from './post'
import { httpReceiver } from './testing/receiver'

const local = new Set(['127.0.0.1'])
const ends: (() => unknown)[] = []
afterEach(async () => {
  for (const end of ends.splice(0)) await end()
})

async function receiver(...answer: Parameters<typeof httpReceiver>) {
  const one = await httpReceiver(...answer)
  ends.push(() => one.close())
  return one
}

function poster(patienceMs?: number) {
  const one = createPoster(local, patienceMs)
  ends.push(() => one.close())
  return one
}

test('a redirect is followed nowhere, and least of all inwards', async () => {
  const inner = await receiver()
  const one = await receiver((_, response) => void response.writeHead(307, { location: `${inner.url}/admin` }).end())
  const outcome = await poster().send(one.url, '{}', {})
  expect(outcome).toMatchObject({ ok: false, said: 'HTTP 307: redirects are not followed' })
  expect(inner.taken).toEqual([])
})

test('one that never answers has its time, and no more', async () => {
  const one = await receiver(() => undefined)
  expect(await poster(200).send(one.url, '{}', {})).toEqual({ ok: false, said: 'it did not answer within 0.2 s' })
})

test('one that sends for ever is cut, and only the beginning is kept', async () => {
  let isCut = () => {}
  const cut = new Promise<void>((resolve) => (isCut = resolve))
  const one = await receiver((_, response) => {
    response.writeHead(200)
    const timer = setInterval(() => response.write('x'.repeat(65_536)), 1)
    response.on('close', () => {
      isCut()
      clearInterval(timer)
    })
  })
  const outcome = await poster().send(one.url, '{}', {})
  expect(outcome).toMatchObject({ ok: true, said: 'HTTP 200' })
  expect(outcome.reply).toHaveLength(2_000)
  await cut
})

test('it says how long to wait', async () => {
  const one = await receiver((_, response) => void response.writeHead(429, { 'retry-after': '120' }).end('slowly'))
  expect(await poster().send(one.url, '{}', {})).toEqual({
    ok: false,
    said: 'HTTP 429',
    reply: 'slowly',
    waitMs: 120_000,
  })
})

test.each([
  ['http://localhost:1/', 'localhost is an address of this machine'],
  ['http://169.254.169.254/latest/meta-data', '169.254.169.254 is an address of this machine'],
  ['http://[::1]:1/', '[::1] is an address of this machine'],
  ['http://2130706434:1/', '127.0.0.2 is an address of this machine'],
  ['http://[::ffff:127.0.0.2]:1/', '[::ffff:7f00:2] is an address of this machine'],
])('%s is not called', async (url, said) => {
  const outcome = await poster().send(url, '{}', {})
  expect(outcome.ok).toBe(false)
  expect(outcome.said).toContain(said)
})

test('a port where nobody listens, and a name that nobody knows, have their words', async () => {
  expect(await poster().send('http://127.0.0.1:1/', '{}', {})).toEqual({
    ok: false,
    said: 'it refuses connections on this port',
  })
})

/** A real server of mail; its certificate is nobody's. */
async function mailServer(options: { password?: string; tls?: true; refuses?: string } = {}) {
  const mails: { from: string; to: string[]; text: string }[] = []
  const server = new SMTPServer({
    authOptional: options.password === undefined,
    disabledCommands: options.tls ? [] : ['STARTTLS'],
    allowInsecureAuth: true,
    onAuth: (auth, _session, done) =>
      auth.username === 'andon' && auth.password === options.password
        ? done(null, { user: 'andon' })
        : done(new Error('Invalid username or password')),
    onRcptTo: (address, _session, done) =>
      address.address === options.refuses
        ? done(Object.assign(new Error('No such user'), { responseCode: 550 }))
        : done(),
    onData(stream, session, done) {
      let text = ''
      stream.setEncoding('utf8')
      stream.on('data', (piece: string) => (text += piece))
      stream.on('end', () => {
        const { mailFrom, rcptTo } = session.envelope
        mails.push({
          from: mailFrom === false ? '' : mailFrom.address,
          to: rcptTo.map(({ address }) => address),
          text,
        })
        done()
      })
    },
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()))
  ends.push(() => new Promise<void>((resolve) => server.close(() => resolve())))
  const { port } = server.server.address() as AddressInfo
  const place: MailServer = { host: '127.0.0.1', port, security: 'none' }
  return { mails, place }
}

const mail = {
  id: 'd-1',
  from: 'andon@example.net',
  to: ['shift-lead@example.net', 'night@example.net'],
  subject: 'café-01 at esx-lab asks: Moved or copied?',
  text: 'This virtual machine might have been moved.\n.\n\nOpen the question: https://andon.example.net/',
}

test('a mail arrives, whole, from and to whom it should, with the id of its delivery', async () => {
  const { mails, place } = await mailServer()
  expect(await sendMail(place, undefined, mail, local)).toMatchObject({ ok: true })
  expect(mails).toMatchObject([{ from: mail.from, to: mail.to }])
  const text = mails[0]?.text
  expect(text).toContain('Message-ID: <d-1@example.net>')
  expect(text).toContain('Auto-Submitted: auto-generated')
  expect(text).toContain('https://andon.example.net/')
})

test('it signs in, and a wrong password is said', async () => {
  const { mails, place } = await mailServer({ password: 'lamp-on-the-wall' })
  const server = { ...place, user: 'andon' }
  expect(await sendMail(server, 'lamp-on-the-wall', mail, local)).toMatchObject({ ok: true })
  const refused = await sendMail(server, 'guessed', mail, local)
  expect(refused.ok).toBe(false)
  expect(refused.said).toContain('Invalid username or password')
  expect(refused.said).not.toContain('guessed')
  expect(mails).toHaveLength(1)
})

test('without STARTTLS nothing is sent where it is asked for', async () => {
  const { mails, place } = await mailServer({ password: 'lamp-on-the-wall' })
  const outcome = await sendMail({ ...place, security: 'starttls', user: 'andon' }, 'lamp-on-the-wall', mail, local)
  expect(outcome.ok).toBe(false)
  expect(outcome.said).toContain('STARTTLS')
  expect(mails).toEqual([])
})

test('a certificate that nobody signed is refused before anything is sent', async () => {
  const { mails, place } = await mailServer({ tls: true })
  const outcome = await sendMail({ ...place, security: 'starttls' }, undefined, mail, local)
  expect(outcome).toMatchObject({ ok: false, said: expect.stringMatching(/^it shows a certificate that/) })
  expect(mails).toEqual([])
})

test('who is refused among several is said', async () => {
  const { place } = await mailServer({ refuses: 'night@example.net' })
  expect(await sendMail(place, undefined, mail, local)).toEqual({ ok: true, said: 'taken, but not for 1 of 2' })
})

test('a server of mail that is this machine is not called unless it is allowed', async () => {
  const { place } = await mailServer()
  expect((await sendMail(place, undefined, mail, new Set())).said).toContain('is an address of this machine')
})

test('what is no server of mail is said', async () => {
  const server: Server = createServer((socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  ends.push(() => new Promise<void>((resolve) => server.close(() => resolve())))
  const { port } = server.address() as AddressInfo
  const outcome = await sendMail({ host: '127.0.0.1', port, security: 'none' }, undefined, mail, local)
  expect(outcome.ok).toBe(false)
  expect(outcome.said).toContain('400 Bad Request')
})
