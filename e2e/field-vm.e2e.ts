import { expect, test } from './fixtures/console'
import { lineOf, openTab, openVm, operation } from './steps/vm'

/** VMs as they are in the field: devices of no table, disks that need consolidation. */

test.use({ world: { preset: 'field' } })

test('what is behind a device is said in words; a type that nobody here knows is called by its id', async ({
  page,
  signIn,
}) => {
  await signIn()
  await openVm(page, 'every-backing')
  await openTab(page, 'Hardware')
  const devices = page.getByRole('table', { name: 'Devices' })
  await expect(devices).toContainText('Client device, passthrough')
  await expect(devices).not.toContainText('BackingInfo')
  await openVm(page, 'devices-of-no-table')
  await openTab(page, 'Hardware')
  await expect(devices).toContainText('type VirtualLoomYarnBackingInfo, for which Andon has no words')
})

test('disks that need consolidation are found in the list, and consolidated from the snapshots', async ({
  page,
  host,
  signIn,
}) => {
  await signIn('/vms')
  const rows = page.getByRole('table', { name: 'Virtual machines' }).getByRole('row')
  await page.getByRole('button', { name: /^Need consolidation 1/ }).click()
  await expect(rows).toHaveCount(2)
  await page.getByRole('link', { name: 'needs-consolidation', exact: true }).click()
  await openTab(page, 'Snapshots')
  await page.getByRole('tabpanel').getByRole('button', { name: 'Consolidate disks' }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Consolidate disks' }).click()
  await expect(operation(page)).toContainText('The disks of the VM were consolidated.')
  await expect(page.getByText('need consolidation')).toBeHidden()
  expect(host.calls.filter(({ method }) => method === 'ConsolidateVMDisks_Task')).toHaveLength(1)
  await page.goto('/')
  await expect(lineOf(page.getByRole('region', { name: 'Just finished' }), 'needs-consolidation')).toContainText(
    'Consolidate disks',
  )
})

test('on a phone the tab that a link leads to is in sight, and the page stays at its top', async ({ page, signIn }) => {
  await signIn()
  await openVm(page, 'needs-consolidation')
  await openTab(page, 'History')
  await expect(page).toHaveURL(/tab=history/)
  await page.setViewportSize({ width: 390, height: 844 })
  await page.reload()
  await expect(page.getByRole('tab', { name: 'History' })).toBeInViewport({ ratio: 1 })
  await expect(page.getByRole('heading', { level: 1 })).toBeInViewport()
})
