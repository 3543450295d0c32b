import { adminPassword, expect, test } from './fixtures/console'
import { signInAs } from './steps/accounts'

test.use({ connected: false, world: { preset: 'empty' }, expectedErrors: [/401 \(Unauthorized\).*\/api\/stream/] })

const list = 'Sessions'

test('sees where the account is signed in, ends one session, and all but this one', async ({
  page,
  signIn,
  newOperator,
}) => {
  await signIn()
  const other = await newOperator()
  const third = await newOperator()
  await page.goto('/settings/accounts')
  const lines = page.getByRole('list', { name: list }).getByRole('listitem')
  await expect(lines).toHaveCount(3)
  await expect(lines.filter({ hasText: 'this one' })).toContainText('admin, Chrome on')
  await expect(lines.filter({ hasText: 'this one' })).toContainText('127.0.0.1')
  // The last used comes first, and this one was used last.
  await lines
    .nth(1)
    .getByRole('button', { name: /^End the session of admin/ })
    .click()
  await expect(lines).toHaveCount(2)
  await page.getByRole('button', { name: 'End all of yours but this one' }).click()
  await expect(lines).toHaveCount(1)
  for (const ended of [other, third])
    await expect(ended.getByRole('alertdialog', { name: 'Your session has ended' })).toBeVisible()
  await page.goto('/history')
  await expect(page.getByText('All own sessions ended but one')).toBeVisible()
})

test('can end the sessions elsewhere by signing in, and sign out everywhere', async ({
  page,
  newBrowser,
  newOperator,
}) => {
  const before = await newOperator()
  await page.goto('/sign-in')
  await page.getByLabel('User name').fill('admin')
  await page.getByLabel('Password', { exact: true }).fill(adminPassword)
  await page.getByLabel('End my sessions elsewhere').check()
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await expect(page.getByRole('button', { name: 'Account: admin' })).toBeVisible()
  await expect(before.getByRole('alertdialog', { name: 'Your session has ended' })).toBeVisible()
  const after = await newBrowser()
  await signInAs(after, 'admin', adminPassword)
  await expect(after.getByRole('button', { name: 'Account: admin' })).toBeVisible()
  await page.goto('/settings/accounts')
  await page.getByRole('button', { name: 'Sign out everywhere' }).click()
  await expect(page).toHaveURL('/sign-in')
  await expect(after.getByRole('alertdialog', { name: 'Your session has ended' })).toBeVisible()
})

test('a guesser beside a person keeps them out of nothing where they have signed in before', async ({
  page,
  signIn,
  newBrowser,
}) => {
  await signIn()
  await page.getByRole('button', { name: 'Account: admin' }).click()
  await page.getByRole('menuitem', { name: 'Sign out' }).click()
  await expect(page).toHaveURL('/sign-in')
  const guesser = await newBrowser()
  await guesser.goto('/sign-in')
  await guesser.getByLabel('User name').fill('admin')
  await expect(async () => {
    await guesser.getByLabel('Password', { exact: true }).fill('a guess')
    await guesser.getByRole('button', { name: 'Sign in', exact: true }).click()
    await expect(guesser.getByRole('main').getByRole('alert')).toContainText('Too many failed attempts', {
      timeout: 1_000,
    })
  }).toPass()
  await signInAs(page, 'admin', adminPassword)
  await expect(page.getByRole('button', { name: 'Account: admin' })).toBeVisible()
  await page.goto('/history')
  await expect(page.getByText('Sign-in as admin failed').first()).toBeVisible()
})
