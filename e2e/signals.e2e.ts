import { httpReceiver } from './fixtures/http-receiver'
import { expect, test, type Page } from './fixtures/console'
import { violationsOf } from './fixtures/page-checks'
import { labWith } from './fixtures/worlds'
import { action, answer, openQuestionOf, openVm } from './steps/vm'

const vm = 'asks-append-or-replace'

test.use({ world: labWith([vm]), environment: { ANDON_SIGNALS_TO: '127.0.0.1' } })

const routes = (page: Page) => page.getByRole('list', { name: 'Routes' })
const deliveries = (page: Page) => page.getByRole('table', { name: 'Deliveries' })

test('a webhook is set up, tried, told of a question, and its link leads back to it', async ({
  page,
  signIn,
  newBrowser,
}) => {
  const receiver = await httpReceiver()
  await signIn('/settings/signals')
  await expect(page.getByText('Nobody outside this page is told')).toBeVisible()
  expect(await violationsOf(page)).toEqual([])

  await page.getByRole('link', { name: 'Add a route' }).click()
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByText('Give the route a name.')).toBeVisible()
  await page.getByLabel('Name', { exact: true }).fill('cmdb')
  await page.getByLabel('Address', { exact: true }).fill('http://localhost:1/hook')
  await page.getByRole('checkbox', { name: 'Answered, gone' }).check()
  await page.getByLabel('First after, s').fill('0')
  expect(await violationsOf(page)).toEqual([])
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByText('localhost is an address of this machine')).toBeVisible()
  await page.getByLabel('Address', { exact: true }).fill(`${receiver.url}/hook`)
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByText('whsec_')).toBeVisible()
  expect(await violationsOf(page)).toEqual([])
  await page.getByRole('button', { name: 'I have stored it' }).click()

  await page.getByRole('button', { name: 'Send a test to cmdb' }).click()
  await expect(routes(page).getByRole('status')).toContainText('Test taken by cmdb')
  receiver.answerWith(503)
  await page.getByRole('button', { name: 'Send a test to cmdb' }).click()
  await expect(routes(page).getByRole('status')).toContainText('Test not taken by cmdb')
  await expect(routes(page).getByRole('status')).toContainText('HTTP 503')

  await page.getByRole('button', { name: 'Edit the chain' }).click()
  const chain = page.getByRole('dialog', { name: 'When nobody takes it' })
  await chain.getByLabel('Step 1: after how many minutes').fill('10')
  expect(await violationsOf(page)).toEqual([])
  await chain.getByRole('button', { name: 'Save the chain' }).click()
  await expect(page.getByRole('list', { name: 'Steps' })).toContainText('10 min, overdue')

  receiver.answerWith(500)
  const before = receiver.bodies.length
  await openVm(page, vm)
  await action(page, 'Power on: ask me, or with defaults').click()
  await page.getByRole('menuitem', { name: /^Power on, ask me/ }).click()
  await expect.poll(() => receiver.bodies.length).toBeGreaterThan(before)
  const told = receiver.bodies[before] as { event: string; url: string }
  expect(told.event).toBe('question.raised')
  await page.goto('/settings/signals')
  await expect(deliveries(page).getByRole('row').nth(1)).toContainText('HTTP 500')
  expect(await violationsOf(page)).toEqual([])
  receiver.answerWith(200)
  await deliveries(page)
    .getByRole('button', { name: /^Send again/ })
    .click()
  await expect(deliveries(page).getByRole('img', { name: /tries: (refused, )+taken$/ })).toBeVisible()

  // Whoever follows the link signs in first, and comes to the question.
  const link = new URL(told.url)
  const elsewhere = await newBrowser()
  await elsewhere.goto(link.pathname + link.search)
  await expect(elsewhere).toHaveURL(/\/sign-in\?next=.*question/)
  await page.goto(link.pathname + link.search)
  await expect(openQuestionOf(page, vm)).toBeFocused()
  expect(await violationsOf(page)).toEqual([])
  await answer(openQuestionOf(page, vm), 'Append').click()
  await expect.poll(() => JSON.stringify(receiver.bodies)).toContain('question.answered')
  await page.goto(link.pathname + link.search)
  await expect(page.getByText(/is over: 'Append' by admin/)).toBeVisible()
  await receiver.close()
})
