import { adminPassword, expect, test } from './fixtures/console'

test.use({ connected: false, world: { preset: 'empty' } })

test('can sign in, and is taken to the page that was asked for', async ({ page }) => {
  await page.goto('/history')
  await expect(page).toHaveURL('/sign-in?next=%2Fhistory')
  await page.getByLabel('User name').fill('admin')
  await page.getByLabel('Password', { exact: true }).fill(adminPassword)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await expect(page).toHaveURL('/history')
  await expect(page.getByRole('heading', { level: 1, name: 'History' })).toBeVisible()
})

test('cannot be sent to another site by the address of the sign-in page', async ({ page }) => {
  await page.goto('/sign-in?next=https://example.org/')
  await page.getByLabel('User name').fill('admin')
  await page.getByLabel('Password', { exact: true }).fill(adminPassword)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await expect(page).toHaveURL('/')
})

test('cannot sign in with a wrong password or an unknown name, and is not told which of them was wrong', async ({
  page,
}) => {
  await page.goto('/sign-in')
  const said: string[] = []
  for (const [name, password] of [
    ['admin', 'wrong'],
    ['nobody', adminPassword],
  ] as const) {
    await page.getByLabel('User name').fill(name)
    await page.getByLabel('Password', { exact: true }).fill(password)
    await page.getByRole('button', { name: 'Sign in', exact: true }).click()
    await expect(page.getByRole('main').getByRole('alert')).toContainText('wrong')
    await expect(page.getByRole('button', { name: 'Sign in', exact: true })).toBeVisible()
    said.push(await page.getByRole('main').getByRole('alert').innerText())
    await expect(page.getByLabel('User name')).toHaveValue(name)
  }
  expect(said[0]).toBe(said[1])
  await expect(page).toHaveURL('/sign-in')
})

test('cannot guess on and on: after a few wrong passwords there is a pause, even for the right one', async ({
  page,
}) => {
  const button = page.getByRole('button', { name: 'Sign in', exact: true })
  const left = page.getByRole('main').getByRole('timer')
  const attempt = async (password: string) => {
    await page.getByLabel('Password', { exact: true }).fill(password)
    await button.click()
    await expect(button).toBeVisible()
  }
  await page.goto('/sign-in')
  await page.getByLabel('User name').fill('admin')
  while (!(await left.isVisible())) await attempt('a guess')
  await expect(left).toContainText(/^Possible again in \d+\ss\.$/)
  await expect(button).toHaveAttribute('aria-disabled', 'true')
  // Also for a page that has not seen the others fail.
  await page.reload()
  await page.getByLabel('User name').fill('admin')
  await attempt(adminPassword)
  await expect(left).toBeVisible()
  await expect(page).toHaveURL('/sign-in')
})

test('can show the password that is being typed', async ({ page }) => {
  await page.goto('/sign-in')
  const password = page.getByLabel('Password', { exact: true })
  await password.fill('seen')
  await expect(password).toHaveAttribute('type', 'password')
  await page.getByRole('button', { name: 'Show the password' }).click()
  await expect(password).toHaveAttribute('type', 'text')
  await expect(password).toHaveValue('seen')
})

test('can sign out, and then sees nothing of the console, not even with the back button', async ({ page, signIn }) => {
  await signIn()
  await page.getByRole('button', { name: 'Account: admin' }).click()
  await page.getByRole('menuitem', { name: 'Sign out' }).click()
  await expect(page).toHaveURL('/sign-in')
  await page.goBack()
  await expect(page).toHaveURL(/\/sign-in/)
  await page.goto('/vms')
  await expect(page).toHaveURL('/sign-in?next=%2Fvms')
})

test.describe('a session that ends while a page is open', () => {
  // The stream, and nothing else, is what the server turns away.
  test.use({ expectedErrors: [/401 \(Unauthorized\).*\/api\/stream/] })

  test('hides the data, says so, and can be taken up again at the same place', async ({ page, signIn, context }) => {
    await signIn('/history')
    const other = await context.newPage()
    await other.goto('/')
    await other.getByRole('button', { name: 'Account: admin' }).click()
    await other.getByRole('menuitem', { name: 'Sign out' }).click()

    const ended = page.getByRole('alertdialog', { name: 'Your session has ended' })
    await expect(ended).toContainText('Running tasks go on; questions keep waiting.')
    await expect(page.getByRole('heading', { level: 1, name: 'History' })).toBeHidden()

    await ended.getByLabel('Password for admin').fill('not this one')
    await ended.getByRole('button', { name: 'Sign in', exact: true }).click()
    await expect(ended.getByRole('alert')).toContainText('wrong')
    await ended.getByLabel('Password for admin').fill(adminPassword)
    await ended.getByRole('button', { name: 'Sign in', exact: true }).click()
    await expect(ended).toBeHidden()
    await expect(page).toHaveURL('/history')
    await expect(page.getByRole('heading', { level: 1, name: 'History' })).toBeVisible()
    await expect(page.getByText('Live', { exact: true }).first()).toBeVisible()
  })
})
