import { expect, test, type Page } from './fixtures/console'
import { otherClient } from './fixtures/other-client'
import { labOf, labWith } from './fixtures/worlds'
import { expectRow, expectRows } from './steps/table'

const table = (page: Page) => page.getByRole('table', { name: 'Virtual machines' })
const bulk = (page: Page) => page.getByRole('region', { name: 'Actions for the selection' })
const result = (page: Page) => page.getByRole('region', { name: 'Result' })
const tick = (page: Page, name: string) => table(page).getByRole('checkbox', { name: `Select ${name}`, exact: true })

test.describe('the table of all VMs', () => {
  test.use({ world: labWith(['web-frontend', 'db/primary', '100% test', 'sap-hana', 'disk-full', 'slow-to-start']) })

  test('shows each VM as it stands, and is searched, filtered, sorted and given other columns', async ({
    page,
    signIn,
  }) => {
    await signIn('/vms')
    await test.step('shows what each VM is and how it stands, the one that waits first', async () => {
      await expect(page.getByRole('heading', { level: 1 })).toHaveText(/Virtual machines\s*6/)
      await expectRows(table(page), [
        { Name: 'disk-full', Power: 'On', Question: /^Waits \d\d:\d\d$/ },
        { Name: /^100% test/, Power: 'Off' },
        { Name: /^db\/primary db%2fprimary/i, Power: 'On', Address: '10.20.1.20' },
        { Name: 'sap-hana', Power: 'Suspended' },
        { Name: 'slow-to-start', Power: 'Off', 'Memory, GB': '128' },
        { Name: 'web-frontend', Power: 'On', Host: 'esx-lab-01.lab.example.net', Address: '10.20.120.10' },
      ])
      await expect(page.getByText('All 6 VMs')).toBeVisible()
    })

    await test.step('can be searched by name and by address, and says how many are left', async () => {
      const search = page.getByRole('searchbox', { name: 'Search virtual machines' })
      await search.fill('primary')
      await expectRows(table(page), [{ Name: /^db\/primary/ }])
      await expect(page.getByText('1 of 6 VMs')).toBeVisible()
      await search.fill('10.20.120.10')
      await expectRows(table(page), [{ Name: 'web-frontend' }])
      await search.fill('nothing like this')
      await expect(page.getByText('No VM matches')).toBeVisible()
      await page.getByRole('button', { name: 'Clear search and filters' }).click()
      await expect(page.getByText('All 6 VMs')).toBeVisible()
    })

    await test.step('can be filtered by state and by question; a filter is in the address and survives a reload', async () => {
      await page.getByRole('button', { name: 'Power any' }).click()
      await page.getByRole('checkbox', { name: 'Off 2' }).check()
      await page.keyboard.press('Escape')
      await expectRows(table(page), [{ Name: /^100% test/ }, { Name: 'slow-to-start' }])
      await page.reload()
      await expectRows(table(page), [{ Name: /^100% test/ }, { Name: 'slow-to-start' }])
      await page.getByRole('button', { name: 'Power Off' }).click()
      await page.getByRole('checkbox', { name: 'Off 2' }).uncheck()
      await page.keyboard.press('Escape')
      await page.getByRole('button', { name: 'Waiting 1' }).click()
      await expectRows(table(page), [{ Name: 'disk-full' }])
      await page.getByRole('button', { name: 'Waiting 1' }).click()
      await expect(page.getByText('All 6 VMs')).toBeVisible()
    })

    await test.step('can be sorted by any column, both ways', async () => {
      const head = (name: string) => table(page).getByRole('columnheader', { name })
      await head('Name').getByRole('button').click()
      await expect(head('Name')).toHaveAttribute('aria-sort', 'ascending')
      await expect(table(page).getByRole('row').nth(1)).toContainText('100% test')
      await head('Name').getByRole('button').click()
      await expect(head('Name')).toHaveAttribute('aria-sort', 'descending')
      await expect(table(page).getByRole('row').nth(1)).toContainText('web-frontend')
      await head('Memory, GB').getByRole('button').click()
      await expect(table(page).getByRole('row').nth(1)).toContainText('slow-to-start')
    })

    await test.step('shows other columns when they are asked for, and remembers that', async () => {
      await expect(table(page).getByRole('columnheader', { name: 'Guest' })).toBeHidden()
      await page.getByRole('button', { name: 'Columns' }).click()
      await page.getByRole('menuitemcheckbox', { name: 'Guest' }).click()
      await page.keyboard.press('Escape')
      await page.reload()
      await expectRow(table(page), { Name: 'web-frontend', Guest: /Ubuntu/ })
    })
  })
})

test.describe('the table of all VMs, left open,', () => {
  // Hosts tell nothing of the tasks of others: they are looked for every five seconds.
  test.use({ world: labWith(['web-frontend', '100% test', 'slow-to-start'], { speed: 5 }) })

  test('follows what happens at the host', async ({ page, host, signIn }) => {
    await signIn('/vms')
    await expectRow(table(page), { Name: 'slow-to-start', Power: 'Off' })
    const script = await otherClient(host)
    await script.start('PowerOnVM_Task', 'slow-to-start')
    await expectRow(table(page), { Name: 'slow-to-start', 'Current task': /Power on.*%/ })
    await expectRow(table(page), { Name: 'slow-to-start', Power: 'On', 'Current task': '' })
    await script.start('Rename_Task', 'web-frontend', '<newName>web %3cnew%3e</newName>')
    await expectRow(table(page), { Name: /^web <new>/ })
    await script.start('Destroy_Task', '100% test')
    await expect(page.getByText('All 2 VMs')).toBeVisible()
  })
})

test.describe('several VMs at once', () => {
  test.use({ world: labWith(['web-frontend', 'café-01', '100% test', 'asks-append-or-replace', 'fails-to-power-on']) })

  test('are started, stopped and given snapshots together, each with a result of its own', async ({
    page,
    signIn,
    host,
  }) => {
    const line = (name: string) => result(page).getByRole('listitem').filter({ hasText: name })
    await signIn('/vms')
    await test.step('stay selected while a search hides them, and that is said', async () => {
      await tick(page, 'web-frontend').check()
      await page.getByRole('searchbox', { name: 'Search virtual machines' }).fill('100%')
      await expect(bulk(page)).toContainText('1 selected, 1 not shown')
      await bulk(page).getByRole('button', { name: 'Clear', exact: true }).click()
      await expect(bulk(page)).toBeHidden()
      await page.getByRole('searchbox', { name: 'Search virtual machines' }).fill('')
    })

    await test.step('can be given a snapshot each', async () => {
      await tick(page, 'web-frontend').check()
      await tick(page, '100% test').check()
      await bulk(page).getByRole('button', { name: 'Snapshot 2 of 2' }).click()
      const form = page.getByRole('dialog', { name: 'Snapshot of 2 VMs' })
      await form.getByLabel('Name', { exact: true }).fill('before <patches>')
      await form.getByRole('button', { name: 'Take 2 snapshots' }).click()
      await expect(result(page).getByRole('heading')).toHaveText('Snapshot: 2 started (2 done)')
      await expect(result(page).getByText('Done', { exact: true })).toHaveCount(2)
    })

    await test.step('can be powered on together, each with a result of its own', async () => {
      await table(page).getByRole('checkbox', { name: 'Select all shown' }).check()
      await expect(bulk(page)).toContainText('5 selected')
      await bulk(page).getByRole('button', { name: 'Power on 3 of 5' }).hover()
      await expect(bulk(page)).toContainText('Left out of Power on: 2: The VM is already on')
      await bulk(page).getByRole('button', { name: 'Power on 3 of 5' }).click()

      await expect(result(page).getByRole('heading')).toHaveText(
        'Power on: 3 started (1 done, 1 left blocked, 1 failed)',
      )
      await expect(line('100% test')).toContainText('Done')
      await expect(line('asks-append-or-replace')).toContainText('Left blocked')
      await expect(line('fails-to-power-on')).toContainText('Failed')
      await expectRow(table(page), { Name: /^100% test/, Power: 'On' })
      await expectRow(table(page), { Name: 'asks-append-or-replace', Question: /^Waits/ })
      await bulk(page).getByRole('button', { name: 'Clear', exact: true }).click()
      await result(page).getByRole('button', { name: 'Close the result' }).click()
      await expect(result(page)).toBeHidden()
    })

    await test.step('are asked about before something is lost, and nothing happens without a yes', async () => {
      await tick(page, 'web-frontend').check()
      await tick(page, 'café-01').check()
      await bulk(page).getByRole('button', { name: 'More actions' }).click()
      await page.getByRole('menuitem', { name: 'Power off 2 of 2' }).click()
      const confirm = page.getByRole('alertdialog', { name: 'Power off 2 VMs' })
      await expect(confirm).toContainText('what their guests have not written to disk is lost')
      await confirm.getByRole('button', { name: 'Cancel' }).click()
      expect(host.calls.some(({ method }) => method === 'PowerOffVM_Task')).toBe(false)
      await bulk(page).getByRole('button', { name: 'More actions' }).click()
      await page.getByRole('menuitem', { name: 'Power off 2 of 2' }).click()
      await confirm.getByRole('button', { name: 'Power off 2 VMs' }).click()
      await expect(result(page).getByRole('heading')).toHaveText('Power off: 2 started (2 done)')
      await expectRow(table(page), { Name: 'web-frontend', Power: 'Off' })
      await expectRow(table(page), { Name: 'café-01', Power: 'Off' })
    })

    await test.step('one that cannot start is refused by itself, the others start', async () => {
      host.fail({
        method: 'PowerOnVM_Task',
        object: host.vm('web-frontend'),
        fault: { type: 'NotEnoughLicenses', message: 'There are not enough licenses.' },
      })
      await bulk(page).getByRole('button', { name: 'Power on 2 of 2' }).click()
      await expect(line('web-frontend')).toContainText('Failed')
      await expect(line('café-01')).toContainText('Done')
      await line('web-frontend').getByRole('link', { name: /^Run/ }).click()
      await expect(page.getByRole('main')).toContainText('There are not enough licenses.')
    })
  })
})

test.describe('a thousand VMs', () => {
  test.use({ world: labOf(Array.from({ length: 1_000 }, (_, index) => `vm-${String(index + 1).padStart(4, '0')}`)) })

  test('are one table: the last is found by scrolling, by key and by search', async ({ page, signIn }) => {
    await signIn('/vms')
    await expect(page.getByText('All 1,000 VMs')).toBeVisible()
    await expect(table(page)).toHaveAttribute('aria-rowcount', '1001')
    await table(page).getByRole('link', { name: 'vm-0001' }).focus()
    await page.keyboard.press('End')
    await expect(table(page).getByRole('link', { name: 'vm-1000' })).toBeFocused()
    await page.keyboard.press('Home')
    await expect(table(page).getByRole('link', { name: 'vm-0001' })).toBeFocused()
    await page.getByRole('searchbox', { name: 'Search virtual machines' }).fill('vm-0777')
    await expectRows(table(page), [{ Name: 'vm-0777' }])
  })
})
