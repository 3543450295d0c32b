import type { SimulatedHost } from '../simulator/start/start-simulator'
import { expect, test, type Locator } from './fixtures/console'
import { labOf } from './fixtures/worlds'
import { finished, running, waiting } from './steps/vm'

/** Many VMs ask at once, as when a datastore is full. */
const count = 100
const names = Array.from({ length: count }, (_, index) => `app-${String(index + 1).padStart(3, '0')}`)
test.use({ world: labOf(names) })

/** The button that sends is deaf for a moment, so that no press that was meant for something else sends. */
const pressWhenHeard = (send: Locator) =>
  expect(async () => {
    if (await send.isVisible()) await send.click({ timeout: 1_000 })
    await expect(send).toBeHidden({ timeout: 1_000 })
  }).toPass()

/** How many still wait is part of the name. */
const asksSame = /^\d+ VMs? Serial port output file exists$/

const askAll = (host: SimulatedHost, of: readonly string[]) => {
  for (const name of of)
    host.ask(name, { name: 'msg.serial.file.open', args: [`/vmfs/volumes/ds/${name}/serial0.log`] })
}
const answersSent = (host: SimulatedHost) => host.calls.filter(({ method }) => method === 'AnswerVM').length

test('a hundred VMs that ask the same are one card, and two presses answer all but those that are unticked', async ({
  page,
  host,
  signIn,
}) => {
  await signIn()
  askAll(host, names)
  const card = page.getByRole('article', { name: asksSame })
  await expect(card).toHaveAccessibleName('100 VMs Serial port output file exists')
  await expect(card).toContainText(/Serial port output file "each VM's file" already exists/)
  await expect(waiting(page)).toContainText('100in 1 group')
  expect(await page.evaluate(() => document.documentElement.scrollHeight)).toBeLessThanOrEqual(900)

  await card.getByRole('button', { name: /Append 100 VMs/ }).click()
  const list = card.getByRole('group', { name: 'VMs that ask: Serial port output file exists' })
  const send = list.getByRole('button', { name: /^Answer 'Append' for/ })
  await expect(send).toBeFocused()
  await list.getByRole('checkbox', { name: 'app-002 at esx-lab' }).uncheck()
  await expect(list).toContainText('Append for 99 VMs: keeps what is in the file. 1 keeps waiting.')
  expect(answersSent(host)).toBe(0)
  await pressWhenHeard(send)
  await expect(list.getByRole('status')).toContainText("99 answered 'Append' by admin.")
  await expect(list.getByRole('listitem').first()).toContainText("'Append'")
  expect(answersSent(host)).toBe(99)
  await list.getByRole('button', { name: 'Close the list', exact: true }).click()

  // Nothing moves while the pointer is there; then the one that waits is a card, and the answers are a line.
  await running(page).hover()
  await expect(page.getByRole('article', { name: 'app-002', exact: true })).toBeVisible()
  await expect(page.getByRole('group', { name: 'Answered', exact: true })).toContainText(
    /app-\d{3} and 98 more.*Answered 'Append'by admin for 99/,
  )
})

test('what would be lost by many at once is said as a sum, asks on the way back, and is stopped in the middle', async ({
  page,
  host,
  signIn,
}) => {
  await signIn()
  askAll(host, names.slice(0, 17))
  const card = page.getByRole('article', { name: asksSame })
  await expect(card).toHaveAccessibleName('17 VMs Serial port output file exists')
  await card.getByRole('button', { name: /Replace 17 VMs/ }).click()
  const list = card.getByRole('group', { name: /^VMs that ask/ })
  await expect(list).toContainText('Replace erases the files of 17 VMs. This cannot be undone.')
  await expect(list.getByRole('button', { name: 'Keep waiting' })).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(list).toBeHidden()
  await expect(card).toBeFocused()
  expect(answersSent(host)).toBe(0)

  host.fail({ method: 'AnswerVM', times: 17, delayMs: 1_000 })
  await page.keyboard.press('2')
  await pressWhenHeard(list.getByRole('button', { name: "Answer 'Replace' for 17" }))
  await list.getByRole('button', { name: 'Stop after this one' }).click()
  await expect(list.getByRole('status')).toContainText(/answered 'Replace' by admin\. \d+ keep waiting\./)
  expect(answersSent(host)).toBeLessThan(17)
})

test('who takes a question is seen by everybody at once', async ({ page, host, signIn, newOperator }) => {
  await signIn()
  const other = await newOperator()
  askAll(host, names.slice(0, 3))
  const title = '3 VMs Serial port output file exists'
  await page
    .getByRole('article', { name: title })
    .getByRole('button', { name: /^I'll take it/ })
    .click()
  await expect(page.getByRole('article', { name: title })).toContainText(/You took it \d\d:\d\d ago/)
  await expect(other.getByRole('article', { name: title })).toContainText(/You took it \d\d:\d\d ago/)
  await other
    .getByRole('article', { name: title })
    .getByRole('button', { name: /^Give back/ })
    .click()
  await expect(page.getByRole('article', { name: title }).getByRole('button', { name: /^I'll take it/ })).toBeVisible()
})

test('a new question waits behind Arrange while the list is in use', async ({ page, host, signIn }) => {
  await signIn()
  askAll(host, names.slice(0, 3))
  const card = page.getByRole('article', { name: '3 VMs Serial port output file exists' })
  await card.hover()
  const before = await card.boundingBox()
  host.ask('app-099', 'msg.hbacommon.locklost')
  await expect(waiting(page)).toContainText('1 new')
  expect(await card.boundingBox()).toEqual(before)
  await expect(page.getByRole('article', { name: 'app-099' })).toBeHidden()
  await page.keyboard.press('.')
  await expect(page.getByRole('article', { name: 'app-099' })).toBeVisible()
  await finished(page).hover()
})
