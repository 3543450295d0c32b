import { adminPassword, expect, test as base, type Page } from './fixtures/console'
import { identityProvider, type IdentityProvider } from './fixtures/identity-provider'
import { accountRow } from './steps/accounts'

const rules = 'admin: groups=vm-admins; operator: groups=ops; operator at another: groups=others'

/** A console whose people sign in through a provider that nobody here wrote. */
const test = base.extend<{ provider: IdentityProvider }>({
  provider: async ({ process }, use) => {
    const provider = await identityProvider(process.url)
    await use(provider)
    await provider.close()
  },
  environment: async ({ provider }, use) => {
    await use({ ...provider.environment, ANDON_OIDC_ROLES: rules })
  },
})

test.use({ world: { preset: 'empty' } })

const through = (page: Page) => page.getByRole('button', { name: 'Sign in with Company ID' })

/** Says at the provider who one is. */
async function say(page: Page, who: string): Promise<void> {
  await page.getByLabel('Who are you').fill(who)
  await page.getByRole('button', { name: 'Go on' }).click()
}

async function enter(page: Page, who: string, path = '/'): Promise<void> {
  await page.goto(path)
  await through(page).click()
  await say(page, who)
}

async function signOut(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: `Account: ${name}` }).click()
  await page.getByRole('menuitem', { name: 'Sign out' }).click()
  await page.getByRole('button', { name: 'Sign out here too' }).click()
  await expect(page).toHaveURL('/sign-in')
}

test('people of the provider are what their groups say, for as long as they say so', async ({
  page,
  provider,
  newBrowser,
}) => {
  const anna = { subject: 'a-1', claims: { preferred_username: 'Anna Haddad', groups: ['vm-admins'] } }
  provider.people.set('anna', anna)

  // An administrator, who comes to where they were going.
  await enter(page, 'anna', '/settings/accounts')
  await expect(page).toHaveURL('/settings/accounts')
  await expect(accountRow(page, 'anna.haddad')).toContainText('Admin')
  await expect(page.getByRole('list', { name: 'Sessions' })).toContainText('through Company ID')

  // Less at the next sign-in, in another browser; what was open as an administrator ends.
  anna.claims.groups = ['ops']
  const other = await newBrowser()
  await enter(other, 'anna', '/history')
  await expect(other).toHaveURL('/history')
  await expect(other.getByText('Account anna.haddad is operator now, was admin, by what Company ID says')).toBeVisible()
  await expect(page.getByRole('alertdialog', { name: 'Your session has ended' })).toBeVisible()

  // The way back leads through the provider, which knows them still, to the same page.
  await through(page).click()
  await expect(page.getByText('Only an administrator sees and changes the accounts of others.')).toBeVisible()
  await expect(page).toHaveURL('/settings/accounts')
  await signOut(page, 'anna.haddad')
  await through(page).click()
  await expect(page.getByLabel('Who are you')).toBeVisible()
})

test('a limited operator sees the own connections alone', async ({ page, provider }) => {
  provider.people.set('ben', { subject: 'b-1', claims: { preferred_username: 'ben', groups: ['others'] } })
  await enter(page, 'ben')
  await expect(page.getByRole('button', { name: 'Account: ben' })).toBeVisible()
  await expect(page.getByText('esx-lab')).toHaveCount(0)
})

test('a stranger is told that there is no account, whatever they are called, and passwords go on working', async ({
  page,
  provider,
}) => {
  provider.people.set('stranger', { subject: 's-1', claims: { preferred_username: 'admin', groups: ['staff'] } })
  await enter(page, 'stranger', '/vms')
  await expect(page).toHaveURL(/\/sign-in\?through=no-rule&next=%2Fvms$/)
  const said = page.getByRole('main').getByRole('alert')
  await expect(said).toContainText('Company ID knows you, but you have no account here.')
  await expect(said).toContainText('Looked at: groups.')

  // Another try asks who it is, and leads nowhere when the provider says no.
  await through(page).click()
  await say(page, 'nobody')
  await expect(said).toContainText('Company ID did not let you in.')

  await page.goto('/sign-in')
  await page.getByLabel('User name').fill('admin')
  await page.getByLabel('Password', { exact: true }).fill(adminPassword)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await expect(page).toHaveURL('/')
  await page.goto('/history')
  await expect(page.getByText('Sign-in through Company ID failed: no rule holds for admin')).toBeVisible()
})
