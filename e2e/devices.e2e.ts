import { expect, test, type Locator, type Page } from './fixtures/console'
import { labOf } from './fixtures/worlds'
import { answer, openTab, openVm, operation } from './steps/vm'
import type { DataObject } from '../simulator/vim25/value'

/** The devices of a VM, from its Hardware tab to the host. */

const odd = '100% test'
const gib = 2 ** 30

const row = (page: Page, label: string): Locator =>
  page.getByRole('table', { name: 'Devices' }).getByRole('row').filter({ hasText: label })

async function add(page: Page, what: string): Promise<void> {
  await page.getByRole('button', { name: 'Add device' }).click()
  await page.getByRole('menuitem', { name: what }).click()
}

async function change(page: Page, label: string, what: string): Promise<void> {
  await row(page, label).getByRole('button', { name: 'Change' }).click()
  await page.getByRole('menuitem', { name: what }).click()
}

async function send(form: Locator, verb: string): Promise<void> {
  await form.getByRole('button', { name: verb, exact: true }).click()
  await expect(form).toBeHidden()
}

test.describe('a VM that is off', () => {
  test.use({ world: labOf([odd, 'R&D <lab>']) })

  test('disks, cards and drives come, change and go', async ({ page, host, signIn }) => {
    const devices = () => host.world.prop(host.vm(odd), 'config.hardware.device') as DataObject[] // VirtualDevice[]
    await signIn()
    await openVm(page, odd)
    await openTab(page, 'Hardware')

    await test.step('a disk is added at a new controller, grows and does not shrink', async () => {
      await add(page, 'New disk')
      const form = page.getByRole('dialog', { name: `Add disk: ${odd}` })
      await form.getByRole('textbox', { name: 'Size' }).fill('2')
      await form.getByRole('combobox', { name: 'Format' }).selectOption('Thick, eagerly zeroed')
      await form.getByRole('combobox', { name: 'Controller' }).selectOption('New controller: NVMe')
      await send(form, 'Add disk')
      await expect(operation(page)).toContainText('A disk of 2 GB was added.')
      await expect(row(page, 'Hard disk 2')).toContainText('NVMe 0:0')
      await expect(row(page, 'Hard disk 2')).toContainText('thick, eagerly zeroed')

      await change(page, 'Hard disk 2', 'Grow')
      const grow = page.getByRole('dialog', { name: /^Grow Hard disk 2/ })
      await grow.getByRole('textbox', { name: 'Size' }).fill('1')
      await grow.getByRole('button', { name: 'Grow disk' }).click()
      await expect(grow.getByRole('alert')).toContainText('A disk never shrinks. Hard disk 2 has 2 GB.')
      await grow.getByRole('textbox', { name: 'Size' }).fill('3')
      await send(grow, 'Grow disk')
      await expect(row(page, 'Hard disk 2')).toContainText('3 GB')
    })

    await test.step('it is detached, found again in the datastore browser, and deleted with its file', async () => {
      await change(page, 'Hard disk 2', 'Detach')
      const ask = page.getByRole('alertdialog')
      await expect(ask).toContainText('stays, and can be attached again')
      await ask.getByRole('button', { name: 'Detach' }).click()
      await expect(row(page, 'Hard disk 2')).toHaveCount(0)

      await add(page, 'Existing disk')
      const form = page.getByRole('dialog', { name: `Attach disk: ${odd}` })
      await form.getByRole('button', { name: 'Browse: Disk' }).click()
      const browse = form.getByRole('list', { name: 'Folders and files' })
      await browse.getByRole('button', { name: 'R&D _lab_' }).click()
      await browse
        .getByRole('button', { name: /\.vmdk/ })
        .first()
        .click()
      await send(form, 'Attach disk')
      await expect(operation(page)).toContainText('"R&D <lab>" has this disk. Detach it there first')

      await add(page, 'Existing disk')
      await form.getByRole('button', { name: 'Browse: Disk' }).click()
      await browse.getByRole('button', { name: odd }).click()
      await browse.getByRole('button', { name: /_1\.vmdk/ }).click()
      await send(form, 'Attach disk')
      await expect(row(page, 'Hard disk 2')).toContainText('3 GB')
      await change(page, 'Hard disk 2', 'Delete with its files')
      const sure = page.getByRole('alertdialog')
      await expect(sure).toContainText('Everything that the guest has written to it is lost')
      await sure.getByRole('button', { name: 'Delete disk' }).click()
      await expect(operation(page)).toContainText('its files were deleted')
      expect(devices().filter(({ $type }) => $type === 'VirtualDisk')).toHaveLength(1)
    })

    await test.step('a card gets a network and an address of one’s own', async () => {
      await add(page, 'Network adapter')
      const form = page.getByRole('dialog', { name: `Add network adapter: ${odd}` })
      await form.getByRole('combobox', { name: 'Adapter' }).selectOption('E1000e')
      await form.getByRole('combobox', { name: 'Network' }).selectOption('DMZ')
      await form.getByRole('radio', { name: 'Typed' }).check()
      await form.getByRole('textbox', { name: 'Address' }).fill('00:50:56:01:02:03')
      await send(form, 'Add adapter')
      await expect(row(page, 'Network adapter 2')).toContainText('E1000e, 00:50:56:01:02:03')
      await expect(row(page, 'Network adapter 2')).toContainText('DMZ')
    })

    await test.step('it starts from that card first, under EFI; memory can be hot-added', async () => {
      await page.getByRole('button', { name: 'Change boot options' }).click()
      const form = page.getByRole('dialog', { name: `Boot options: ${odd}` })
      await form.getByRole('combobox', { name: 'Firmware' }).selectOption('EFI')
      await form.getByRole('combobox', { name: 'Add to the order' }).selectOption('Network adapter 2')
      await form.getByRole('combobox', { name: 'Add to the order' }).selectOption('Hard disk 1')
      await send(form, 'Change boot options')
      await expect(page.getByRole('region', { name: 'Boot' })).toContainText('Network adapter 2, then Hard disk 1')
      await page.getByRole('button', { name: 'Change hot-add' }).click()
      const flags = page.getByRole('dialog', { name: `Hot-add: ${odd}` })
      await flags.getByRole('checkbox', { name: 'Memory' }).check()
      await send(flags, 'Change hot-add')
      await expect(page.getByRole('region', { name: 'Memory and CPU' })).toContainText(/Hot-add\s*memory/)
      expect(host.world.prop(host.vm(odd), 'config.memoryHotAddEnabled')).toBe(true)
      expect(devices().find(({ key }) => key === 2000)?.['capacityInBytes']).toBeGreaterThan(gib)
    })
  })
})

test('a drive that its guest has locked asks before it lets go, and an answer lets the change on', async ({
  page,
  host,
  signIn,
}) => {
  const vm = 'cd-locked-by-guest'
  const drive = () =>
    (host.world.prop(host.vm(vm), 'config.hardware.device') as DataObject[]).find(
      ({ $type }) => $type === 'VirtualCdrom',
    )
  const before = JSON.stringify(drive()?.['backing'])
  await signIn()
  await openVm(page, vm)
  await openTab(page, 'Hardware')
  await change(page, 'CD/DVD drive 1', 'Media')
  const form = page.getByRole('dialog')
  await form.getByRole('radio', { name: /client/i }).check()
  await form.getByRole('button', { name: /^Change/ }).click()
  const question = operation(page).getByRole('article')
  await expect(question).toContainText('The guest operating system has locked the CD-ROM door')
  expect(JSON.stringify(drive()?.['backing'])).toBe(before)
  await answer(question, 'Yes').click()
  await question.getByRole('button', { name: 'Answer Yes' }).click()
  await expect(operation(page)).toContainText('Left blocked, then done')
  expect(JSON.stringify(drive()?.['backing'])).not.toBe(before)
})
