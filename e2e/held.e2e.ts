import { expect, test, type Page } from './fixtures/console'
import { violationsOf } from './fixtures/page-checks'
import { labOf } from './fixtures/worlds'
import { action, finished, lineOf, openVm, operation, running } from './steps/vm'

const hours = 3_600_000
const gone =
  /status of 503|ERR_CONNECTION_REFUSED|ERR_EMPTY_RESPONSE|ERR_CONNECTION_RESET|ERR_INCOMPLETE_CHUNKED_ENCODING|Failed to fetch|ERR_NETWORK|ERR_SOCKET/

test.use({ world: labOf(['db-primary', 'web-1']), expectedErrors: [gone] })

type Host = { fail: (rule: { method: string; delayMs: number }) => () => void }

/** Presses a verb on the page of a VM while its host is slow to say how the VM stands, so that nothing is sent yet. */
async function pressUnsent(page: Page, host: Host, verb: string): Promise<() => void> {
  await expect(action(page, verb)).not.toHaveAttribute('aria-disabled')
  const mend = host.fail({ method: 'RetrievePropertiesEx', delayMs: hours })
  await action(page, verb).click()
  await expect(operation(page)).toContainText('Checking')
  return mend
}

const held = (page: Page) => page.getByRole('region', { name: 'Asks a person first' })
const board = (page: Page) =>
  page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Board', exact: true }).click()

test('a task that Andon was killed before it sent goes on when Andon is back, and is sent once', async ({
  page,
  andon,
  host,
  signIn,
}) => {
  await signIn()
  await openVm(page, 'db-primary')
  const mend = await pressUnsent(page, host, 'Power on')
  await andon.kill()
  expect(host.calls.filter(({ method }) => method === 'PowerOnVM_Task')).toHaveLength(0)
  mend()
  await andon.start()
  await page.reload()
  await expect(operation(page)).toContainText('The VM is on.')
  expect(host.calls.filter(({ method }) => method === 'PowerOnVM_Task')).toHaveLength(1)
})

test.describe('three hours later', () => {
  test('it asks first; an operator starts it', async ({ page, andon, host, signIn }) => {
    await signIn()
    await openVm(page, 'db-primary')
    const mend = await pressUnsent(page, host, 'Power on')
    await andon.kill()
    mend()
    await andon.start(3 * hours)
    await page.reload()
    await expect(operation(page)).toContainText('Andon was stopped before it sent PowerOnVM_Task. That was 3 h ago.')
    await expect(action(page, 'Power on')).toHaveAttribute('aria-disabled', 'true')
    await expect(page.getByRole('main')).toContainText('has not been sent. Start it or drop it first.')
    expect(await violationsOf(page)).toEqual([])
    await board(page)
    await expect(lineOf(held(page), 'db-primary')).toContainText('Andon was stopped before it sent PowerOnVM_Task.')
    await expect(lineOf(running(page), 'db-primary')).toBeHidden()
    expect(await violationsOf(page)).toEqual([])
    expect(host.calls.filter(({ method }) => method === 'PowerOnVM_Task')).toHaveLength(0)
    await held(page).getByRole('button', { name: 'Start it now: Power on of db-primary' }).click()
    await expect(held(page)).toBeHidden()
    await expect(lineOf(finished(page), 'db-primary')).toContainText('Done')
    expect(host.calls.filter(({ method }) => method === 'PowerOnVM_Task')).toHaveLength(1)
    await lineOf(finished(page), 'db-primary').getByRole('link', { name: 'db-primary' }).click()
    await expect(operation(page)).toContainText('Start confirmed by admin')
  })

  test('it asks first; an operator drops it, and the VM is free', async ({ page, andon, host, signIn }) => {
    await signIn()
    await openVm(page, 'web-1')
    const mend = await pressUnsent(page, host, 'Power on')
    await andon.kill()
    mend()
    await andon.start(3 * hours)
    await page.reload()
    await operation(page).getByRole('button', { name: 'Drop it: Power on of web-1' }).click()
    await expect(operation(page)).toContainText('By admin, before anything was sent.')
    await expect(action(page, 'Power on')).not.toHaveAttribute('aria-disabled')
    await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'History' }).click()
    await expect(page.getByRole('table', { name: 'History' })).toContainText('By admin, before anything was sent')
    // What others did meanwhile is not known from here: it says so, and what the host still had of it.
    await expect(page.getByRole('table', { name: 'History' })).toContainText('Andon was down')
    expect(host.calls.filter(({ method }) => method === 'PowerOnVM_Task')).toHaveLength(0)
  })
})
