import { expect, test } from './fixtures/console'
import { expectRow } from './steps/table'

/** Hosts: what they are made of, what they do, and what a VM would lose on another. */

test.describe('a host', () => {
  test('shows its hardware, its use, its network and its services, and says at once when it is in maintenance', async ({
    page,
    host,
    signIn,
  }) => {
    await signIn('/hosts')
    await test.step('that there is only one of offers no comparison', async () => {
      await expect(page.getByRole('table', { name: 'Hosts' })).toBeVisible()
      await expect(page.getByRole('heading', { name: 'Compare two hosts' })).toBeHidden()
    })

    await test.step('shows its hardware, its use, its network and its services', async () => {
      await expectRow(page.getByRole('table', { name: 'Hosts' }), {
        Name: 'esx-lab-01.lab.example.net',
        State: 'Connected',
        CPU: 'Intel Xeon E5-2680 v3, 2.50 GHz 2 × 12 cores, 48 threads',
        'Memory, GB': /^\d+ of 512$/,
        Version: '8.0.3',
        'Up for': '143 d',
      })
      await page.getByRole('link', { name: 'esx-lab-01.lab.example.net', exact: true }).click()
      await expect(page.getByRole('heading', { level: 1, name: 'esx-lab-01.lab.example.net' })).toBeVisible()
      const fact = (name: string) =>
        page
          .getByRole('term')
          .filter({ hasText: new RegExp(`^${name}$`) })
          .first()
          .locator('xpath=following-sibling::dd[1]')
      for (const [name, value] of [
        ['CPU', 'Intel(R) Xeon(R) CPU E5-2680 v3 @ 2.50GHz'],
        ['Packages', '2'],
        ['Cores', '24'],
        ['Threads', '48, hyper-threading is on'],
        ['Memory', '512 GB'],
        ['NUMA', '2 nodes of 24 CPUs, 256 GB each'],
        ['Up for', '143 d'],
        ['Maintenance', 'no'],
        ['Version', '8.0.3, build 24022510'],
      ] as const) {
        await expect(fact(name), name).toHaveText(value)
      }
      await expectRow(page.getByRole('table', { name: /^Network adapters/ }), {
        Adapter: 'vmnic0',
        Link: '10 Gbit/s',
        MAC: /^b0:26:28:/,
        Driver: /^ixgben/,
      })
      await expectRow(page.getByRole('table', { name: /^Network adapters/ }), {
        Adapter: 'vmnic3',
        Link: 'No link',
        'Uplink of': 'vSwitch1',
      })
      const switches = page.getByRole('table', { name: /^Switches and port groups/ })
      await expect(switches.getByRole('row', { name: /^vSwitch1/ })).toContainText('uplinks vmnic2, vmnic3 · MTU 9000')
      await expectRow(switches, { 'Switch and port group': 'Storage', VLAN: 'VLAN 300' })
      await expect(switches.getByRole('row', { name: /^isolated/ })).toContainText('no uplink')
      await expectRow(switches, { 'Switch and port group': 'Lab (no uplink)', VLAN: 'No VLAN' })
      await expectRow(page.getByRole('table', { name: /^Services/ }), {
        Service: 'SSH TSM-SSH',
        State: 'Stopped',
        Starts: 'By hand',
      })
      await expectRow(page.getByRole('table', { name: /^Datastores mounted/ }), {
        Name: 'nas (backup & iso)',
        Type: 'NFS',
      })
      await page.getByText(/^\d+ features by name$/).click()
      await expect(page.getByRole('list', { name: 'Features of the processor' })).toContainText('AVX2')
    })

    await test.step('that goes into maintenance says so at once', async () => {
      const [at] = host.world.byType('HostSystem')
      if (!at) throw new Error('There is no host.')
      host.world.update(at.ref, { 'runtime.inMaintenanceMode': true, 'summary.runtime.inMaintenanceMode': true })
      await expect(page.getByText('In maintenance mode: no VM runs or starts on it')).toBeVisible()
      await page.goto('/hosts')
      await expectRow(page.getByRole('table', { name: 'Hosts' }), { State: 'In maintenance' })
    })
  })
})

test.describe('two hosts', () => {
  test.use({ world: { product: 'vcenter' } })

  test('are compared feature by feature, from the list and from the page of one', async ({ page, signIn }) => {
    await signIn('/hosts')
    await expectRow(page.getByRole('table', { name: 'Hosts' }), { Name: 'esx-04.example.net', State: 'In maintenance' })
    await page.getByRole('button', { name: 'Compare', exact: true }).click()
    await page.getByLabel('This host', { exact: true }).selectOption({ label: 'esx-01.example.net' })
    await page.getByLabel('And this host').selectOption({ label: 'esx-03.example.net' })
    const newer = page.getByRole('region', { name: 'Only esx-01.example.net has' })
    await expect(newer).toContainText('A VM that was shown these cannot move to esx-03.example.net')
    await expect(newer.getByRole('listitem').filter({ hasText: 'AVX512F' })).toContainText('7 EBX bit 16')
    await expect(page.getByRole('region', { name: 'esx-03.example.net', exact: true })).toContainText('E5-2680 v3')
    // Of what both have nothing is in the way of a move.
    await expect(newer.getByText('AVX2', { exact: true })).toBeHidden()
    await page.getByLabel('And this host').selectOption({ label: 'esx-02.example.net' })
    await expect(page.getByText(/^Both have the same \d+ features/)).toBeVisible()
    await page.getByLabel('And this host').selectOption({ label: 'esx-01.example.net' })
    await expect(page.getByText('choose two different ones')).toBeVisible()

    await page.getByRole('link', { name: 'esx-03.example.net', exact: true }).click()
    await page.getByRole('button', { name: 'Compare', exact: true }).click()
    await expect(page.getByLabel('This host', { exact: true }).locator('option:checked')).toHaveText(
      'esx-03.example.net',
    )
    await page.getByLabel('And this host').selectOption({ label: 'esx-01.example.net' })
    await expect(page.getByRole('region', { name: 'Only esx-01.example.net has' })).toContainText('AVX512F')
  })
})
