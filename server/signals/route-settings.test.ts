import { afterEach, beforeEach, expect, test } from 'vitest'
import type { ReceiverInput } from '@/lib/contract/signals-input'
import type { Result } from '@/lib/result'
import { routeId } from '@/lib/vsphere/ids'
import { httpReceiver } from './testing/receiver'
import { aRoute, openSignalsRig, valueOf, type SignalsRig } from './testing/signals-rig'

let rig: SignalsRig

beforeEach(async () => {
  rig = await openSignalsRig()
})
afterEach(() => rig.close())

const code = (result: Result<unknown>) => (result.ok ? 'ok' : result.error.code)
const mail = (changes: object = {}): ReceiverInput => ({
  kind: 'email',
  host: 'mail.example.net',
  port: 587,
  security: 'starttls',
  user: 'andon',
  from: 'andon@example.net',
  to: ['night@example.net'],
  ...changes,
})
const secrets = ['hooks/T0P/S3CRET', 'tk_very_secret', 'correct horse']

test('no secret comes back, and none stands readable in the database', async () => {
  const signals = await rig.process()
  const receivers: ReceiverInput[] = [
    { kind: 'slack', url: 'https://chat.example.net/hooks/T0P/S3CRET' },
    { kind: 'ntfy', url: 'https://ntfy.example.net/on-call', token: 'tk_very_secret' },
    mail({ password: 'correct horse' }),
  ]
  for (const [place, receiver] of receivers.entries())
    valueOf(await signals.add(aRoute({ name: `route ${place}`, receiver }), 'm.okafor'))
  const { key = '' } = valueOf(await signals.add(aRoute({ name: 'hook' }), 'm.okafor'))
  expect(key).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/)
  const shown = JSON.stringify(await signals.readAll())
  expect(shown).toContain('https://chat.example.net/…')
  const { rows: stored } = await rig.store.database.query({
    sql: 'select value as text from signal_settings union all select sealed from signal_secrets',
    parameters: [],
  })
  const { rows: noted } = await rig.store.database.query({ sql: 'select payload from journal', parameters: [] })
  for (const secret of [...secrets, key.slice(6)])
    for (const text of [shown, JSON.stringify(stored), JSON.stringify(noted)]) expect(text).not.toContain(secret)
})

test('a stored secret stays with its server: another one asks for it again', async () => {
  const signals = await rig.process()
  const { route } = valueOf(await signals.add(aRoute({ receiver: mail({ password: 'correct horse' }) }), 'm.okafor'))
  expect(code(await signals.edit(route, aRoute({ name: 'renamed', receiver: mail() }), 'm.okafor'))).toBe('ok')
  const elsewhere = aRoute({ receiver: mail({ host: 'mail.evil.example' }) })
  expect(code(await signals.edit(route, elsewhere, 'm.okafor'))).toBe('input-password')
  const unprotected = aRoute({ receiver: mail({ security: 'none' }) })
  expect(code(await signals.edit(route, unprotected, 'm.okafor'))).toBe('input-password')
  const chat = aRoute({ receiver: { kind: 'slack' } })
  expect(code(await signals.edit(route, chat, 'm.okafor'))).toBe('input-address')
})

test('an address that is kept goes on being told', async () => {
  const receiver = await httpReceiver()
  const signals = await rig.process()
  const url = `${receiver.url}/hooks/abc`
  const { route } = valueOf(await signals.add(aRoute({ receiver: { kind: 'mattermost', url } }), 'm.okafor'))
  valueOf(await signals.edit(route, aRoute({ name: 'renamed', receiver: { kind: 'mattermost' } }), 'm.okafor'))
  expect(valueOf(await signals.test(route, 'm.okafor'))).toMatchObject({ ok: true, said: 'HTTP 200' })
  expect(receiver.taken.map(({ url }) => url)).toEqual(['/hooks/abc'])
  await receiver.close()
})

test('ntfy gets its JSON at the root of its server, with the topic in it', async () => {
  const receiver = await httpReceiver()
  const signals = await rig.process()
  const of = { kind: 'ntfy' as const, url: `${receiver.url}/on-call`, token: 'tk_very_secret' }
  const { route } = valueOf(await signals.add(aRoute({ receiver: of }), 'm.okafor'))
  valueOf(await signals.test(route, 'm.okafor'))
  expect(receiver.taken).toMatchObject([{ url: '/', headers: { authorization: 'Bearer tk_very_secret' } }])
  expect(JSON.parse(receiver.taken[0]?.body ?? '')).toMatchObject({ topic: 'on-call' })
  await receiver.close()
})

test('what cannot be is refused and changes nothing', async () => {
  const signals = await rig.process()
  const { route } = valueOf(await signals.add(aRoute(), 'm.okafor'))
  expect(code(await signals.add(aRoute({ name: 'OPS' }), 'm.okafor'))).toBe('name-taken')
  const inward = { kind: 'json' as const, url: 'http://169.254.169.254/latest' }
  expect(code(await signals.add(aRoute({ name: 'b', receiver: inward }), 'm.okafor'))).toBe('input-address')
  expect(code(await signals.edit(routeId('gone'), aRoute({ name: 'c' }), 'm.okafor'))).toBe('no-such-route')
  expect(code(await signals.setChain([{ minutes: 5, to: { is: 'route', route: routeId('gone') } }], 'm'))).toBe(
    'no-such-route',
  )
  valueOf(await signals.setChain([{ minutes: 5, to: { is: 'route', route } }], 'm.okafor'))
  expect(code(await signals.remove(route, 'm.okafor'))).toBe('in-use')
  valueOf(await signals.setChain([], 'm.okafor'))
  valueOf(await signals.remove(route, 'm.okafor'))
  expect(await signals.readAll()).toMatchObject({ routes: [], chain: { steps: [] } })
})
