import { adminPassword, expect, test } from './fixtures/console'

test.use({ world: { preset: 'empty' } })

test('can sign in, and is taken to the page that was asked for', async ({ page }) => {
  await page.goto('/')
  await expect(page).toHaveURL(/\/sign-in/)
  await page.getByLabel('User name').fill('admin')
  await page.getByLabel('Password', { exact: true }).fill(adminPassword)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await expect(page).toHaveURL('/')
  await expect(page.getByRole('heading', { level: 1, name: 'Board' })).toBeAttached()
})
