import { expect, test, type Locator, type Page } from './fixtures/console'
import { labWith } from './fixtures/worlds'
import { downloadBy, vmxOf, writeVmx } from './steps/vmx'
import { expectRow, expectRows } from './steps/table'
import { openTab, openVm } from './steps/vm'

/** The Configuration tab: a VM's .vmx on its datastore, read, compared and edited. */

const off = 'build|agent "7"'

test.use({ world: labWith([off, 'web-frontend', 'db/primary'], { speed: 0 }) })

const keys = (page: Page): Locator => page.getByRole('table', { name: 'Keys of the file' })
const pending = (page: Page): Locator => page.getByRole('region', { name: /not saved yet/ })

async function openConfiguration(page: Page, vm: string): Promise<void> {
  await openVm(page, vm)
  await openTab(page, 'Configuration')
  await expect(keys(page)).toBeVisible()
}

async function change(page: Page, key: string, value: string): Promise<void> {
  await keys(page)
    .getByRole('button', { name: `Edit ${key}`, exact: true })
    .click()
  const form = page.getByRole('dialog', { name: `Edit ${key}` })
  await form.getByLabel('Value', { exact: true }).fill(value)
  await form.getByRole('button', { name: 'Keep this change' }).click()
  await expect(form).toBeHidden()
}

const withKey = (vmx: string, key: string, value: string) =>
  vmx.replace(new RegExp(`^${key} *= *".*"$`, 'im'), `${key} = "${value}"`)

test('a file is read: decoded, explained and searched; compared with what runs; odd, secret and too large', async ({
  page,
  host,
  signIn,
}) => {
  const whole = vmxOf(host, off)
  await signIn()
  await test.step('the file is shown decoded beside what is stored, explained, searched, as text, and downloaded', async () => {
    await openConfiguration(page, off)
    await expectRow(keys(page), {
      Key: /^displayName The name of the VM/,
      'As stored in the file': 'build|7cagent |227|22',
      Decoded: off,
    })
    await expectRow(keys(page), {
      Key: /^memsize Memory of the VM in MB/i,
      'As stored in the file': '16384',
      Decoded: '16 GB',
    })
    await expect(page.getByRole('main')).toContainText('The file and the running configuration agree')

    await page.getByRole('searchbox', { name: 'Search keys and values' }).fill('agent "7"')
    await expect(keys(page).getByRole('row')).toHaveCount(2)
    await page.getByRole('searchbox', { name: 'Search keys and values' }).fill('')
    await page.getByRole('button', { name: 'Text as written' }).click()
    await expect(page.getByRole('list', { name: 'Lines of the file' })).toContainText(
      'displayName = "build|7cagent |227|22"',
    )

    const { name, text } = await downloadBy(page, page.getByRole('button', { name: 'Download', exact: true }))
    expect(name).toBe('build_agent _7_.vmx')
    expect(text).toBe(vmxOf(host, off))
  })

  await test.step('a VM that runs is not edited, and the reason is given', async () => {
    await openConfiguration(page, 'web-frontend')
    await expect(page.getByRole('main')).toContainText('Not editable now. The VM is on.')
    await expect(page.getByRole('button', { name: 'Add a key' })).toHaveAttribute('aria-disabled', 'true')
    await expect(keys(page).getByRole('button', { name: /^Edit/ })).toHaveCount(0)
  })

  await test.step('what the file says otherwise than the host runs with is listed', async () => {
    writeVmx(host, 'web-frontend', withKey(vmxOf(host, 'web-frontend'), 'memSize', '4096'))
    await page.getByRole('button', { name: 'Read again' }).click()
    await expectRows(page.getByRole('table', { name: 'Differences between file and running configuration' }), [
      { What: 'Memory', 'In the file': '4096 MB', Running: '8192 MB' },
    ])
  })

  await test.step('a file that libvirt would refuse as a whole is shown, and what is odd in it is said', async () => {
    const own = withKey(withKey(vmxOf(host, off), 'memSize', '33'), 'virtualHW.version', 'new')
    writeVmx(host, off, `${own}numvcpus = "64"\nnothing here\nwrong = "open\n`)
    await openConfiguration(page, off)
    await expectRow(keys(page), { Key: /^memSize/, Decoded: /Odd It has to be a multiple of 4 MiB\./ })
    await expectRow(keys(page), { Key: /^virtualHW\.version/, Decoded: /Odd It has to be a decimal number\./ })
    const problems = page.getByRole('list', { name: 'Problems' })
    await expect(problems).toContainText(/"numvcpus" is set again\. The first one, in line \d+, counts\./)
    await expect(problems).toContainText('never closed')
    await page.getByRole('checkbox', { name: /Only odd values \(2\)/ }).check()
    await expect(keys(page).getByRole('row')).toHaveCount(3)
    await page.getByRole('checkbox', { name: /Only odd values/ }).uncheck()
  })

  await test.step('a password in the file is hidden until it is asked for', async () => {
    writeVmx(host, off, `${whole}RemoteDisplay.vnc.password = "S3cret!"\n`)
    await page.getByRole('button', { name: 'Read again' }).click()
    await expectRow(keys(page), { Key: /^RemoteDisplay\.vnc\.password/, 'As stored in the file': '********' })
    await page.getByRole('button', { name: 'Text as written' }).click()
    const lines = page.getByRole('list', { name: 'Lines of the file' })
    await expect(lines).toContainText('RemoteDisplay.vnc.password = "********"')
    await page.getByRole('checkbox', { name: 'Show 1 password' }).check()
    await expect(lines).toContainText('RemoteDisplay.vnc.password = "S3cret!"')
  })

  await test.step('a file of 50 MB is refused with its size, and the rest of the page goes on', async () => {
    writeVmx(host, off, Buffer.alloc(50 * 1024 * 1024, '#'))
    await page.getByRole('button', { name: 'Read again' }).click()
    await expect(page.getByRole('main').getByRole('alert')).toContainText('50.0 MB')
    await openTab(page, 'Hardware')
    await expect(page.getByRole('main')).toContainText('8 vCPU')
    await expectRow(page.getByRole('table', { name: 'Devices' }), { Device: /^Hard disk 1\b/, Summary: '80 GB thin' })
  })
})

test('the VM as libvirt describes it is shown, searched, downloaded, and compared with another VM’s', async ({
  page,
  signIn,
}) => {
  await signIn()
  await openConfiguration(page, off)
  await page.getByRole('button', { name: 'Domain XML' }).click()
  const lines = page.getByRole('list', { name: 'Lines of the domain XML' })
  await expect(lines).toContainText('<name>build|agent &quot;7&quot;</name>')
  await expect(lines).toContainText("<memory unit='KiB'>16777216</memory>")
  await expect(lines).toContainText('<vmware:datacenterpath>ha-datacenter</vmware:datacenterpath>')
  const section = page.getByRole('region', { name: 'Domain XML' })
  await expect(section).toContainText(/libvirt URI\s*esx:\/\/root@127\.0\.0\.1:\d+\/\?transport=http/)

  const { name, text } = await downloadBy(page, page.getByRole('button', { name: 'Download the domain XML' }))
  expect(name).toBe('build_agent _7_.xml')
  expect(text).toMatch(/^<domain type='vmware' [\s\S]*<\/domain>\n$/)

  await page.getByRole('searchbox', { name: 'Search keys and values' }).fill('memory')
  await expect(lines.getByRole('listitem')).toHaveCount(2)
  await page.getByRole('searchbox', { name: 'Search keys and values' }).fill('')

  const compare = page.getByRole('button', { name: 'Compare with another VM' })
  await compare.click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('searchbox', { name: 'Search VMs' }).fill('FRONT')
  await dialog.getByRole('button', { name: 'web-frontend' }).click()
  const differences = dialog.getByRole('list', { name: 'Differences from web-frontend' })
  await expect(differences).toContainText("removed: <memory unit='KiB'>16777216</memory>")
  await expect(differences).toContainText("added: <memory unit='KiB'>8388608</memory>")
  // Long lines scroll in their own box, also on a phone.
  await page.setViewportSize({ width: 390, height: 844 })
  await expect.poll(async () => (await dialog.boundingBox())?.width).toBeLessThanOrEqual(390)
  await page.setViewportSize({ width: 1440, height: 900 })
  await page.keyboard.press('Escape')
  await expect(compare).toBeFocused()
})

test('a file is edited: odd values are said before, changes shown and saved, those of others kept', async ({
  page,
  host,
  signIn,
}) => {
  await signIn()
  await test.step('a value that would be odd is said to be before it is saved; one that cannot be written is refused', async () => {
    writeVmx(host, off, vmxOf(host, off).replace(/^\.encoding = ".*"$/m, '.encoding = "windows-1252"'))
    await openConfiguration(page, off)
    await keys(page).getByRole('button', { name: 'Edit memSize', exact: true }).click()
    const form = page.getByRole('dialog', { name: 'Edit memSize' })
    await form.getByLabel('Value', { exact: true }).fill('33')
    await expect(form.getByRole('status')).toContainText('It has to be a multiple of 4 MiB.')
    await form.getByLabel('Value', { exact: true }).fill('Σ is not in it')
    await form.getByRole('button', { name: 'Keep this change' }).click()
    await expect(form.getByLabel('Value', { exact: true })).toHaveAttribute('aria-invalid', 'true')
    await expect(form).toContainText('The file is in windows-1252, which has no "Σ".')
    await form.getByLabel('Value', { exact: true }).fill('quotes " inside')
    await form.getByRole('button', { name: 'Keep this change' }).click()
    await expect(form).toBeHidden()
    await expect(pending(page)).toContainText('1 change, not saved yet')
    await pending(page).getByRole('button', { name: 'Discard' }).click()
  })

  await test.step('keys are changed, added and removed with a preview of their lines, and the host takes them up', async () => {
    await change(page, 'memSize', '3072')
    await page.getByRole('button', { name: 'Add a key' }).click()
    const form = page.getByRole('dialog', { name: 'Add a key' })
    await form.getByLabel('Key', { exact: true }).fill('disk.EnableUUID')
    await form.getByLabel('Value', { exact: true }).fill('TRUE')
    await expect(form).toContainText('Whether the guest sees a serial number on its disks.')
    await form.getByRole('button', { name: 'Add to the changes' }).click()

    const lines = pending(page).getByRole('list', { name: 'Lines that change' })
    await expect(lines.getByRole('listitem').filter({ hasText: /^\d*[−+]/ })).toContainText([
      /removed: memSize = "16384"/,
      /added: memSize = "3072"/,
      /added: disk.EnableUUID = "TRUE"/,
    ])
    expect(vmxOf(host, off)).toContain('memSize = "16384"')
    await pending(page).getByRole('button', { name: 'Save to the host' }).click()
    await expect(page.getByRole('status').filter({ hasText: '2 changes saved.' })).toContainText(
      'The host has read the file again.',
    )
    expect(host.world.prop(host.vm(off), 'config.hardware.memoryMB')).toBe(3072)
    expect(vmxOf(host, off)).toContain('disk.EnableUUID = "TRUE"')
    await expect(page.getByRole('main')).toContainText('The file and the running configuration agree')

    await keys(page).getByRole('button', { name: 'Remove disk.EnableUUID' }).click()
    await expect(pending(page)).toContainText('1 change, not saved yet')
    await pending(page).getByRole('button', { name: 'Discard' }).click()
    await expect(pending(page)).toBeHidden()
  })

  await test.step('somebody else’s change in between is kept, shown beside one’s own, and both can be had', async () => {
    await change(page, 'memSize', '4096')
    writeVmx(host, off, withKey(vmxOf(host, off), 'numvcpus', '2'))
    await pending(page).getByRole('button', { name: 'Save to the host' }).click()
    await expect(pending(page).getByRole('alert')).toContainText(
      'The file was changed by somebody else since you began.',
    )
    await expectRows(pending(page).getByRole('table', { name: 'Both changes' }), [
      { Key: 'memSize', 'When you began': '3072', 'In the file now': 'unchanged', Yours: '4096' },
      { Key: 'numvcpus', 'When you began': '8', 'In the file now': '2', Yours: 'unchanged' },
    ])
    expect(vmxOf(host, off)).toContain('memSize = "3072"')
    await pending(page).getByRole('button', { name: 'Put my changes on the new file' }).click()
    await pending(page).getByRole('button', { name: 'Save to the host' }).click()
    await expect(page.getByRole('status').filter({ hasText: '1 change saved.' })).toBeVisible()
    expect(host.world.prop(host.vm(off), 'config.hardware.memoryMB')).toBe(4096)
    expect(host.world.prop(host.vm(off), 'config.hardware.numCPU')).toBe(2)
  })
})
