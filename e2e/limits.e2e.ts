import { startSimulator } from '../simulator/start/start-simulator'
import { expect, test, type Page } from './fixtures/console'
import { labOf, labWith } from './fixtures/worlds'
import { addAccount, choosePassword } from './steps/accounts'
import { addConnection, connection, fillConnection } from './steps/settings'

/** Who is limited to one of two hosts, and to others while the page is open. */

test.use({ world: labWith(['web-frontend']), viewport: { width: 1920, height: 1080 } })

async function addSecondHost(page: Page): Promise<Awaited<ReturnType<typeof startSimulator>>> {
  const other = await startSimulator({ ...labOf(['far-away']), speed: 20 })
  await page.goto('/settings')
  const form = await addConnection(page)
  await fillConnection(form, { address: other.url, name: 'esx-far', user: other.user, password: other.password })
  await form.getByRole('button', { name: 'Add', exact: true }).click()
  await expect(connection(page, 'esx-far')).toContainText('Live')
  return other
}

/** Set on a page: gone once it has been loaded anew. */
const mark = (page: Page) => page.evaluate(() => void Object.assign(window, { stays: true }))
const hasStayed = (page: Page) => page.evaluate(() => 'stays' in window)

test('the wall of a limited display shows and counts its connections alone, and others at once when they change', async ({
  page,
  host,
  signIn,
  newBrowser,
}) => {
  await signIn()
  const other = await addSecondHost(page)
  host.ask('web-frontend', 'msg.hbacommon.locklost')
  other.ask('far-away', 'msg.hbacommon.locklost')
  await page.goto('/settings/displays')
  await page.getByLabel('Name of the display').fill('Hall')
  await page.getByText('Shows all connections').click()
  await page.getByRole('radio', { name: 'Only these' }).check()
  await page.getByRole('checkbox', { name: 'esx-far' }).check()
  await page.getByRole('button', { name: 'Make a link' }).click()
  const link = await page.getByRole('status').filter({ hasText: 'It is shown only now.' }).getByRole('code').innerText()
  const list = page.getByRole('list', { name: 'Display links' })
  await expect(list).toContainText(
    'Shows esx-far. 65 inches, read from 4 m. Not seen yet. Ends after 90 days without a display',
  )

  const screen = await newBrowser()
  await screen.goto(link)
  const heading = screen.getByRole('heading', { level: 1 })
  await expect(heading).toHaveText('1 waits')
  await expect(screen.getByRole('article')).toContainText('far-away')
  await expect(screen.getByText('esx-lab', { exact: true })).toHaveCount(0)
  await expect(screen.getByText('web-frontend')).toHaveCount(0)

  await list.getByRole('button', { name: 'Edit Hall' }).click()
  const form = page.getByRole('dialog', { name: 'Edit display: Hall' })
  await form.getByRole('checkbox', { name: 'esx-lab' }).check()
  await form.getByRole('checkbox', { name: 'esx-far' }).uncheck()
  await form.getByRole('button', { name: 'Save' }).click()
  await expect(screen.getByRole('article')).toContainText('web-frontend')
  await expect(screen.getByText('far-away')).toHaveCount(0)
  await expect(list).toContainText(/Shows esx-lab\. 65 inches, read from 4 m\. Last seen \d+ s ago/)
  await other.close()
})

test.describe('an account whose connections shrink while its page is open', () => {
  test('drops the others at once, and stays where it is', async ({ page, signIn, newBrowser }) => {
    await signIn()
    const other = await addSecondHost(page)
    const invitation = await addAccount(page, 'd.ferreira', 'Operator')
    const person = await newBrowser()
    await choosePassword(person, invitation)
    await person.goto('/vms')
    await expect(person.getByRole('link', { name: 'far-away' })).toBeVisible()
    await expect(person.getByRole('link', { name: 'web-frontend' })).toBeVisible()
    await mark(person)

    await page.getByRole('button', { name: 'Edit d.ferreira' }).click()
    const form = page.getByRole('dialog', { name: 'Edit account: d.ferreira' })
    await form.getByRole('radio', { name: 'Only these' }).check()
    await form.getByRole('checkbox', { name: 'esx-lab' }).check()
    await form.getByRole('button', { name: 'Save' }).click()
    await expect(person.getByRole('link', { name: 'far-away' })).toHaveCount(0)
    await expect(person.getByRole('link', { name: 'web-frontend' })).toBeVisible()
    await expect(person.getByRole('alertdialog')).toHaveCount(0)
    expect(await hasStayed(person)).toBe(true)
    await other.close()
  })
})
