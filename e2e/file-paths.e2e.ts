import { expect, test } from './fixtures/console'
import { labWithFiles, workFolder } from './fixtures/worlds'
import { entry, onHost, openDatastore } from './steps/files'

test.describe('the way files take', () => {
  test.use({ world: labWithFiles([], { datastore1: workFolder }) })

  /** Paths that leave their folder, plainly or in disguise. `%25` is a `%` that is encoded once more. */
  const climbing = [
    '..',
    '../x',
    'work/../../etc/passwd',
    'work/..',
    '/../x',
    '..%2Fx',
    'work%2F..%2F..%2Fx',
    '%2e%2e/x',
    'work/%2E%2E/%2e./x',
    './x',
    'work//../x',
    'work/%00/x',
    '..%5Cx',
  ]

  test('never leads out of a datastore', async ({ page, host, signIn }) => {
    await signIn()
    await openDatastore(page, 'datastore1')
    const { request } = page
    const key = new URL(page.url()).pathname.split('/').slice(-2).join('/')
    await expect(entry(page, 'work')).toBeVisible()
    const calls = host.calls.length
    const before = onHost(host).names('[datastore1]')
    const headers = { origin: new URL(page.url()).origin }
    for (const path of climbing) {
      const read = await request.get(`/api/files?datastore=${key}&path=${path}`)
      expect([read.status(), path]).toEqual([400, path])
      const put = await request.put(`/api/files?datastore=${key}&folder=${path}&name=x`, { headers, data: 'x' })
      expect([put.status(), path]).toEqual([400, path])
      expect(await put.json()).toMatchObject({ ok: false, error: { sentence: /\w+\./ } })
    }
    for (const name of ['..', '.', '', ' ', 'a%00b']) {
      const put = await request.put(`/api/files?datastore=${key}&folder=work&name=${name}`, { headers, data: 'x' })
      expect([put.status(), name]).toEqual([400, name])
    }
    // Nothing of it came to the host.
    expect(host.calls.slice(calls).filter(({ method }) => /File|Search/.test(method))).toEqual([])
    expect(onHost(host).names('[datastore1]')).toEqual(before)
    // A slash in a name is a character of it, and is stored as one.
    const put = await request.put(`/api/files?datastore=${key}&folder=work&name=${encodeURIComponent('../up')}`, {
      headers,
      data: 'x',
    })
    expect(await put.json()).toEqual({ ok: true, value: { path: 'work/..+JQ-2fup' } })
    expect(onHost(host).names('[datastore1] work')).toContain('..+JQ-2fup')
    expect(onHost(host).names('[datastore1]')).toEqual(before)
  })

  test('is open only to who is signed in, and only from pages of this console', async ({
    page,
    playwright,
    host,
    andon,
    signIn,
  }) => {
    await signIn()
    await openDatastore(page, 'datastore1')
    const key = new URL(page.url()).pathname.split('/').slice(-2).join('/')
    const file = `/api/files?datastore=${key}&path=work/notes.txt`
    const place = `/api/files?datastore=${key}&folder=work&name=planted.txt`
    const stranger = await playwright.request.newContext({ baseURL: andon.url })
    for (const method of ['GET', 'HEAD']) expect((await stranger.fetch(file, { method })).status()).toBe(401)
    const own = { origin: andon.url }
    expect((await stranger.put(place, { headers: own, data: 'x' })).status()).toBe(401)
    const forged = { cookie: 'andon_session=forged' }
    expect((await stranger.get(file, { headers: forged })).status()).toBe(401)
    await stranger.dispose()

    expect((await page.request.get(file)).status()).toBe(200)
    for (const headers of [{}, { origin: 'https://elsewhere.example' }, { ...own, 'sec-fetch-site': 'cross-site' }]) {
      expect((await page.request.put(place, { headers, data: 'x' })).status()).toBe(403)
    }
    const foreign = { 'sec-fetch-site': 'cross-site' }
    expect((await page.request.get(file, { headers: foreign })).status()).toBe(403)
    expect((await page.request.delete(file)).status()).toBe(405)
    expect(onHost(host).names('[datastore1] work')).toEqual(['a+b.iso', 'inner', 'notes.txt'])
  })
})
