import { request as httpRequest } from 'node:http'
import { text } from 'node:stream/consumers'
import { apiOf, type Api } from './fixtures/api'
import { expect, test } from './fixtures/console'
import { labWith } from './fixtures/worlds'
import { makeToken } from './steps/tokens'

const every = ['Read', 'Act', 'Answer'] as const
test.use({ world: labWith(['asks-append-or-replace', 'web-frontend', 'db/primary']) })

const vmNamed = async (api: Api, name: string) =>
  (await api.get(`/vms?name=${encodeURIComponent(name)}`)).body.items[0].id as string
const problem = (name: string) => ({ body: { type: `urn:andon:problem:${name}` } })
/** The question that waits, as soon as one does. */
async function waitingQuestion(api: Api) {
  await expect.poll(async () => (await api.get('/questions?state=waiting')).body.items.length).toBe(1)
  return (await api.get('/questions?state=waiting')).body.items[0]
}

test('a script starts a VM, is asked, answers by label, and follows the run to its end; all as the document says', async ({
  page,
  andon,
  signIn,
}) => {
  await signIn('/settings/tokens')
  const api = await apiOf(andon.url, await makeToken(page, 'patch-window', { may: every }))

  const { body: connections } = await api.get('/connections')
  expect(connections.items).toMatchObject([{ name: 'esx-lab', state: 'live', autoAnswer: { on: false } }])
  const [connection] = connections.items
  const lastAnswerAt = expect.any(String) as unknown // a host answers all the time
  expect((await api.get(`/connections/${connection.id}`)).body).toEqual({ ...connection, lastAnswerAt })

  const first = await api.get('/vms?limit=2')
  const second = await api.get(`/vms?limit=2&cursor=${first.body.next}`)
  const names = [...first.body.items, ...second.body.items].map((vm: { name: string }) => vm.name)
  expect(names.toSorted()).toEqual(['asks-append-or-replace', 'db/primary', 'web-frontend'])
  expect(second.body.next).toBeUndefined()
  expect((await api.get('/vms?name=*/*')).body.items).toMatchObject([{ name: 'db/primary' }])

  const vm = await vmNamed(api, 'asks-append-or-replace')
  expect((await api.get(`/vms/${vm}`)).body).toMatchObject({ id: vm, power: 'poweredOff' })
  const start = { vm, request: { verb: 'powerOn' }, questions: 'ask me' }
  const key = { 'idempotency-key': 'night-of-22-november' }
  const started = await api.post('/runs', start, key)
  expect(started.status).toBe(201)
  const { run } = started.body
  expect(started.headers.get('location')).toBe(`/api/v1/runs/${run}`)
  expect(started.headers.get('ratelimit')).toMatch(/^"token";r=\d+;t=\d+$/)
  // A script that heard no answer sends it again.
  const again = await api.post('/runs', start, key)
  expect([again.body, again.headers.get('idempotency-replayed')]).toEqual([started.body, 'true'])
  expect(await api.post('/runs', { ...start, questions: 'with defaults' }, key)).toMatchObject({
    status: 422,
    ...problem('key-of-another-wish'),
  })
  expect((await api.get('/runs')).body.items).toHaveLength(1)

  const question = await waitingQuestion(api)
  expect(question).toMatchObject({ vm: { id: vm }, run, messageId: 'msg.serial.file.open', why: 'ask-me' })
  expect(question.answers.map(({ label }: { label: string }) => label)).toEqual(['Append', 'Replace', 'Cancel'])
  // As it is, or percent-encoded as generated clients send it.
  for (const id of [question.id, encodeURIComponent(question.id)])
    expect((await api.get(`/questions/${id}`)).body.id).toBe(question.id)
  expect((await api.post(`/questions/${question.id}/take`)).status).toBe(200)
  expect((await api.get(`/questions/${question.id}`)).body.taken.by).toBe('patch-window (admin)')
  expect((await api.post(`/questions/${question.id}/give-back`)).status).toBe(200)

  const at = `/questions/${question.id}/answer`
  expect(await api.post(at, { label: 'Retry' })).toMatchObject({ status: 422, ...problem('not-offered') })
  expect(await api.post(at, { label: '0' })).toMatchObject({ status: 422, ...problem('not-offered') })
  expect(await api.post(at, { label: 'Replace' })).toMatchObject({ status: 422, ...problem('needs-confirmation') })
  expect(await api.post(at, { label: 'Append', asks: 'something else' })).toMatchObject({
    status: 409,
    ...problem('question-changed'),
  })
  const answered = await api.post(at, { label: 'button.serial.file.append', asks: question.asks })
  expect(answered.body).toMatchObject({ state: 'taken' })
  expect(await api.post(at, { label: 'Append' })).toMatchObject({ status: 409, ...problem('already-answered') })
  expect((await api.get(`/questions/${question.id}/answers`)).body.items).toMatchObject([
    { label: 'Append', state: 'taken' },
  ])

  let etag: string | null = null
  let followed
  do {
    followed = await api.get(`/runs/${run}`, { ...(etag !== null && { 'if-none-match': etag, prefer: 'wait=10' }) })
    etag = followed.headers.get('etag') ?? etag
  } while (followed.status === 304 || followed.body.state !== 'ended')
  expect(followed.body).toMatchObject({ outcome: 'succeeded', by: 'patch-window (admin)', questions: 'ask me' })
  expect((await api.get(`/runs/${run}`, { 'if-none-match': etag ?? '' })).status).toBe(304)

  const past = await api.get(`/history?vm=${encodeURIComponent(vm)}&since=2026-01-01T00:00:00Z`)
  expect(past.body.items[0]).toMatchObject({ kind: 'run', outcome: 'succeeded', run: { id: run } })
  expect((await api.get('/history?since=2099-01-01T00:00:00Z')).body).toEqual({ items: [] })
  const all: number[] = []
  for (let cursor = ''; ;) {
    const part = await api.get(`/history?limit=2${cursor}`)
    all.push(...part.body.items.map(({ at: began }: { at: string }) => Date.parse(began)))
    if (part.body.next === undefined) break
    cursor = `&cursor=${part.body.next}`
  }
  expect(all.length).toBeGreaterThan(2)
  expect(all).toEqual(all.toSorted((a, b) => b - a))

  // The same key, on the next life of the process.
  await andon.kill()
  await andon.start()
  const later = await api.post('/runs', start, key)
  expect([later.status, later.body, later.headers.get('idempotency-replayed')]).toEqual([201, started.body, 'true'])
  expect((await api.get(`/questions/${question.id}/answers`)).body.items).toMatchObject([{ state: 'taken' }])
})

/** Sends ten megabytes, of which not all are taken: what is answered is read although the rest cannot be sent. */
const tooMuch = (url: string, token: string) =>
  new Promise<[number | undefined, string]>((resolve, reject) => {
    const headers = {
      authorization: `Bearer ${token}`,
      'content-type': 'application/json',
      'content-length': 10_000_000,
    }
    const sending = httpRequest(`${url}/api/v1/runs`, { method: 'POST', headers }, (response) => {
      text(response).then((body) => resolve([response.statusCode, (JSON.parse(body) as { type: string }).type]), reject)
    })
    sending.on('error', () => undefined)
    sending.on('close', () => reject(new Error('there was no answer')))
    sending.write(Buffer.alloc(100_000, 0x20))
  })

test('whatever is sent, the answer is a problem that says what is wrong, and nothing is done', async ({
  page,
  andon,
  host,
  signIn,
}) => {
  await signIn('/settings/tokens')
  const whole = await makeToken(page, 'whole', { may: every })
  const answering = await makeToken(page, 'answering', { may: ['Answer'] })
  const api = await apiOf(andon.url, whole)
  const vm = await vmNamed(api, 'web-frontend')
  const start = (request: object) => api.post('/runs', { vm, request })

  const malformed = { status: 400, ...problem('malformed') }
  expect(await start({ verb: 'explode' })).toMatchObject(malformed)
  expect((await start({ verb: 'rename', newName: '' })).body.errors).toMatchObject([{ where: 'body/request/newName' }])
  expect(await api.post('/runs', { vm, request: { verb: 'powerOn' }, more: 1 })).toMatchObject(malformed)
  const json = { 'content-type': 'application/json' }
  expect(await api.send('POST', '/runs', { body: '{"vm":', headers: json })).toMatchObject(malformed)
  expect(await api.send('POST', '/runs', { body: '{}', headers: { 'content-type': 'text/plain' } })).toMatchObject({
    status: 415,
    ...problem('not-json'),
  })
  expect(await api.send('POST', '/runs', { body: `"${'x'.repeat(100_000)}"`, headers: json })).toMatchObject({
    status: 413,
    ...problem('too-large'),
  })
  expect(await tooMuch(andon.url, whole)).toEqual([413, 'urn:andon:problem:too-large'])
  expect(await api.post('/runs', {}, { 'idempotency-key': 'with a blank' })).toMatchObject(malformed)
  expect(await api.get('/vms?limit=0')).toMatchObject(malformed)
  expect(await api.get('/vms?limit=1&limit=2')).toMatchObject(malformed)
  expect(await api.get('/vms?colour=red')).toMatchObject(malformed)
  const { next } = (await api.get('/vms?limit=1')).body
  for (const cursor of ['x', `${next}x`, next.slice(1)])
    expect(await api.get(`/vms?limit=1&cursor=${cursor}`)).toMatchObject({ status: 400, ...problem('bad-cursor') })
  // Of this list with other filters it is none.
  expect(await api.get(`/vms?name=a*&cursor=${next}`)).toMatchObject({ status: 400, ...problem('bad-cursor') })
  for (const path of ['/nothing', '/vms/elsewhere/vm-1', '/runs/run-4711', '/questions/a/b/c', '/connections/x'])
    expect(await api.get(path)).toMatchObject({ status: 404, ...problem('not-found') })
  expect(await api.get('/vms/%zz')).toMatchObject(malformed)
  expect(await api.send('DELETE', '/runs')).toMatchObject({ status: 405, ...problem('method-not-allowed') })

  // A browser's session opens nothing here, and a token only what it was made for.
  const withCookie = await page.request.get('/api/v1/connections')
  expect([withCookie.status(), withCookie.headers()['www-authenticate']]).toEqual([401, 'Bearer'])
  const other = await apiOf(andon.url, answering)
  expect(await other.get('/questions')).toMatchObject({ status: 403, ...problem('not-allowed') })
  expect(await other.post('/runs', { vm, request: { verb: 'powerOn' } })).toMatchObject({ status: 403 })
  host.ask('db/primary', { name: 'msg.serial.file.open', args: ['/vmfs/volumes/ds/a.log'] })
  const question = await waitingQuestion(api)
  expect((await other.post(`/questions/${question.id}/answer`, { label: 'append' })).body.state).toBe('taken')
  expect((await other.get(`/questions/${question.id}/answers`)).body.items).toMatchObject([{ state: 'taken' }])
  // Others' answers are not one's own.
  expect((await api.get(`/questions/${question.id}/answers`)).body.items).toEqual([])
  expect(host.calls.filter(({ method }) => /^(PowerOn|Rename|Reconfig)/.test(method))).toEqual([])

  // Its time is over.
  await makeToken(page, 'short', { ends: '8 hours' })
  await andon.kill()
  await andon.start(400 * 24 * 3_600_000)
  expect(await api.get('/vms')).toMatchObject({ status: 401, ...problem('no-token') })
})

test.describe('limits', () => {
  test.use({ environment: { ANDON_API_PER_MINUTE: '10' } })

  test('a token that asks too often is told when it may again', async ({ page, andon, signIn }) => {
    await signIn('/settings/tokens')
    const api = await apiOf(andon.url, await makeToken(page, 'greedy'))
    const replies = await Promise.all(Array.from({ length: 15 }, () => api.get('/connections')))
    const refused = replies.filter(({ status }) => status === 429)
    expect(refused.length).toBeGreaterThanOrEqual(4)
    expect(refused[0]).toMatchObject(problem('too-many-requests'))
    expect(refused[0]?.headers.get('retry-after')).toMatch(/^[1-6]$/)
    expect(refused[0]?.headers.get('ratelimit-policy')).toBe('"token";q=10;w=60')
  })
})

/** What a stream sends, event by event. */
async function* eventsOf(response: Response) {
  let text = ''
  for await (const bytes of response.body!.pipeThrough(new TextDecoderStream())) {
    text += bytes
    const parts = text.split('\n\n')
    text = parts.pop() ?? ''
    for (const part of parts) {
      const field = (name: string) => new RegExp(`^${name}: ?(.*)$`, 'm').exec(part)?.[1]
      const data = field('data')
      if (data !== undefined) yield { event: field('event'), id: field('id'), data: JSON.parse(data) }
    }
  }
}

test('the events of the screens are sent to a token, go on after a place, and end with the reason when it is revoked', async ({
  page,
  andon,
  host,
  signIn,
}) => {
  await signIn('/settings/tokens')
  const token = await makeToken(page, 'follower')
  const follow = (headers: Record<string, string> = {}, topics = 'board') =>
    fetch(`${andon.url}/api/v1/events?topics=${topics}`, { headers: { authorization: `Bearer ${token}`, ...headers } })
  const first = eventsOf(await follow())
  let place: string | undefined
  for await (const { id, data } of first) {
    place = id ?? place
    if (data.kind === 'heartbeat') break
  }
  expect(place).toMatch(/^[\w-]+:\d+$/)

  host.ask('db/primary', { name: 'msg.serial.file.open', args: ['/vmfs/volumes/ds/a.log'] })
  const kinds: string[] = []
  const resumed = eventsOf(await follow({ 'last-event-id': place ?? '' }))
  for await (const { data } of resumed) {
    kinds.push(data.kind)
    if (data.kind === 'delta' && data.ops.some(({ table }: { table: string }) => table === 'questions')) break
  }
  // What was missed, and no snapshot.
  expect(kinds).not.toContain('snapshot')
  // A place of another life begins anew.
  const old = eventsOf(await follow({ 'last-event-id': 'long-ago:7' }))
  expect((await old.next()).value?.data.kind).toBe('snapshot')
  expect((await follow({}, 'everything')).status).toBe(403)

  const open = eventsOf(await follow())
  await open.next()
  await page.getByRole('button', { name: 'Revoke follower' }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Revoke' }).click()
  let last
  for await (const event of open) last = event
  expect(last).toMatchObject({ event: 'problem', data: { type: 'urn:andon:problem:no-token', status: 401 } })
  expect((await follow()).status).toBe(401)
})
