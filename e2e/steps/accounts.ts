import { expect, type Page } from '@playwright/test'

export const personsPassword = 'an old boat on a lake'

/** The line of one account in the settings. */
export const accountRow = (page: Page, name: string) =>
  page.getByRole('table', { name: 'Accounts' }).getByRole('row', { name: new RegExp(`^${name}\\b`) })

/** Adds an account as an administrator does, and returns the link with which its person chooses a password. */
export async function addAccount(page: Page, name: string, role: 'Viewer' | 'Operator' | 'Admin'): Promise<string> {
  await page.goto('/settings/accounts')
  await page.getByRole('button', { name: 'Add an account' }).click()
  const form = page.getByRole('dialog', { name: 'Add an account' })
  await form.getByLabel('User name').fill(name)
  await form.getByRole('radio', { name: role, exact: true }).check()
  await form.getByRole('button', { name: 'Add', exact: true }).click()
  await expect(form).toBeHidden()
  const made = page.getByRole('status').filter({ hasText: 'It is shown only now.' })
  return await made.getByRole('code').innerText()
}

/** Opens such a link and chooses a password with it, which signs in. */
export async function choosePassword(page: Page, link: string, password = personsPassword): Promise<void> {
  await page.goto(link)
  await page.getByLabel('New password', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Set the password' }).click()
  await page.getByRole('navigation', { name: 'Main' }).waitFor()
}

export async function signInAs(page: Page, name: string, password: string): Promise<void> {
  await page.goto('/sign-in')
  await page.getByLabel('User name').fill(name)
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
}
