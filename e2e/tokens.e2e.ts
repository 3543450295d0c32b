import { expect, test, type Page } from './fixtures/console'
import { labWith } from './fixtures/worlds'

test.use({ world: labWith(['web-frontend']) })

/** Makes a token in the settings and returns it. */
async function makeToken(page: Page, name: string): Promise<string> {
  await page.goto('/settings/tokens')
  await page.getByRole('button', { name: 'Make a token' }).click()
  const form = page.getByRole('dialog', { name: 'Make an API token' })
  await form.getByRole('button', { name: 'Make', exact: true }).click()
  await expect(form.getByRole('alert')).toHaveText('Give the token a name.')
  await form.getByLabel('Name').fill(name)
  await form.getByRole('checkbox', { name: 'Act' }).check()
  await form.getByRole('radio', { name: 'Only these' }).check()
  await form.getByRole('checkbox', { name: 'esx-lab' }).check()
  await form.getByLabel('Ends after').selectOption('7 days')
  await form.getByRole('button', { name: 'Make', exact: true }).click()
  await expect(form).toBeHidden()
  const made = page.getByRole('status').filter({ hasText: 'it is not shown again, and only its hash is kept.' })
  await expect(made).toContainText(`What it does is recorded as '${name} (admin)'`)
  await expect(made).toContainText('Read, act, at esx-lab')
  return await made.getByRole('code').innerText()
}

/** Follows the stream as a program does; resolves with the last that it was sent, when it has ended. */
async function followed(baseURL: string, token: string) {
  const headers = { authorization: `Bearer ${token}` }
  const response = await fetch(`${baseURL}/api/stream?topics=board,vms:*`, { headers })
  expect(response.status).toBe(200)
  return { ended: response.text().then((text) => text.trim().split('\n').at(-1)) }
}

test('an administrator makes a token, a program uses it, and from when it is revoked it opens nothing', async ({
  page,
  context,
  andon,
  request,
  signIn,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await signIn()
  const token = await makeToken(page, 'nightly-runner')
  await page.getByRole('button', { name: 'Copy the token nightly-runner' }).click()
  await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toBe(token)

  const headers = { authorization: `Bearer ${token}` }
  const read = (name: string, ...data: unknown[]) => request.post(`/api/read/${name}`, { headers, data })
  const history = await read('readHistory', {})
  expect(await history.json()).toMatchObject({ ok: true })
  expect((await request.post('/api/read/readHistory', { data: [{}] })).status()).toBe(403)
  for (const refused of [await read('listAccounts'), await read('listApiTokens'), await read('listSessions')])
    expect([refused.status(), (await refused.json()).error.sentence]).toEqual([403, 'This API token may not do this.'])
  const stream = await followed(andon.url, token)

  await page.reload()
  const table = page.getByRole('table', { name: 'API tokens' })
  await expect(table.getByRole('row', { name: /^nightly-runner/ })).toContainText(/esx-lab.*from 127\.0\.0\.1/)
  await expect(page.getByText(token)).toBeHidden()
  await table.getByRole('button', { name: 'Revoke nightly-runner' }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Revoke' }).click()
  expect(await stream.ended).toBe('data: {"kind":"signed-out"}')
  await expect(page.getByText('No program has a token.')).toBeVisible()
  expect((await read('readHistory', {})).status()).toBe(401)

  await page.goto('/history')
  await expect(page.getByText('API token nightly-runner (admin) revoked')).toBeVisible()
  await expect(page.getByText('API token used from 127.0.0.1')).toBeVisible()
  await expect(page.getByRole('link', { name: 'nightly-runner (admin)' })).toBeVisible()
})

test('the settings have a page for each part, in one order', async ({ page, signIn }) => {
  await signIn('/settings/tokens')
  await expect(page.getByRole('navigation', { name: 'Settings' }).getByRole('link')).toHaveText([
    'Connections',
    'Rules',
    'Signals',
    'API tokens',
    'Accounts',
    'Displays',
    'Record',
    'This browser',
  ])
})
