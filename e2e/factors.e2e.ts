import { adminPassword, expect, signInAt, test, type Page } from './fixtures/console'
import { accountRow, addAccount, choosePassword, personsPassword, signInAs } from './steps/accounts'
import { codeOfApp } from './steps/authenticator-app'

test.use({ connected: false, world: { preset: 'empty' } })

/** What the next half minute's code will be: it is taken already, where that of now was used a moment ago. */
const nextCode = (key: string) => codeOfApp(key, Date.now() + 30_000)

/** Reads the key, and confirms it with a code of it. */
async function confirmKey(page: Page): Promise<{ key: string; codes: string[] }> {
  const form = page.getByRole('dialog', { name: 'Set up an authenticator app' })
  await expect(form.getByRole('img', { name: 'QR code of the key' })).toBeVisible()
  const key = await form.getByRole('code').innerText()
  await form.getByLabel('Code that the app shows').fill(codeOfApp(key))
  await form.getByRole('button', { name: 'Confirm' }).click()
  const shown = page.getByRole('alertdialog', { name: 'Your recovery codes' })
  await expect(shown.getByRole('listitem')).toHaveCount(10)
  const codes = await shown.getByRole('listitem').allInnerTexts()
  await shown.getByRole('button', { name: 'I have stored them' }).click()
  return { key, codes }
}

async function enterCode(page: Page, code: string): Promise<void> {
  await page.getByLabel('Code of your authenticator app').fill(code)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
}

const signedInAs = (page: Page, name: string) => page.getByRole('button', { name: `Account: ${name}` })
const refusal = (page: Page) => page.getByRole('main').getByRole('alert')

test('an authenticator app is set up by keyboard; then a sign-in takes the password and a code, once, or a recovery code', async ({
  page,
  signIn,
  newBrowser,
}) => {
  await signIn('/settings/accounts')
  await page.getByRole('button', { name: 'Set up', exact: true }).focus()
  await page.keyboard.press('Enter')
  const form = page.getByRole('dialog', { name: 'Set up an authenticator app' })
  await expect(form.getByLabel('Code that the app shows')).toBeFocused()
  await page.keyboard.type('000000')
  await page.keyboard.press('Enter')
  await expect(form.getByRole('alert')).toContainText('This code is wrong')
  const { key, codes } = await confirmKey(page)
  await expect(page.getByText('10 recovery codes left.')).toBeVisible()
  await expect(accountRow(page, 'admin').getByText('app')).toBeVisible()

  const other = await newBrowser()
  await signInAs(other, 'admin', adminPassword)
  await expect(other.getByRole('heading', { name: 'Second factor' })).toBeVisible()
  const code = other.getByLabel('Code of your authenticator app')
  await expect(code).toBeFocused()
  await expect(code).toHaveAttribute('autocomplete', 'one-time-code')
  await expect(code).toHaveAttribute('inputmode', 'numeric')
  // The password alone has opened nothing.
  await other.goto('/vms')
  await expect(other).toHaveURL('/sign-in?next=%2Fvms')
  await other.goto('/sign-in/code?next=%2Fhistory')
  const good = nextCode(key)
  await enterCode(other, good)
  await expect(other).toHaveURL('/history')
  await expect(other.getByText(/^Signed in from .* with a code$/).first()).toBeVisible()

  const third = await newBrowser()
  await signInAs(third, 'admin', adminPassword)
  await enterCode(third, good)
  await expect(refusal(third)).toContainText('This code is wrong, or it has been used already.')
  await third.getByRole('button', { name: 'Use a recovery code' }).click()
  await third.getByLabel('Recovery code', { exact: true }).fill(codes[0]?.toUpperCase() ?? '')
  await third.getByRole('button', { name: 'Sign in', exact: true }).click()
  await expect(signedInAs(third, 'admin')).toBeVisible()

  await third.goto('/settings/accounts')
  await expect(third.getByText('9 recovery codes left.')).toBeVisible()
  await third.getByRole('button', { name: 'Turn off' }).click()
  const off = third.getByRole('dialog', { name: 'Turn off the authenticator app' })
  await off.getByLabel('Password').fill(adminPassword)
  await off.getByLabel('Code of the app, or a recovery code').fill(codes[0] ?? '')
  await off.getByRole('button', { name: 'Turn off' }).click()
  await expect(off.getByRole('alert')).toContainText('used already')
  await off.getByLabel('Code of the app, or a recovery code').fill(codes[1] ?? '')
  await off.getByRole('button', { name: 'Turn off' }).click()
  await expect(third.getByText('Not set up.')).toBeVisible()
})

test('a passkey signs in alone, and only until it is removed', async ({ page, andon }) => {
  // Passkeys belong to a name.
  const at = andon.url.replace('127.0.0.1', 'localhost')
  const device = await page.context().newCDPSession(page)
  await device.send('WebAuthn.enable')
  const { authenticatorId } = await device.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  })
  await signInAt(page, `${at}/settings/accounts`)
  await page.getByRole('button', { name: 'Add a passkey' }).click()
  const form = page.getByRole('dialog', { name: 'Add a passkey' })
  await form.getByLabel('Name').fill('the laptop')
  await form.getByRole('button', { name: 'Add', exact: true }).click()
  const passkeys = page.getByRole('list', { name: 'Your passkeys' })
  await expect(passkeys).toContainText('the laptop')
  await expect(passkeys).toContainText('for localhost')
  await expect(passkeys).toContainText('never used')

  const signOut = async () => {
    await signedInAs(page, 'admin').click()
    await page.getByRole('menuitem', { name: 'Sign out' }).click()
    await expect(page).toHaveURL(`${at}/sign-in`)
  }
  const signInWithIt = () => page.getByRole('button', { name: 'Sign in with a passkey' }).click()
  await signOut()
  // Without a finger or a PIN it is none.
  await device.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified: false })
  await signInWithIt()
  await expect(refusal(page)).toContainText('No passkey was used.')
  await device.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified: true })
  await signInWithIt()
  await expect(signedInAs(page, 'admin')).toBeVisible()
  await page.goto(`${at}/history`)
  await expect(page.getByText(/^Signed in from .* with a passkey$/).first()).toBeVisible()

  await page.goto(`${at}/settings/accounts`)
  await expect(passkeys).toContainText('last used')
  await page.getByRole('button', { name: 'Remove the passkey the laptop' }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Remove' }).click()
  await expect(passkeys).toBeHidden()
  await signOut()
  await signInWithIt()
  await expect(refusal(page)).toContainText('No account has this passkey')
})

test('where passkeys cannot work the button says why, and does nothing', async ({ page }) => {
  await page.goto('/sign-in')
  const button = page.getByRole('button', { name: 'Sign in with a passkey' })
  await expect(button).toHaveAttribute('aria-disabled', 'true')
  await expect(button).toHaveAccessibleDescription(/belong to a name.*as localhost/)
})

test('who has no second factor where one is required sets one up first, and gets nowhere else; an administrator resets it', async ({
  page,
  signIn,
  newBrowser,
}) => {
  await signIn()
  const link = await addAccount(page, 'r.nakamura', 'Operator')
  const person = await newBrowser()
  await choosePassword(person, link)
  await page.getByLabel('A second factor is required of').selectOption('everybody')
  // Whoever is signed in goes on until the next sign-in.
  await person.goto('/vms')
  await expect(person.getByRole('heading', { level: 1, name: 'Virtual machines' })).toBeVisible()

  const again = await newBrowser()
  await signInAs(again, 'r.nakamura', personsPassword)
  const first = again.getByRole('heading', { name: 'Set up a second factor' })
  await expect(first).toBeVisible()
  for (const path of ['/vms', '/settings/accounts']) {
    await again.goto(path)
    await expect(first).toBeVisible()
  }
  const refused = await again.request.post('/api/read/listSessions', {
    headers: { origin: new URL(again.url()).origin, 'content-type': 'application/json' },
    data: [],
  })
  expect(await refused.json()).toMatchObject({ ok: false, error: { code: 'factor-first' } })
  await again.getByRole('button', { name: 'Set up an authenticator app' }).click()
  await confirmKey(again)
  await expect(again).toHaveURL('/settings/accounts')

  await page.reload()
  await expect(accountRow(page, 'r.nakamura').getByText('app')).toBeVisible()
  await page.getByRole('button', { name: 'Edit r.nakamura' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Reset the second factor' }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Reset' }).click()
  await expect(again.getByRole('alertdialog', { name: 'Your session has ended' })).toBeVisible()
  await signInAs(again, 'r.nakamura', personsPassword)
  await expect(first).toBeVisible()
})
