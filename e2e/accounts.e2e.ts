import { expect, test, type Page } from './fixtures/console'
import { accountRow, addAccount, choosePassword, personsPassword, signInAs } from './steps/accounts'

test.use({ connected: false, world: { preset: 'empty' } })

/** Does one of the things that the form of an account offers, and confirms it. */
async function doWith(page: Page, name: string, verb: 'Disable' | 'Enable' | 'Remove'): Promise<void> {
  await page.getByRole('button', { name: `Edit ${name}` }).click()
  await page
    .getByRole('dialog', { name: `Edit account: ${name}` })
    .getByRole('button', { name: verb })
    .click()
  await page.getByRole('alertdialog').getByRole('button', { name: verb }).click()
  await expect(page.getByRole('alertdialog')).toBeHidden()
}

test('an administrator adds an account; its person chooses a password with the link, once, and can look but not change', async ({
  page,
  signIn,
  newBrowser,
}) => {
  await signIn()
  const link = await addAccount(page, 'j.lindqvist', 'Viewer')
  await expect(accountRow(page, 'j.lindqvist')).toContainText('No password yet')

  const person = await newBrowser()
  await choosePassword(person, link)
  await expect(person.getByRole('button', { name: 'Account: j.lindqvist' })).toBeVisible()
  await person.goto('/settings')
  await expect(person.getByRole('button', { name: 'Add a connection' })).toHaveAttribute('aria-disabled', 'true')
  await person.goto('/settings/accounts')
  await expect(person.getByText('Only an administrator sees and changes the accounts of others.')).toBeVisible()

  const other = await newBrowser()
  await other.goto(link)
  await expect(other.getByRole('main').getByRole('alert')).toContainText('This link cannot be used')
  // The secret of a link stays in no address bar.
  expect(new URL(other.url()).hash).toBe('')

  await page.goto('/history')
  await expect(page.getByText('Account j.lindqvist added as viewer, with a link to choose a password')).toBeVisible()
})

test.describe('an account that is disabled while its page is open', () => {
  test.use({ expectedErrors: [/401 \(Unauthorized\).*\/api\/stream/] })

  test('is out at once, and is told so at the next sign-in', async ({ page, signIn, newBrowser }) => {
    await signIn()
    const link = await addAccount(page, 'd.ferreira', 'Operator')
    const person = await newBrowser()
    await choosePassword(person, link)
    await page.reload()
    await doWith(page, 'd.ferreira', 'Disable')
    await expect(person.getByRole('alertdialog', { name: 'Your session has ended' })).toBeVisible()
    await expect(accountRow(page, 'd.ferreira')).toContainText('Disabled since')
    await signInAs(person, 'd.ferreira', personsPassword)
    await expect(person.getByRole('main').getByRole('alert')).toContainText('This account is disabled.')
    await doWith(page, 'd.ferreira', 'Enable')
    await signInAs(person, 'D.Ferreira', personsPassword)
    await expect(person.getByRole('button', { name: 'Account: d.ferreira' })).toBeVisible()
  })
})

test('a first password opens nothing but the page where it is changed', async ({ page, signIn, newBrowser }) => {
  await signIn('/settings/accounts')
  await page.getByRole('button', { name: 'Add an account' }).click()
  const form = page.getByRole('dialog', { name: 'Add an account' })
  await form.getByLabel('User name').fill('a.haddad')
  await form.getByRole('radio', { name: 'A first password' }).check()
  await form.getByLabel('First password', { exact: true }).fill('short')
  await form.getByRole('button', { name: 'Add', exact: true }).click()
  await expect(form.getByRole('alert')).toContainText('at least 10 characters')
  await form.getByLabel('First password', { exact: true }).fill('first of them all')
  await form.getByRole('button', { name: 'Add', exact: true }).click()
  await expect(form).toBeHidden()

  const person = await newBrowser()
  await signInAs(person, 'a.haddad', 'first of them all')
  await expect(person.getByRole('heading', { name: 'Choose a password' })).toBeVisible()
  await person.goto('/vms')
  await expect(person.getByRole('heading', { name: 'Choose a password' })).toBeVisible()
  await person.getByLabel('Password you were given', { exact: true }).fill('first of them all')
  await person.getByLabel('New password', { exact: true }).fill(personsPassword)
  await person.getByRole('button', { name: 'Set the password' }).click()
  await expect(person).toHaveURL('/vms')
  await expect(person.getByRole('heading', { level: 1, name: 'Virtual machines' })).toBeVisible()
})

test('the last administrator cannot be lowered, disabled, reset or removed, and is told why', async ({
  page,
  signIn,
}) => {
  await signIn('/settings/accounts')
  await page.getByRole('button', { name: 'Edit admin' }).click()
  const form = page.getByRole('dialog', { name: 'Edit account: admin' })
  const reason = 'This is the last administrator who can sign in. Make another account one first.'
  for (const verb of ['Reset the password', 'Disable', 'Remove']) {
    await expect(form.getByRole('button', { name: verb })).toHaveAttribute('aria-disabled', 'true')
    await expect(form.getByRole('button', { name: verb })).toHaveAccessibleDescription(reason)
  }
  await form.getByRole('radio', { name: 'Viewer', exact: true }).check()
  await expect(form.getByRole('alert')).toHaveText(reason)
  await form.getByRole('button', { name: 'Save' }).click()
  await expect(form).toBeVisible()
})

test('everybody changes the own password, by keyboard too; the other sessions end', async ({
  page,
  signIn,
  newBrowser,
}) => {
  await signIn()
  const link = await addAccount(page, 'r.nakamura', 'Admin')
  const person = await newBrowser()
  await choosePassword(person, link)
  await person.goto('/settings/accounts')
  await person.getByRole('button', { name: 'Change your password' }).focus()
  await person.keyboard.press('Enter')
  await expect(person.getByLabel('Present password')).toBeFocused()
  await person.keyboard.type(personsPassword)
  await person.keyboard.press('Tab')
  await person.keyboard.type('a new boat on the lake')
  await person.keyboard.press('Enter')
  await expect(person.getByRole('status').filter({ hasText: 'Your password is changed.' })).toBeVisible()
  await signInAs(await newBrowser(), 'r.nakamura', personsPassword)
  const again = await newBrowser()
  await signInAs(again, 'r.nakamura', 'a new boat on the lake')
  await expect(again.getByRole('button', { name: 'Account: r.nakamura' })).toBeVisible()
})
