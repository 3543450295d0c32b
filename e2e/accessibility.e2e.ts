import { violationsOf, watchNames } from './fixtures/page-checks'
import { expect, test, type Page } from './fixtures/console'
import { otherClient } from './fixtures/other-client'
import { labWith } from './fixtures/worlds'
import { openQuestionOf, openTab } from './steps/vm'

/** Every screen, with questions, tasks and errors on it, on a desk in both themes and on a phone: axe finds nothing. */

const vm = 'asks-append-or-replace'

async function expectNoViolations(page: Page, where: string) {
  expect(await violationsOf(page), where).toEqual([])
}

/** Goes to a screen and waits until it shows what it is for. */
const screens: { name: string; open: (page: Page) => Promise<void> }[] = [
  {
    name: 'Board',
    open: async (page) => {
      await page.goto('/')
      await expect(openQuestionOf(page, vm)).toBeVisible()
    },
  },
  {
    name: 'virtual machines',
    open: async (page) => {
      await page.goto('/vms')
      await expect(page.getByRole('link', { name: 'web-frontend' })).toBeVisible()
    },
  },
  {
    name: 'history',
    open: async (page) => {
      await page.goto('/history')
      // The connection that the test added is in it: as a table at a desk, as a list on a phone.
      await expect(
        page.getByRole('table', { name: 'History' }).or(page.getByRole('list', { name: 'History' })),
      ).toBeVisible()
    },
  },
]

/** What is set, and the forms of it. */
const settings: typeof screens = [
  {
    name: 'settings',
    open: async (page) => {
      await page.goto('/settings')
      await expect(page.getByRole('list', { name: 'Connections' })).toBeVisible()
    },
  },
  {
    name: 'accounts',
    open: async (page) => {
      await page.goto('/settings/accounts')
      await expect(page.getByRole('table', { name: 'Accounts' })).toBeVisible()
    },
  },
  {
    name: 'form for an account',
    open: async (page) => {
      await page.goto('/settings/accounts')
      await page.getByRole('button', { name: 'Add an account' }).click()
      const form = page.getByRole('dialog')
      await form.getByRole('radio', { name: 'A first password' }).check()
      await form.getByRole('button', { name: 'Add', exact: true }).click()
      await expect(form.getByRole('alert').first()).toBeVisible()
    },
  },
  {
    name: 'API tokens, one of them just made',
    open: async (page) => {
      await page.goto('/settings/tokens')
      await page.getByRole('button', { name: 'Make a token' }).click()
      const form = page.getByRole('dialog')
      await form.getByRole('button', { name: 'Make', exact: true }).click()
      await expect(form.getByRole('alert')).toBeVisible()
      expect(await violationsOf(page), 'form for an API token').toEqual([])
      await form.getByLabel('Name').fill(`runner-${page.viewportSize()?.width}`)
      await form.getByRole('button', { name: 'Make', exact: true }).click()
      await expect(page.getByRole('status').filter({ hasText: 'is made.' })).toBeVisible()
    },
  },
  {
    name: 'what scripts can ask',
    open: async (page) => {
      await page.goto('/settings/tokens')
      await page.getByRole('link', { name: 'What scripts can ask' }).click()
      await page.getByRole('group').filter({ hasText: 'Start something' }).locator('summary').click()
      await expect(page.getByRole('region', { name: 'Body of POST /api/v1/runs' })).toBeVisible()
    },
  },
  {
    name: 'displays',
    open: async (page) => {
      await page.goto('/settings/displays')
      await page.getByText('Shows all connections').click()
      await page.getByRole('radio', { name: 'Only these' }).check()
    },
  },
  {
    name: 'form for a connection',
    open: async (page) => {
      await page.goto('/settings')
      await page.getByRole('button', { name: 'Add a connection' }).click()
      const form = page.getByRole('dialog')
      await form.getByLabel('Address', { exact: true }).fill('esx://root@host/?no_verify=7')
      await form.getByRole('button', { name: 'Add', exact: true }).click()
      await expect(form.getByRole('alert').first()).toBeVisible()
    },
  },
]

/** Datastores and hosts, one after the other. */
const places: typeof screens = [
  {
    name: 'datastores',
    open: async (page) => {
      await page.goto('/datastores')
      await expect(page.getByRole('link', { name: 'datastore1', exact: true })).toBeVisible()
    },
  },
  {
    name: 'files, one of them ticked',
    open: async (page) => {
      await page.getByRole('link', { name: 'datastore1', exact: true }).click()
      await page.getByRole('checkbox', { name: 'Select db/primary' }).click()
      await expect(page.getByRole('region', { name: 'Actions for the selection' })).toContainText('is on and uses')
    },
  },
  {
    name: 'form for a disk',
    open: async (page) => {
      await page.getByRole('button', { name: 'Create disk' }).click()
      await expect(page.getByRole('dialog', { name: 'Create disk' })).toBeVisible()
    },
  },
  {
    name: 'details of a datastore',
    open: async (page) => {
      await page.keyboard.press('Escape')
      await page.getByRole('tab', { name: 'Details' }).click()
      await expect(page.getByRole('table', { name: /Mounted on/ })).toBeVisible()
    },
  },
  {
    name: 'hosts',
    open: async (page) => {
      await page.goto('/hosts')
      await expect(page.getByRole('link', { name: 'esx-lab-01.lab.example.net', exact: true })).toBeVisible()
    },
  },
  {
    name: 'host',
    open: async (page) => {
      await page.getByRole('link', { name: 'esx-lab-01.lab.example.net', exact: true }).click()
      await expect(page.getByRole('table', { name: /^Services/ })).toBeVisible()
      for (const more of await page.locator('main summary').all()) await more.click()
    },
  },
]

test.describe('the console', () => {
  test.use({
    world: labWith([vm, 'web-frontend', 'db/primary', 'disk-full', 'slow-to-start', 'fails-to-power-on'], {
      speed: 1,
    }),
  })

  test('the door and what one works with can be used by everybody', async ({ page, host, signIn }) => {
    await page.goto('/sign-in')
    await expectNoViolations(page, 'sign-in')
    await signIn()
    const script = await otherClient(host)
    for (const each of [vm, 'slow-to-start']) await script.start('PowerOnVM_Task', each)
    await page.keyboard.press('Control+k')
    await page.keyboard.type('power on fails')
    await page.getByRole('option', { name: /Power on fails-to-power-on/ }).click()
    await expect(page.getByRole('region', { name: 'Operation' })).toContainText('Failed')
    for (const screen of screens) {
      await screen.open(page)
      await expectNoViolations(page, screen.name)
    }
  })

  test('every screen of the settings can be used by everybody', async ({ page, signIn }) => {
    await signIn()
    for (const screen of settings) {
      await screen.open(page)
      await expectNoViolations(page, screen.name)
    }
  })

  test('datastores, files and hosts can be used by everybody', async ({ page, signIn }) => {
    await signIn()
    const nameless = await watchNames(page)
    for (const place of places) {
      await place.open(page)
      await expectNoViolations(page, place.name)
    }
    await expect(page).toHaveTitle('(1) esx-lab-01.lab.example.net - Andon')
    expect(nameless).toEqual([])
  })

  test('the page of a VM can be used by everybody', async ({ page, host, signIn }) => {
    await signIn('/vms')
    const script = await otherClient(host)
    await script.start('PowerOnVM_Task', vm)
    await page.getByRole('link', { name: vm, exact: true }).click()
    await expect(page.getByRole('region', { name: 'Operation' }).getByRole('article')).toBeVisible()
    await expectNoViolations(page, 'overview, with a question')
    await page.goto('/vms')
    await page.getByRole('link', { name: 'db/primary', exact: true }).click()
    await expect(page.getByRole('heading', { level: 1, name: 'db/primary' })).toBeVisible()
    // Those of the hardware have tests of their own.
    for (const tab of ['Overview', 'Snapshots', 'History']) {
      await openTab(page, tab)
      await expect(page.getByRole('tabpanel')).toBeVisible()
      await expectNoViolations(page, tab)
    }
    await page.getByRole('button', { name: 'More', exact: true }).click()
    await expect(page.getByRole('menu')).toBeVisible()
    await expectNoViolations(page, 'menu')
  })
})

test.describe('the wall', () => {
  test.use({ world: labWith([vm, 'web-frontend', 'disk-full']), viewport: { width: 1920, height: 1080 } })

  test('can be read by everybody', async ({ page, signIn }) => {
    await signIn()
    await page.goto('/wall')
    await expect(page.getByRole('article')).toContainText('disk-full')
    await expectNoViolations(page, 'wall')
  })
})
