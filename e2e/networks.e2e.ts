import { expect, test } from './fixtures/console'
import { labWith } from './fixtures/worlds'
import { expectRow } from './steps/table'

const odd = 'R&D <größe> "7" 50%'

test.use({ world: labWith(['web-frontend', '100% test']) })

test('the network of a host is changed switch by switch, and what could cut it off is asked about first', async ({
  page,
  host,
  signIn,
}) => {
  await signIn('/hosts')
  await page.getByRole('link', { name: 'esx-lab-01.lab.example.net', exact: true }).click()
  const table = page.getByRole('table', { name: /^Switches and port groups/ })
  const press = (name: string) => page.getByRole('button', { name, exact: true }).click()
  const dialog = page.getByRole('dialog')
  const send = (name: string) => dialog.getByRole('button', { name, exact: true }).click()

  await test.step('who is on a port group is named, and keeps it', async () => {
    await expectRow(table, { 'Switch and port group': 'DMZ', VLAN: 'VLAN 120', Connected: 'web-frontend' })
    const remove = page.getByRole('button', { name: 'Remove port group DMZ' })
    await expect(remove).toHaveAccessibleDescription('"web-frontend" is on and connected to it.')
    await expect(page.getByRole('button', { name: 'Remove switch vSwitch0' })).toHaveAccessibleDescription(
      /web-frontend|vmk0/,
    )
  })

  await test.step('a switch is added with a name that is free and no adapter of another', async () => {
    await press('Add switch')
    await dialog.getByLabel('Name').fill('vSwitch0')
    await dialog.getByLabel(/^vmnic3, uplink of/).click({ force: true })
    await send('Add switch')
    await expect(dialog.getByText('The host has a switch "vSwitch0" already.')).toBeVisible()
    await dialog.getByLabel('Name').fill(odd)
    await dialog.getByLabel('MTU').fill('9000')
    await dialog.getByLabel('Promiscuous mode').selectOption('Accept')
    await send('Add switch')
    await expect(dialog).toBeHidden()
    await expect(table.getByRole('row', { name: odd }).first()).toContainText('no uplink · MTU 9000')
  })

  await test.step('a port group is added to it, changed, and put on another switch', async () => {
    await press('Add port group')
    await dialog.getByLabel('Name').fill('a/b %2f')
    await dialog.getByLabel('Switch', { exact: true }).selectOption(odd)
    await dialog.getByLabel('VLAN').fill('4096')
    await send('Add port group')
    await expect(dialog.getByText(/^A VLAN is a number from 1 to 4094/)).toBeVisible()
    await dialog.getByLabel('VLAN').fill('42')
    await send('Add port group')
    await expectRow(table, { 'Switch and port group': 'a/b %2f', VLAN: 'VLAN 42', 'Lets through': 'promiscuous mode' })
    await press('Change port group a/b %2f')
    await dialog.getByLabel('VLAN').fill('4095')
    await dialog.getByLabel('Promiscuous mode').selectOption('Refuse')
    await send('Change')
    await expectRow(table, {
      'Switch and port group': 'a/b %2f',
      VLAN: 'All VLANs (trunk)',
      'Lets through': 'own addresses only',
    })
    await page.getByRole('link', { name: 'The run' }).first().click()
    await expect(page.getByRole('main')).toContainText('Change port group')
    await expect(page.getByRole('main')).toContainText('All VLANs (trunk), promiscuous mode refused')
    await page.goBack()
  })

  await test.step('what somebody else has changed meanwhile is not overwritten', async () => {
    await press(`Change switch ${odd}`)
    const [at] = host.world.byType('HostSystem')
    if (!at) throw new Error('There is no host.')
    const network = host.world.prop(at.ref, 'config.network') as { vswitch: { name: string; mtu: number }[] } // as built
    host.world.update(at.ref, {
      'config.network.vswitch': network.vswitch.map((one) => (one.name === odd ? { ...one, mtu: 1_500 } : one)),
    })
    await dialog.getByLabel('Forged transmits').selectOption('Accept')
    await send('Change')
    await expect(dialog.getByRole('alert')).toContainText('Somebody else has changed')
    await send('Cancel')
    await expect(table.getByRole('row', { name: odd }).first()).toContainText('MTU 1500')
  })

  await test.step('what carries the management network wants its name typed', async () => {
    await press('Change port group Management Network')
    await dialog.getByLabel('VLAN').fill('7')
    await expect(dialog.getByRole('alert')).toContainText('The management network of the host runs over')
    await send('Change')
    await expect(dialog.getByText('This is not its name.')).toBeVisible()
    await dialog.getByLabel(/^Type Management Network/).fill('Management Network')
    await send('Change')
    await expectRow(table, { 'Switch and port group': 'Management Network', VLAN: 'VLAN 7' })
  })

  await test.step('a reply that is lost is looked for at the host', async () => {
    host.fail({ method: 'RemovePortGroup', times: 1, cutBody: true })
    await press('Remove port group a/b %2f')
    await expect(dialog).toContainText('No VM of this host is connected.')
    await send('Remove')
    await expect(
      dialog
        .getByRole('alert')
        .or(page.getByRole('link', { name: 'The run' }))
        .first(),
    ).toBeVisible()
    if (await dialog.isVisible()) await send('Keep it')
    await page.reload()
    await expect(table.getByRole('row', { name: 'a/b %2f' })).toBeHidden()
    await press(`Remove switch ${odd}`)
    await send('Remove')
    await expect(table.getByRole('row', { name: odd })).toBeHidden()
  })

  await test.step('iSCSI targets are shown with their LUNs, paths and datastores, and looked for anew', async () => {
    const storage = page.getByRole('table', { name: /^Storage adapters/ })
    const lun = storage.getByRole('row').filter({ hasText: 'san-01:scratch' })
    await expect(lun).toContainText('120 GB')
    await expect(lun).toContainText('2 paths')
    await expect(lun.getByRole('link', { name: 'scratch' })).toBeVisible()
    await press('Look for datastores')
    await expect(page.getByText('A rescan was asked for')).toBeVisible()
  })
})
