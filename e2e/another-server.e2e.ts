import { expect, test } from './fixtures/console'
import { connection } from './steps/settings'
import { expectRow } from './steps/table'
import { action, openVm } from './steps/vm'

/**
 * A vCenter was restored or built anew, and another one answers at the address (vic#3490, OpenNebula#5244): a VM that was
 * off there once counted as started, from the other server's task of the same id.
 */

test.use({ world: { product: 'vcenter', instanceUuid: 'one-and-only', vms: 2 }, connectionName: 'vcsa-lab' })

test('another server at the address is said wherever the connection is, and told nothing until an administrator accepts it', async ({
  page,
  context,
  host,
  signIn,
}) => {
  await signIn('/vms')
  const table = page.getByRole('table', { name: 'Virtual machines' })
  const name = (await table.getByRole('link').first().textContent()) ?? ''
  const wall = await context.newPage()
  await wall.setViewportSize({ width: 1920, height: 1080 })
  await wall.goto('/wall')
  await expect(wall.getByRole('main')).toContainText('Nothing is running')

  await host.restart({ downMs: 0, instanceUuid: 'somebody-else' })
  const lamp = page.getByRole('list', { name: 'State of each connection' }).getByRole('link', { name: /vcsa-lab/ })
  await expect(lamp).toContainText('Another server')
  await expectRow(table, { Name: name, Power: 'Unknown' })
  await expect(page.getByText('(another server answers at vcsa-lab)')).toBeVisible()
  await expect(wall.getByRole('main')).toContainText(/vcsa-lab\s*Another server\s*Accept in Settings/)

  const told = host.calls.length
  await openVm(page, name)
  await expect(action(page, 'Power on')).toHaveAttribute('aria-disabled', 'true')
  await expect(action(page, 'Power on')).toHaveAccessibleDescription(
    /Another server answers at vcsa-lab: nothing is sent there until an administrator accepts it/,
  )
  await page.goto('/')
  const notice = page.getByRole('main').getByText('Another server answers at vcsa-lab:').locator('..')
  await expect(notice).toContainText('instance UUID somebody-else')
  await page.getByRole('button', { name: 'Try vcsa-lab now' }).click()
  await expect(lamp).toContainText('Another server')
  expect(host.calls.slice(told).filter(({ method }) => method !== 'RetrieveServiceContent')).toEqual([])

  await notice.getByRole('link', { name: 'Accept it in Settings' }).click()
  await connection(page, 'vcsa-lab').getByRole('button', { name: 'Accept this server: vcsa-lab' }).click()
  const confirm = page.getByRole('alertdialog', { name: 'Accept the server that answers at vcsa-lab?' })
  await expect(confirm).toContainText('instance UUID somebody-else')
  await confirm.getByRole('button', { name: 'Accept this server' }).click()
  await expect(connection(page, 'vcsa-lab')).toContainText('Live')
  await expect(lamp).toContainText('Live')
  await expect(wall.getByRole('main')).not.toContainText('vcsa-lab')
  await page.goto('/vms')
  await expectRow(table, { Name: name, Power: /^(On|Off)$/ })
})
