import { violationsOf } from './fixtures/page-checks'
import { expect, test } from './fixtures/console'
import { labWith } from './fixtures/worlds'

/** The tabs of a VM's hardware, with awkward names in them, on a desk in both themes and on a phone: axe finds nothing. */

const vms = { memory: 'R&D <lab>', serial: 'build|agent "7"' }

const tabs = [
  { tab: 'hardware', vm: vms.serial, shows: 'Devices' },
  { tab: 'resources', vm: vms.memory, shows: 'Features that a mask names' },
  { tab: 'serial', vm: vms.serial, shows: 'Serial ports' },
  { tab: 'configuration', vm: vms.serial, shows: 'Keys of the file' },
] as const

test.use({
  world: labWith([vms.memory, vms.serial], { speed: 0 }),
})

test('every tab of the hardware passes', async ({ page, signIn }) => {
  await signIn('/vms')
  const links = new Map<string, string>()
  for (const name of Object.values(vms)) {
    links.set(name, (await page.getByRole('link', { name, exact: true }).first().getAttribute('href')) ?? '')
  }
  for (const { tab, vm, shows } of tabs) {
    await page.goto(`${links.get(vm)}?tab=${tab}`)
    await expect(page.getByRole('table', { name: shows })).toBeVisible()
    expect(await violationsOf(page), tab).toEqual([])
  }
})
