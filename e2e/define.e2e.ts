import { expect, test } from './fixtures/console'
import { labWithFiles } from './fixtures/worlds'
import { job, openDatastore, openFolder } from './steps/files'
import { action, answer, chooseMore, moreItem, operation } from './steps/vm'

/** A VM of a domain XML, whose serial port asks at power-on: from the text to its end, with the question in the middle. */
const name = 'defined "größe" 50% a/b'
const xml = `<domain type='vmware'>
  <name>${name}</name>
  <memory unit='MiB'>512</memory>
  <vcpu>2</vcpu>
  <os><type arch='x86_64'>hvm</type></os>
  <devices>
    <disk type='file' device='cdrom'>
      <source file='[datastore1] iso/debian-12.7.0-amd64-netinst.iso'/>
      <target dev='hdc' bus='ide'/>
    </disk>
    <serial type='file'><source path='[datastore1] work/console.log'/></serial>
    <sound model='es1370'/>
  </devices>
</domain>
`

test.use({ world: labWithFiles([], { datastore1: { 'work/console.log': 'what was before\n' } }) })

test('a VM is defined from a domain XML, asks in the middle, leaves the inventory and comes back', async ({
  page,
  signIn,
}) => {
  await signIn()
  const main = page.getByRole('main')
  const form = page.getByRole('dialog', { name: 'Define VM' })

  await test.step('what becomes of a text is said before: what is kept, what is there, what is not', async () => {
    await openDatastore(page, 'datastore1')
    await openFolder(page, 'work')
    await page.getByRole('button', { name: 'Create VM' }).click()
    await page.getByRole('button', { name: 'Define it from that' }).click()
    const text = form.getByRole('textbox', { name: 'VMX or domain XML' })
    await text.fill(xml.replace("'vmware'", "'kvm'"))
    await expect(form.getByRole('alert')).toContainText('No VM can be made of this domain XML.')
    await text.fill(xml)
    const report = form.getByRole('region', { name: 'What becomes of it' })
    await expect(report).toContainText('2 vCPU, 512 MB, no disk, no network, 1 serial port, BIOS')
    await expect(report).toContainText('Version 8, known to esx-lab-01')
    await expect(report.getByRole('region', { name: 'Its files' })).toContainText('is there')
    await expect(report.getByRole('region', { name: 'Cannot be kept' })).toContainText("sound model='es1370'")
    await expect(report).toContainText(`[datastore1] work/${name.replaceAll('"', '_')}.vmx`)
  })

  await test.step('it is put there and registered, and the run leads to it', async () => {
    await form.getByRole('button', { name: 'Define VM' }).click()
    await job(page, 'from a domain XML').getByRole('link', { name: 'Open the VM' }).click()
    await expect(page.getByRole('heading', { level: 1, name, exact: true })).toBeVisible()
    await expect(main).toContainText('2 vCPU, 512 MB')
  })

  await test.step('while it asks nothing else is begun, and an answer lets it on', async () => {
    await action(page, 'Power on').click()
    const question = operation(page)
    await expect(question).toContainText('console.log" already exists')
    await action(page, 'More').click()
    await expect(moreItem(page, 'Unregister')).toHaveAttribute('aria-disabled', 'true')
    await page.keyboard.press('Escape')
    await answer(question, 'Append').click()
    await expect(main).toContainText('The VM is already on.')
  })

  await test.step('it is taken out, and comes back with what it was', async () => {
    await chooseMore(page, 'Power off')
    await page.getByRole('alertdialog').getByRole('button', { name: 'Power off' }).click()
    await expect(action(page, 'Power on')).toBeEnabled()
    await chooseMore(page, 'Unregister')
    await page.getByRole('alertdialog').getByRole('button', { name: 'Unregister' }).click()
    await expect(main).toContainText(`${name} is not registered any more`)
    await main.getByRole('button', { name: 'Register again' }).click()
    await main.getByRole('link', { name: 'Open the VM' }).click()
    await expect(page.getByRole('heading', { level: 1, name, exact: true })).toBeVisible()
    await expect(operation(page)).toBeVisible()
  })
})
