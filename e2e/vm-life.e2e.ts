import { expect, test } from './fixtures/console'
import { violationsOf } from './fixtures/page-checks'
import { labOf } from './fixtures/worlds'
import { entry, job, openDatastore } from './steps/files'
import { action, answer, chooseMore, openVm, operation } from './steps/vm'

const odd = 'R&D <größe> 50% a/b'

test.use({ world: labOf([odd, 'kept by others', 'goes for good']) })

test('a VM leaves the inventory, comes back from its files, and another goes with them', async ({ page, signIn }) => {
  await signIn()
  await openVm(page, odd)
  await chooseMore(page, 'Unregister')
  const ask = page.getByRole('alertdialog', { name: `Unregister: ${odd}` })
  await expect(ask).toContainText('Its files stay: [datastore1] R&D')
  await expect(ask).toContainText('What only the inventory knows is lost')
  await expect(ask.getByRole('button', { name: 'Cancel' })).toBeFocused()
  await ask.getByRole('button', { name: 'Unregister' }).click()
  const main = page.getByRole('main')
  await expect(main).toContainText(`${odd} is not registered any more`)
  await expect(main).toContainText('.vmx')
  // Who comes later is told the same, from the record.
  await page.reload()
  await expect(main).toContainText('It was taken out of esx-lab by')
  await main.getByRole('button', { name: 'Register again' }).click()
  await main.getByRole('link', { name: 'Open the VM' }).click()
  await expect(page.getByRole('heading', { level: 1, name: odd, exact: true })).toBeVisible()

  await openVm(page, 'goes for good')
  await chooseMore(page, 'Delete')
  const gone = page.getByRole('alertdialog', { name: 'Delete: goes for good' })
  await expect(gone.getByRole('button', { name: 'Keep it' })).toBeFocused()
  await expect(gone.getByRole('list', { name: 'What goes' })).toContainText('goes for good.vmdk')
  await expect(gone).toContainText('as the host counted last')
  const remove = gone.getByRole('button', { name: 'Delete' })
  await expect(remove).toHaveAccessibleDescription('Type its name first.')
  await gone.getByRole('textbox').fill('goes for good')
  await remove.click()
  await expect(main).toContainText('goes for good is deleted')
  await openDatastore(page, 'datastore1')
  await expect(entry(page, 'kept by others')).toBeVisible()
  await expect(entry(page, 'goes for good')).toHaveCount(0)
})

test('a VM is made from what its host recommends, is there, and its first start asks', async ({ page, signIn }) => {
  const name = 'новая %2f "x"'
  await signIn()
  // From where the VMs are: first it is said where their files can lie.
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'VMs' }).click()
  await page.getByRole('link', { name: 'Create VM' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Create VM' })).toBeVisible()
  expect(await violationsOf(page)).toEqual([])
  await page.getByRole('link', { name: 'datastore1', exact: true }).click()
  const form = page.getByRole('dialog', { name: 'Create VM' })
  await expect(form.getByRole('combobox', { name: 'Guest operating system' })).toBeVisible()
  await form.getByRole('button', { name: 'Create VM' }).click()
  await expect(form.getByRole('textbox', { name: 'Name' })).toBeFocused()
  await form.getByRole('textbox', { name: 'Name' }).fill('kept by others')
  await expect(form).toContainText('Another VM has this name.')
  await form.getByRole('textbox', { name: 'Name' }).fill(name)
  await form.getByRole('combobox', { name: 'Guest operating system' }).selectOption({ label: 'Ubuntu Linux (64-bit)' })
  await expect(form).toContainText('Empty: 2 GB, as recommended.')
  await form.getByRole('textbox', { name: 'vCPU' }).fill('4')
  await form.getByRole('combobox', { name: 'Firmware' }).selectOption('EFI')
  await form.getByRole('button', { name: 'Add a network adapter' }).click()
  await form.getByRole('combobox', { name: 'Network adapter 1' }).selectOption('DMZ')
  await form.getByRole('combobox', { name: 'Serial port' }).selectOption('File')
  await form.getByRole('textbox', { name: 'Output file' }).fill('[scratch] captures/README.txt')
  // Also on a phone, where nothing lies over its fields.
  expect(await violationsOf(page)).toEqual([])
  const iso = form.getByRole('textbox', { name: 'ISO in the CD drive' })
  await iso.fill('[datastore1] iso/vanished.iso')
  await form.getByRole('button', { name: 'Create VM' }).click()
  await expect(form.getByRole('alert')).toContainText(
    '[datastore1] iso/vanished.iso is not there. Nothing was changed.',
  )
  await expect(form.getByRole('textbox', { name: 'Name' })).toHaveValue(name)
  await iso.fill('[datastore1] iso/debian-12.7.0-amd64-netinst.iso')
  await form.getByRole('button', { name: 'Create VM' }).click()
  await job(page, name).getByRole('link', { name: 'Open the VM' }).click()
  await expect(page.getByRole('heading', { level: 1, name, exact: true })).toBeVisible()
  await expect(page.getByRole('main')).toContainText('4 vCPU, 2 GB')
  await page.getByRole('tab', { name: 'Hardware' }).click()
  await expect(page.getByRole('main')).toContainText('DMZ')
  await action(page, 'Power on').click()
  await expect(operation(page)).toContainText('captures/README.txt" already exists')
  await answer(operation(page), 'Append').click()
  await expect(page.getByRole('main')).toContainText('The VM is already on.')
})

test('which VMs start with a host is changed there, and said at the VM', async ({ page, signIn }) => {
  await signIn()
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Hosts' }).click()
  await page
    .getByRole('table', { name: 'Hosts' })
    .getByRole('link', { name: /^esx-lab-01/ })
    .click()
  await page.getByRole('button', { name: 'Change autostart' }).click()
  const form = page.getByRole('dialog', { name: /^Autostart/ })
  await form.getByRole('checkbox', { name: 'VMs start and stop with the host' }).check()
  for (const vm of [odd, 'kept by others']) {
    await form.getByRole('combobox', { name: 'Add a VM of this host' }).selectOption(vm)
  }
  await form.getByRole('button', { name: `Later: ${odd}` }).click()
  await form.getByRole('button', { name: 'Change' }).click()
  const table = page.getByRole('table', { name: 'Autostart' })
  await expect(table.getByRole('row').nth(1)).toContainText('kept by others')
  await expect(table.getByRole('row').nth(2)).toContainText(odd)
  await table.getByRole('link', { name: odd }).click()
  const overview = page.getByRole('main')
  await expect(overview).toContainText('yes, second')
  await overview.getByRole('button', { name: 'Do not start it' }).click()
  await expect(overview.getByRole('button', { name: 'Start it with the host' })).toBeVisible()
})
