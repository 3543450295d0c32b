import { freePort } from '../scripts/steps/ports.mjs'
import { expect, test, type Page } from './fixtures/console'
import { startStrangeServer, strangeAnswers } from './fixtures/strange-server'
import { labWith } from './fixtures/worlds'
import { startSimulator } from '../simulator/start/start-simulator'
import { addConnection, connection, fillConnection } from './steps/settings'
import { action, openVm } from './steps/vm'

/** Each of these ends in a clear sentence, and the other host goes on as if nothing was. */

test.use({ world: labWith(['web-frontend']) })

async function tryConnection(page: Page, address: string, password = 'password', name = 'unfit') {
  const form = await addConnection(page)
  await fillConnection(form, { address, name, user: 'root', password })
  await form.getByRole('button', { name: 'Test connection' }).click()
  return form
}

async function expectTheRestToWork(page: Page) {
  await openVm(page, 'web-frontend')
  await action(page, 'Suspend').click()
  await expect(action(page, 'Resume')).not.toHaveAttribute('aria-disabled')
}

const sentences: Record<keyof typeof strangeAnswers, string> = {
  'a web page': 'This is not a vSphere server.',
  'a 404': 'This is not a vSphere server.',
  JSON: 'This is not a vSphere server.',
  'a 503': 'The server is there, but its management service is not ready.',
  'half an answer': 'The server’s answer ends in the middle.',
  'a body of 200 MB': 'The server’s answer is larger than any that is expected.',
  'a document type': 'The server’s answer holds a document type, which vSphere never sends.',
}

test('whatever else answers there is refused in one sentence, tried and stored, and the rest goes on', async ({
  page,
  signIn,
}) => {
  await signIn()
  for (const [what, answer] of Object.entries(strangeAnswers)) {
    await test.step(what, async () => {
      const sentence = sentences[what as keyof typeof strangeAnswers] // its keys
      const server = await startStrangeServer(answer)
      const form = await tryConnection(page, server.address, 'password', what)
      await expect(form.getByRole('alert')).toContainText(sentence)
      await form.getByRole('button', { name: 'Add', exact: true }).click()
      await expect(connection(page, what)).toContainText(sentence)
      await expect(connection(page, 'esx-lab')).toContainText('Live')
      await server.close()
    })
  }
  await page.goto('/')
  await expect(page.getByRole('main')).toContainText(/JSON refuses Andon|No contact with JSON/)
  await expectTheRestToWork(page)
})

test('a wrong password is said, and when Andon tries again: so seldom that no account is locked', async ({
  page,
  host,
  signIn,
}) => {
  await signIn()
  const form = await tryConnection(page, host.url, 'not the password')
  await expect(form.getByRole('alert')).toContainText('The user name or the password is wrong.')
  await form.getByRole('button', { name: 'Add', exact: true }).click()
  await expect(connection(page, 'unfit')).toContainText('Refused')
  await expect(connection(page, 'unfit')).toContainText(
    /Hosts lock an account after five wrong sign-ins\. Next try at \d\d:\d\d\./,
  )
  // One login of the trial, one of the connection, and the one that works.
  expect(host.calls.filter(({ method }) => method === 'Login')).toHaveLength(3)

  await connection(page, 'unfit').getByRole('button', { name: 'Edit' }).click()
  const edit = page.getByRole('dialog', { name: 'Edit connection: unfit' })
  await fillConnection(edit, { password: host.password })
  await edit.getByRole('button', { name: 'Save' }).click()
  await expect(connection(page, 'unfit')).toContainText('Live')
})

test('a host that is not there, or whose name nobody knows, is said, tried again, and connected once it is', async ({
  page,
  signIn,
}) => {
  const port = await freePort()
  await signIn()
  const nobody = await tryConnection(page, 'http://no-such-host.invalid')
  await expect(nobody.getByRole('alert')).toContainText(/Nobody knows a server of this name|cannot be reached/)
  const form = await tryConnection(page, `http://127.0.0.1:${port}`)
  await expect(form.getByRole('alert')).toContainText('The server refuses connections on this port.')
  await form.getByRole('button', { name: 'Add', exact: true }).click()
  await expect(connection(page, 'unfit')).toContainText('No contact')
  await expectTheRestToWork(page)

  const late = await startSimulator({ ...labWith(['web-frontend']), port })
  await page.goto('/settings')
  // Andon tries by itself too, and may be faster than the press.
  const tryNow = connection(page, 'unfit').getByRole('button', { name: 'Try now' })
  await tryNow.click({ timeout: 3_000 }).catch(() => expect(tryNow).toBeHidden())
  await expect(connection(page, 'unfit')).toContainText('Live')
  await late.close()
})

test.describe('a host with a certificate that nobody vouches for', () => {
  test('is not talked to until somebody has seen the thumbprint and trusts it', async ({ page, signIn }) => {
    const secure = await startSimulator({ ...labWith(['web-frontend']), tls: true })
    await signIn()
    const form = await tryConnection(page, secure.url.replace('127.0.0.1', 'localhost'))
    await expect(form.getByRole('alert')).toContainText('is signed by nobody that this console trusts')
    expect(secure.calls.some(({ method }) => method === 'Login')).toBe(false)
    await form.getByRole('button', { name: 'Trust this certificate' }).click()
    await expect(form.getByLabel('Thumbprint', { exact: true })).toHaveValue(/^([0-9A-F]{2}:){31}[0-9A-F]{2}$/)
    await form.getByRole('button', { name: 'Test connection' }).click()
    await expect(form.getByRole('status')).toContainText('It works.')
    await form.getByRole('button', { name: 'Add', exact: true }).click()
    await expect(connection(page, 'unfit')).toContainText('Live')
    await expect(connection(page, 'unfit')).toContainText('one certificate pinned')
    await secure.close()
  })

  test('is refused when it shows another than the pinned one, and is not mistaken for one without TLS', async ({
    page,
    host,
    signIn,
  }) => {
    const secure = await startSimulator({ ...labWith(['web-frontend']), tls: true })
    await signIn()
    const form = await tryConnection(page, secure.url.replace('https:', 'http:'))
    await expect(form.getByRole('alert')).toContainText('The server wants TLS on this port.')
    await fillConnection(form, { address: host.url.replace('http:', 'https:') })
    await form.getByRole('button', { name: 'Test connection' }).click()
    await expect(form.getByRole('alert')).toContainText('The server does not speak TLS on this port.')
    await fillConnection(form, { address: secure.url })
    await form.getByLabel('Exactly one certificate, by its SHA-256 thumbprint').check()
    await form.getByLabel('Thumbprint', { exact: true }).fill('AB:'.repeat(31) + 'CD')
    await form.getByRole('button', { name: 'Test connection' }).click()
    await expect(form.getByRole('alert')).toContainText('another certificate than the one that is trusted')
    expect(secure.calls.some(({ method }) => method === 'Login')).toBe(false)
    await secure.close()
  })
})
