import { expect, test } from './fixtures/console'
import { labWithFiles } from './fixtures/worlds'
import { command, entry, filesIn, job, onHost, openDatastore, openFolder } from './steps/files'
import { expectRow } from './steps/table'

/** Files of datastores, from the list of datastores down to the bytes on the host. */

const mib = 1024 * 1024
const names = ['db/primary', 'build|agent "7"', 'café-01', 'R&D <lab>', '100% test', 'web-frontend']
const work = {
  'work/notes.txt': 'first line\nsecond line\n',
  'work/a+b.iso': 3,
  'work/inner/kept.txt': 'kept',
}
const captures = Object.fromEntries(
  Array.from({ length: 10_000 }, (_, index) => [`captures/${String(index + 1).padStart(5, '0')}.pcap`, 1]),
)

test.describe('the datastores', () => {
  test.use({ world: { product: 'vcenter' } })

  test('are listed with what they hold and who reaches them; one out of reach offers nothing', async ({
    page,
    signIn,
  }) => {
    await signIn('/datastores')
    await test.step('are listed with what they hold, what is left and who reaches them', async () => {
      const table = page.getByRole('table', { name: 'Datastores' })
      await expectRow(table, {
        Name: 'nfs-archive',
        Type: 'NFS',
        State: 'Accessible',
        Capacity: '100.0 TB',
        Hosts: '5',
      })
      await expectRow(table, { Name: 'lab-scratch', Used: /99 %.*Full/, Free: '12.0 MB', Capacity: '100.0 GB' })
      await expectRow(table, { Name: 'lab-retired', State: 'Not accessible', Free: '–', Hosts: '0 of 2 reach it' })
      await page.getByRole('button', { name: 'Free' }).click()
      await expect(table.getByRole('link').first()).toHaveText('lab-scratch')
    })

    await test.step('that no host reaches say so, and offer nothing that cannot be done', async () => {
      await openDatastore(page, 'lab-retired')
      const why = 'No host can reach lab-retired now.'
      for (const name of ['New folder', 'Upload', 'Create disk', 'Read again']) {
        const button = page.getByRole('button', { name, exact: true }).first()
        await expect(button).toHaveAttribute('aria-disabled', 'true')
        await expect(button).toHaveAccessibleDescription(new RegExp(why))
      }
      await page.getByRole('tab', { name: 'Details' }).click()
      await expect(page.getByRole('table', { name: /Mounted on 2 hosts/ })).toContainText('AllPathsDown_Start')
    })
  })
})

test.describe('folders', () => {
  test.use({ world: labWithFiles(names, { datastore1: captures }) })

  test('are walked under the names that people gave, however full; a wrong address leads back', async ({
    page,
    signIn,
  }) => {
    await signIn()
    await test.step('are shown with the names that people gave, and belong to the VMs of those names', async () => {
      await openDatastore(page, 'datastore1')
      const table = filesIn(page, 'datastore1')
      await expectRow(table, { Name: /^db\/primary db\+JQ-2fprimary$/i, Kind: 'Folder', VM: 'db/primary' })
      await expectRow(table, { Name: 'café-01 caf+w6k--01', VM: 'café-01' })
      await expectRow(table, { Name: '100% test 100+JQ-25 test', VM: '100% test' })
      // What datastores do not take is lost in the folder's name, and not in the VM's.
      await expectRow(table, { Name: 'build_agent _7_', VM: 'build|agent "7"' })
      await expectRow(table, { Name: 'R&D _lab_ R+Jg-D _lab_', VM: 'R&D <lab>' })
      await expect(table).not.toContainText('%2f')

      await openFolder(page, 'db/primary')
      await expect(page.getByRole('navigation', { name: 'Folders' })).toHaveText('datastore1db/primary')
      await expectRow(filesIn(page, 'db/primary'), { Name: /^db\/primary\.vmx /, Kind: 'VM configuration' })
      await expectRow(filesIn(page, 'db/primary'), { Name: /^db\/primary_1\.vmdk /, Kind: 'Virtual disk, 400 GB' })
      // The address leads back to the folder.
      await page.reload()
      await expect(filesIn(page, 'db/primary')).toBeVisible()
      await page.getByRole('navigation', { name: 'Folders' }).getByRole('link', { name: 'datastore1' }).click()
      await page.getByRole('searchbox', { name: 'Filter this folder' }).fill('agent "7"')
      await expectRow(table, { Name: 'build_agent _7_', VM: 'build|agent "7"' })
    })

    await test.step('of ten thousand files can be walked, filtered and acted on', async () => {
      await openDatastore(page, 'datastore1', ['captures'])
      const table = filesIn(page, 'captures')
      await expect(table).toHaveAttribute('aria-rowcount', '10001')
      await expect(page.getByText('10000 entries')).toBeVisible()
      expect(await table.getByRole('row').count()).toBeLessThan(100)

      await table.getByRole('button', { name: '00001.pcap', exact: true }).focus()
      await page.keyboard.press('End')
      const last = table.getByRole('button', { name: '10000.pcap', exact: true })
      await expect(last).toBeFocused()
      await expect(last).toBeInViewport()
      expect(await table.getByRole('row').count()).toBeLessThan(100)
      await page.keyboard.press('Space')
      await expect(page.getByRole('region', { name: 'Actions for the selection' })).toContainText('10000.pcap, 1.0 MB')
      await page.keyboard.press('Home')
      await expect(table.getByRole('button', { name: '00001.pcap', exact: true })).toBeFocused()

      await page.getByRole('searchbox', { name: 'Filter this folder' }).fill('0777')
      await expect(page.getByText('11 of 10000 entries')).toBeVisible()
      await expect(page.getByRole('region', { name: 'Actions for the selection' })).toContainText('1 not shown')
      await page.getByRole('searchbox', { name: 'Filter this folder' }).fill('10000')
      await expect(entry(page, '10000.pcap')).toBeVisible()
    })

    await test.step('that are not there say so, and lead back', async () => {
      await openDatastore(page, 'datastore1')
      await page.goto(`${page.url()}?path=captures%2Fnowhere`)
      await expect(page.getByRole('main').getByRole('alert')).toContainText('No such folder')
      await expect(page.getByRole('button', { name: 'Upload', exact: true })).toHaveAccessibleDescription(
        'There is no such folder to put it into.',
      )
      await page.getByRole('button', { name: 'Open the folder above' }).click()
      await expect(filesIn(page, 'captures')).toBeVisible()
    })

    await test.step('that an address climbs out to are not opened', async () => {
      await openDatastore(page, 'datastore1')
      await page.goto(`${page.url()}?path=iso%2F..%2F..%2Fetc`)
      await expect(page.getByRole('main').getByRole('alert')).toContainText('No such folder.')
      await page.getByRole('button', { name: 'Open the datastore' }).click()
      await expect(filesIn(page, 'datastore1')).toBeVisible()
    })
  })
})

test.describe('files and folders', () => {
  test.use({ world: labWithFiles(['db/primary', '100% test'], { datastore1: work }) })

  test('are made, renamed, moved and copied under plain names', async ({ page, host, signIn }) => {
    await signIn()
    await openDatastore(page, 'datastore1', ['work'])
    await page.getByRole('button', { name: 'New folder', exact: true }).click()
    const form = page.getByRole('dialog', { name: 'New folder' })
    await form.getByLabel('Name', { exact: true }).fill('R&D/2026 "é"')
    await expect(form).toContainText('Stored on the datastore as')
    await form.getByRole('button', { name: 'Make folder' }).click()
    await expect(job(page, 'New folder [datastore1] work/R&D/2026 "é"')).toContainText('Done')
    await expect(entry(page, 'R&D/2026 _é_')).toBeVisible()
    const folder = onHost(host)
      .names('[datastore1] work')
      .find((name) => name.startsWith('R+Jg-D'))
    expect(folder).not.toMatch(/[/"é]/)

    await command(page, 'notes.txt', 'Rename')
    const rename = page.getByRole('dialog', { name: 'Rename: notes.txt' })
    await rename.getByLabel('Name', { exact: true }).fill('a+b.iso')
    await rename.getByRole('button', { name: 'Rename' }).click()
    await expect(rename).toContainText('There is something of this name already.')
    await rename.getByLabel('Name', { exact: true }).fill('100% sure.txt')
    await rename.getByRole('button', { name: 'Rename' }).click()
    await expect(entry(page, '100% sure.txt')).toBeVisible()
    expect(onHost(host).bytes('[datastore1] work/100+JQ-25 sure.txt').toString()).toBe('first line\nsecond line\n')

    await command(page, '100% sure.txt', 'Move')
    const move = page.getByRole('dialog', { name: 'Move: 100% sure.txt' })
    await move.getByRole('button', { name: 'Move', exact: true }).click()
    await expect(move.getByRole('alert')).toContainText('It is in this folder already.')
    await move.getByRole('list', { name: 'Folders' }).getByRole('button', { name: 'inner' }).click()
    await move.getByRole('button', { name: 'Move', exact: true }).click()
    await expect(move).toBeHidden()
    await expect(entry(page, '100% sure.txt')).toBeHidden()
    expect(onHost(host).names('[datastore1] work/inner')).toEqual(['100+JQ-25 sure.txt', 'kept.txt'])

    // A name that was never escaped stays as it is, also on another datastore.
    await command(page, 'a+b.iso', 'Copy')
    const copy = page.getByRole('dialog', { name: 'Copy: a+b.iso' })
    await copy.getByLabel('To datastore').selectOption({ label: 'nas (backup & iso)' })
    await copy.getByRole('list', { name: 'Folders' }).getByRole('button', { name: 'iso' }).click()
    await copy.getByRole('button', { name: 'Copy', exact: true }).click()
    await expect(job(page, 'Copy [datastore1] work/a+b.iso to [nas (backup & iso)] iso')).toContainText('Done')
    expect(onHost(host).file('[nas (backup & iso)] iso/a+b.iso')?.size).toBe(3 * mib)
    expect(onHost(host).file('[datastore1] work/a+b.iso')?.size).toBe(3 * mib)
  })

  test('are reached by keys, kept while a VM uses them, and deleted after a sentence of what is lost', async ({
    page,
    host,
    signIn,
  }) => {
    await signIn()
    await test.step('are reached and opened by keys alone', async () => {
      await openDatastore(page, 'datastore1')
      await entry(page, '100% test').getByRole('link', { name: '100% test' }).first().focus()
      await page.keyboard.press('End')
      await expect(entry(page, 'work').getByRole('link')).toBeFocused()
      await page.keyboard.press('Enter')
      await expect(entry(page, 'inner').getByRole('link')).toBeFocused()
      await page.keyboard.press('Backspace')
      await expect(entry(page, 'work').getByRole('link')).toBeFocused()
    })

    await test.step('that a running VM uses are kept, and the reason stands beside the button', async () => {
      await openDatastore(page, 'datastore1')
      await entry(page, 'db/primary').getByRole('checkbox').click()
      const bar = page.getByRole('region', { name: 'Actions for the selection' })
      await expect(bar.getByRole('button', { name: 'Delete' })).toHaveAttribute('aria-disabled', 'true')
      await expect(bar).toContainText('"db/primary" is on and uses what is in this folder.')
      await bar.getByRole('button', { name: 'Clear' }).click()
      await command(page, '100% test', 'Delete')
      await expect(page.getByRole('alertdialog', { name: 'Delete 100% test?' })).toContainText(
        'The folder "100% test" and everything in it, its own folders too, is deleted. It cannot be undone. "100% test" is registered and will not start without it.',
      )
      await page.keyboard.press('Escape')
    })

    await test.step('are deleted only after a sentence of what is lost', async () => {
      await openDatastore(page, 'datastore1', ['work'])
      for (const name of ['inner', 'a+b.iso']) await entry(page, name).getByRole('checkbox').click()
      const bar = page.getByRole('region', { name: 'Actions for the selection' })
      await expect(bar).toContainText('2 selected, 3.0 MB besides what folders hold')
      await bar.getByRole('button', { name: 'Delete' }).click()
      const confirm = page.getByRole('alertdialog', { name: 'Delete 2 entries?' })
      await expect(confirm).toContainText(
        '1 folder with everything in it and 1 file are deleted, 3.0 MB besides what folders hold. It cannot be undone.',
      )
      await expect(confirm.getByRole('button', { name: 'Keep them' })).toBeFocused()
      await page.keyboard.press('Escape')
      await expect(confirm).toBeHidden()
      expect(onHost(host).names('[datastore1] work')).toHaveLength(3)
      await bar.getByRole('button', { name: 'Delete' }).click()
      await confirm.getByRole('button', { name: 'Delete' }).click()
      await expect(confirm).toBeHidden()
      await expect(entry(page, 'inner')).toBeHidden()
      await expect(entry(page, 'a+b.iso')).toBeHidden()
      expect(onHost(host).names('[datastore1] work')).toEqual(['notes.txt'])
    })
  })
})

test.describe('virtual disks', () => {
  test.use({ world: labWithFiles([], { datastore1: work }) })

  test('are made in each format, cloned, wiped and deleted', async ({ page, host, signIn }) => {
    await signIn()
    await openDatastore(page, 'datastore1', ['work'])
    const disk = (name: string) => onHost(host).file(`[datastore1] work/${name}.vmdk`)
    for (const [name, format] of [
      ['thin', 'Thin'],
      ['thick', 'Thick, lazily zeroed'],
      ['eager', 'Thick, eagerly zeroed'],
    ] as const) {
      await page.getByRole('button', { name: 'Create disk', exact: true }).click()
      const form = page.getByRole('dialog', { name: 'Create disk' })
      await form.getByLabel('Name', { exact: true }).fill(name)
      await form.getByLabel('Size', { exact: true }).fill('1.5')
      await form.getByRole('radio', { name: format }).check()
      await form.getByRole('button', { name: 'Create disk', exact: true }).click()
      await expect(job(page, `Create disk [datastore1] work/${name}.vmdk, 1.5 GB`)).toContainText('Done')
      await expect(entry(page, `${name}.vmdk`)).toContainText('Virtual disk, 1.5 GB')
    }
    const facts = { capacityKb: 1.5 * 1024 * 1024 }
    expect(disk('thin')?.disk).toMatchObject({ ...facts, thin: true, eager: false })
    expect(disk('thick')?.disk).toMatchObject({ ...facts, thin: false, eager: false })
    expect(disk('eager')?.disk).toMatchObject({ ...facts, thin: false, eager: true })
    expect(disk('thin')?.size).toBeLessThan(10 * mib)
    expect(disk('thick')?.size).toBe(1_536 * mib)

    await command(page, 'thin.vmdk', 'Clone disk')
    const clone = page.getByRole('dialog', { name: 'Clone: thin.vmdk' })
    await clone.getByLabel('Name there', { exact: true }).fill('copy of thin')
    await clone.getByRole('radio', { name: 'Thick, eagerly zeroed' }).check()
    await clone.getByRole('button', { name: 'Clone', exact: true }).click()
    await expect(entry(page, 'copy of thin.vmdk')).toBeVisible()
    await expect.poll(() => disk('copy of thin')?.disk).toMatchObject({ ...facts, thin: false, eager: true })

    await command(page, 'thin.vmdk', 'Wipe disk')
    const wipe = page.getByRole('alertdialog', { name: 'Wipe thin.vmdk?' })
    await expect(wipe).toContainText('Every block of the disk (1.5 GB) is overwritten with zeros.')
    await wipe.getByRole('button', { name: 'Wipe disk' }).click()
    await expect(job(page, 'Wipe disk [datastore1] work/thin.vmdk')).toContainText('Done')
    expect(disk('thin')?.size).toBe(1_536 * mib)

    await command(page, 'thin.vmdk', 'Delete')
    const confirm = page.getByRole('alertdialog', { name: 'Delete thin.vmdk?' })
    await expect(confirm).toContainText(
      '"thin.vmdk", a disk of 1.5 GB, is deleted with all the data that guests have written to it.',
    )
    await confirm.getByRole('button', { name: 'Delete' }).click()
    await expect(confirm).toBeHidden()
    await expect(entry(page, 'thin.vmdk')).toBeHidden()
    expect(disk('thin')).toBeUndefined()
  })

  test('that do not fit are refused by the host, and tried again with what was entered', async ({
    page,
    host,
    signIn,
  }) => {
    await signIn()
    await openDatastore(page, 'scratch')
    await page.getByRole('button', { name: 'Create disk', exact: true }).click()
    const form = page.getByRole('dialog', { name: 'Create disk' })
    await form.getByLabel('Name', { exact: true }).fill('too big')
    await form.getByRole('radio', { name: 'Thick, lazily zeroed' }).check()
    await expect(form).toContainText('Only 12.0 MB are free; the host will refuse it.')
    await form.getByRole('button', { name: 'Create disk', exact: true }).click()
    const line = job(page, 'Create disk [scratch] too big.vmdk')
    await expect(line.getByRole('alert')).toContainText("Insufficient disk space on datastore 'scratch'.")
    await line.getByRole('button', { name: /^Try again/ }).click()
    await expect(form.getByLabel('Name', { exact: true })).toHaveValue('too big')
    await form.getByRole('radio', { name: 'Thin' }).check()
    await form.getByRole('button', { name: 'Create disk', exact: true }).click()
    await expect(entry(page, 'too big.vmdk')).toBeVisible()
    expect(onHost(host).file('[scratch] too big.vmdk')?.disk).toMatchObject({ thin: true })
  })
})
