import { request, type IncomingMessage, type RequestOptions } from 'node:http'
import { expect, signInAt, test, type Page } from './fixtures/console'
import { startTlsProxy, type TlsProxy } from './fixtures/tls-proxy'
import { labWith, labWithFiles } from './fixtures/worlds'
import { command, openDatastore } from './steps/files'

/** What a browser lets a page do, what is refused before anything is looked up, and what is written down when a file leaves. */

type Answer = { status: number; headers: IncomingMessage['headers']; text: string }

/** A request as no browser sends it: with any Host, Origin and forwarding header. */
function ask(url: string, { body, ...options }: RequestOptions & { body?: string } = {}): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const asking = request(url, { ...options, agent: false }, (answer) => {
      let text = ''
      answer.setEncoding('utf8').on('data', (piece: string) => (text += piece))
      answer.once('end', () => resolve({ status: answer.statusCode ?? 0, headers: answer.headers, text }))
    })
    asking.once('error', reject)
    asking.end(body)
  })
}

const cookieOf = async (page: Page) =>
  (await page.context().cookies()).map(({ name, value }) => `${name}=${value}`).join('; ')

test.describe('a page', () => {
  test.use({
    world: labWith(['disk-full', 'web-frontend', 'db/primary']),
    expectedErrors: [/Content Security Policy|404 \(Not Found\)/],
  })

  test('runs its own scripts alone, on every screen', async ({ page, signIn }) => {
    const broken: string[] = []
    page.on('console', (message) => {
      if (message.text().includes('Content Security Policy')) broken.push(`${page.url()}: ${message.text()}`)
    })
    await page.goto('/sign-in')
    await expect(page.getByRole('button', { name: 'Sign in', exact: true })).toBeVisible()
    await signIn()
    const screens: [string, string][] = [
      ['/vms', 'Virtual machines'],
      ['/hosts', 'Hosts'],
      ['/datastores', 'Datastores'],
      ['/history', 'History'],
      ['/settings', 'Connections'],
      ['/settings/accounts', 'Accounts'],
      ['/settings/browser', 'As the system'],
      ['/settings/displays', 'Displays'],
      ['/settings/record', 'Record'],
      ['/vmx', 'VMX'],
      ['/no-such-page', 'No such page'],
      ['/wall', 'disk-full'],
      ['/sign-in/link#x', 'password'],
    ]
    for (const [path, text] of screens) {
      await page.goto(path)
      await expect(page.locator('body')).toContainText(text)
    }
    await page.goto('/vms')
    await page.getByRole('link', { name: 'web-frontend', exact: true }).click()
    for (const tab of await page.getByRole('tab').all()) await tab.click()
    // A dialog keeps the page beneath it from scrolling with a style of its own.
    await page.keyboard.press('Control+k')
    await expect(page.getByRole('dialog')).toBeVisible()
    expect(broken).toEqual([])

    const ran = await page.evaluate(() => {
      const script = document.createElement('script')
      script.textContent = 'document.title = "ran"'
      document.body.append(script)
      document.body.insertAdjacentHTML('beforeend', '<img src="x:" onerror="document.title = \'ran\'">')
      return new Promise((resolve) => setTimeout(() => resolve(document.title === 'ran'), 200))
    })
    expect(ran).toBe(false)
    expect(broken.length).toBeGreaterThan(0)
  })
})

test.describe('a request', () => {
  test.use({ expectedErrors: [/Content Security Policy/] })

  test('under a strange name, or from a strange page, is refused', async ({ page, andon }) => {
    const { url } = andon
    const { host } = new URL(url)
    await page.goto('/sign-in')
    await page.getByLabel('User name').fill('admin')
    await page.getByLabel('Password', { exact: true }).fill('correct horse battery staple')
    const sending = page.waitForRequest((sent) => 'next-action' in sent.headers())
    await page.getByRole('button', { name: 'Sign in', exact: true }).click()
    const sent = await sending
    await page.getByRole('navigation', { name: 'Main' }).waitFor()
    const { 'next-action': action = '', 'content-type': type = '' } = await sent.allHeaders()
    const signIn = (headers: Record<string, string>) =>
      ask(`${url}/sign-in`, {
        method: 'POST',
        headers: { 'next-action': action, 'content-type': type, ...headers },
        body: sent.postData() ?? '',
      })
    const own = await signIn({ host, origin: url })
    expect([own.status, JSON.stringify(own.headers['set-cookie'])]).toEqual([
      200,
      expect.stringContaining('andon_session'),
    ])
    const evil = 'http://evil.example'
    for (const headers of [
      { host, origin: evil },
      { host, origin: evil, 'x-forwarded-host': 'evil.example' },
      { host, origin: evil, 'x-forwarded-host': 'evil.example', 'x-forwarded-proto': 'https' },
      { host, origin: 'null' },
      { host },
      { host: 'evil.example', origin: evil },
    ] as Record<string, string>[]) {
      const answer = await signIn(headers)
      expect(answer.headers['set-cookie'], JSON.stringify(headers)).toBeUndefined()
    }

    const cookie = await cookieOf(page)
    const read = (headers: Record<string, string>) =>
      ask(`${url}/api/read/listSessions`, {
        method: 'POST',
        headers: { cookie, 'content-type': 'application/json', ...headers },
        body: '[]',
      })
    expect((await read({ host, origin: url })).status).toBe(200)
    for (const headers of [
      { host, origin: evil },
      { host, origin: evil, 'x-forwarded-host': 'evil.example' },
      { host },
    ] as Record<string, string>[])
      expect((await read(headers)).status, JSON.stringify(headers)).toBe(403)
    const rebound = await read({ host: 'evil.example', origin: evil })
    expect([rebound.status, rebound.text]).toEqual([421, expect.stringContaining('"evil.example"')])
    expect((await ask(`${url}/`, { headers: { host: 'evil.example' } })).status).toBe(421)
    expect((await ask(`${url}/api/health`, { headers: { host: 'evil.example' } })).status).toBe(200)
  })
})

/** A console behind a proxy that ends TLS. */
const behindTls = test.extend<{ door: TlsProxy }>({
  door: async ({ process }, use) => {
    const proxy = await startTlsProxy(process.url)
    await use(proxy)
    await proxy.close()
  },
  environment: async ({ door }, use) => {
    await use({ ANDON_ORIGIN: door.url, ANDON_PROXIES: '127.0.0.1, ::1' })
  },
})

behindTls.describe('behind TLS', () => {
  behindTls.use({ ignoreHTTPSErrors: true, world: labWith(['web-frontend']) })

  behindTls(
    'cookies are of this host name and of TLS alone, and the console works',
    async ({ page, browser, host, door }) => {
      const answer = await page.goto(`${door.url}/sign-in`)
      expect(answer?.headers()['strict-transport-security']).toBe('max-age=31536000')
      await signInAt(page, `${door.url}/vms`)
      await expect(page.getByRole('link', { name: 'web-frontend', exact: true })).toBeVisible()
      const whole = { domain: 'localhost', path: '/', secure: true, httpOnly: true }
      const kept = await page.context().cookies()
      expect(kept).toContainEqual(expect.objectContaining({ ...whole, name: '__Host-andon_session', sameSite: 'Lax' }))
      expect(kept.filter(({ name }) => !name.startsWith('__Host-'))).toEqual([])

      await page.goto(`${door.url}/settings/displays`)
      await page.getByLabel('Name of the display').fill('Lobby')
      await page.getByRole('button', { name: 'Make a link' }).click()
      const made = page.getByRole('status').filter({ hasText: 'It is shown only now.' })
      const link = await made.getByRole('code').innerText()
      expect(new URL(link).origin).toBe(door.url)
      const display = await browser.newContext({ ignoreHTTPSErrors: true })
      const screen = await display.newPage()
      await screen.goto(link)
      await expect(screen.getByRole('heading', { level: 1 })).toContainText('No task waits for an answer')
      expect(await display.cookies()).toMatchObject([{ ...whole, name: expect.stringMatching(/^__Host-/) as unknown }])
      await screen.reload()
      host.ask('web-frontend', 'msg.hbacommon.locklost')
      await expect(screen.getByRole('article')).toContainText('web-frontend')
      await display.close()

      await page.getByRole('button', { name: 'Account: admin' }).click()
      await page.getByRole('menuitem', { name: 'Sign out' }).click()
      await expect(page).toHaveURL(`${door.url}/sign-in`)
      expect((await page.context().cookies()).map(({ name }) => name)).not.toContain('__Host-andon_session')
      await page.goto(`${door.url}/vms`)
      await expect(page).toHaveURL(/\/sign-in/)
    },
  )
})

test.describe('the live stream', () => {
  test.use({ world: labWith(['web-frontend']), expectedErrors: [/429 \(Too Many Requests\)/] })

  test('is one for all tabs of a browser; who takes too many of them is told so, and the others go on', async ({
    page,
    context,
    andon,
    signIn,
    newOperator,
  }) => {
    await signIn('/vms')
    const tabs = [page]
    for (let more = 0; more < 6; more += 1) {
      const tab = await context.newPage()
      await tab.goto('/vms')
      tabs.push(tab)
    }
    for (const tab of tabs) await expect(tab.getByRole('link', { name: 'web-frontend', exact: true })).toBeVisible()
    const cookie = await cookieOf(page)
    for (const tab of tabs.slice(1)) await tab.close()

    const taken = Array.from({ length: 12 }, () =>
      request(`${andon.url}/api/stream?topics=board`, { headers: { cookie }, agent: false }),
    )
    const statuses = await Promise.all(
      taken.map(
        (one) =>
          new Promise<number>((resolve) => {
            one.once('response', (answer) => resolve(answer.resume().statusCode ?? 0)).once('error', () => {})
            one.end()
          }),
      ),
    )
    expect(statuses.filter((status) => status === 200).length).toBe(7)
    expect(statuses.filter((status) => status === 429).length).toBe(5)
    await page.goto('about:blank')
    const last = request(`${andon.url}/api/stream?topics=board`, { headers: { cookie }, agent: false })
    last.once('error', () => {}).end()
    taken.push(last)
    await page.goto('/vms')
    await expect(page.getByRole('alert').filter({ hasText: 'No live data' })).toBeVisible()
    await expect(page.locator('main')).toContainText('followed 8 times by this sign-in')
    const other = await newOperator('/vms')
    await expect(other.getByRole('link', { name: 'web-frontend', exact: true })).toBeVisible()
    for (const one of taken) one.destroy()
    await expect(page.getByRole('link', { name: 'web-frontend', exact: true })).toBeVisible()
  })
})

test.describe('a file that leaves', () => {
  const name = 'invoice\u202egpj.exe'
  test.use({ world: labWithFiles([], { datastore1: { [`work/${name}`]: 'hello' } }) })

  test('has a name that is what it looks like, and a line in History', async ({ page, signIn }) => {
    await signIn()
    await openDatastore(page, 'datastore1', ['work'])
    const leaving = page.waitForEvent('download')
    await command(page, 'invoice⟨U+202E⟩gpj.exe', 'Download')
    expect((await leaving).suggestedFilename()).toBe('invoice_gpj.exe')
    await page.goto('/history')
    const history = page.getByRole('table', { name: 'History' })
    await expect(history).toContainText('Download of [datastore1] work/invoice⟨U+202E⟩gpj.exe, 5 bytes')
    await expect(history.getByRole('row').filter({ hasText: 'Download of' })).toContainText('admin')
  })
})
