import { expect, test, type Page } from './fixtures/console'
import { labWith } from './fixtures/worlds'
import { expectRow, expectRows } from './steps/table'
import { action, openTab, openVm, operation } from './steps/vm'

test.use({ world: labWith(['web-frontend', 'db/primary', 'R&D <lab>', '100% test']) })

const snapshots = (page: Page) => page.getByRole('table', { name: 'Snapshots' })

test('snapshots are taken, with memory where there is some, and removed with all below', async ({ page, signIn }) => {
  await signIn()
  await test.step('memory is not offered for a VM that is off', async () => {
    await openVm(page, '100% test')
    await action(page, 'Snapshot').click()
    const form = page.getByRole('dialog', { name: 'Snapshot: 100% test' })
    await expect(form.getByLabel('Memory', { exact: true })).toHaveAttribute('aria-disabled', 'true')
    await expect(form.getByLabel('Memory', { exact: true })).toHaveAccessibleDescription(/there is no memory to keep/)
    await page.keyboard.press('Escape')
  })

  await test.step('a snapshot can be taken, with memory, and is where the VM stands now', async () => {
    await openVm(page, 'web-frontend')
    await openTab(page, 'Snapshots')
    await expect(page.getByText('This VM has no snapshot')).toBeVisible()
    await page.getByRole('tabpanel').getByRole('button', { name: 'Take snapshot' }).click()
    const form = page.getByRole('dialog', { name: 'Snapshot: web-frontend' })
    await form.getByRole('button', { name: 'Take snapshot' }).click()
    await expect(form.getByLabel('Name', { exact: true })).toHaveAttribute('aria-invalid', 'true')
    await form.getByLabel('Name', { exact: true }).fill('50% <done> & "dusted"')
    await form.getByLabel('Description', { exact: true }).fill('two\nlines')
    await form.getByRole('button', { name: 'Take snapshot' }).click()
    await expect(operation(page)).toContainText('Snapshot "50% <done> & "dusted"" was taken.')
    await expectRow(snapshots(page), {
      Snapshot: '50% <done> & "dusted" Now here two lines',
      Holds: 'disks and memory',
    })
  })

  await test.step('the installer of VMware Tools is mounted, and out again', async () => {
    await action(page, 'More').click()
    await page.getByRole('menuitem', { name: 'Mount VMware Tools installer' }).click()
    await expect(operation(page)).toContainText('The installer of VMware Tools is in the CD-ROM drive.')
    await action(page, 'More').click()
    await page.getByRole('menuitem', { name: 'Unmount VMware Tools installer' }).click()
    await expect(operation(page)).toContainText('The installer of VMware Tools is out of the CD-ROM drive.')
  })

  await test.step('a snapshot and everything below it can be removed in one go', async () => {
    await openVm(page, 'db/primary')
    await openTab(page, 'Snapshots')
    await page.getByRole('button', { name: 'Remove before 16.4' }).click()
    await page.getByRole('menuitem', { name: 'Remove it and the 1 below' }).click()
    await page.getByRole('alertdialog').getByRole('button', { name: 'Remove 2 snapshots' }).click()
    await expect(page.getByText('This VM has no snapshot')).toBeVisible()
  })
})

test('a VM goes back to a snapshot, of which one alone can be removed', async ({ page, signIn }) => {
  await signIn()
  await test.step('a VM can go back to a snapshot after it was said what is lost', async () => {
    await openVm(page, 'db/primary')
    await openTab(page, 'Snapshots')
    await expectRows(snapshots(page), [
      { Snapshot: /^before 16\.4/, Size: '28.0 KB', Holds: /quiesced/ },
      { Snapshot: /^Level 2: before "big" migration Now here/, Size: /^36\.5 GB ?32 GB memory$/ },
    ])
    await expect(page.getByText(/^They take 37\.0 GB, of it 32 GB memory and 456\.0 MB written since/)).toBeVisible()
    await page.getByRole('button', { name: 'Revert to before 16.4' }).click()
    const confirm = page.getByRole('alertdialog', { name: 'Revert db/primary to "before 16.4"' })
    await expect(confirm).toContainText(/lost.* 456\.0 MB on its disks is in no snapshot/)
    await confirm.getByRole('button', { name: 'Revert' }).click()
    await expect(operation(page)).toContainText('The VM is as it was at "before 16.4".')
    await expectRow(snapshots(page), { Snapshot: /^before 16\.4 Now here/ })
  })

  await test.step('a snapshot gets another name', async () => {
    await page.getByRole('button', { name: 'Rename before 16.4' }).click()
    const form = page.getByRole('dialog', { name: 'Rename snapshot "before 16.4"' })
    await form.getByLabel('Name', { exact: true }).fill('50% / before')
    await form.getByRole('button', { name: 'Rename' }).click()
    await expect(operation(page)).toContainText('Snapshot "before 16.4" is now called "50% / before".')
    await expectRow(snapshots(page), { Snapshot: /^50% \/ before Now here/ })
  })

  await test.step('one snapshot can be removed, or it and those below it', async () => {
    await page.getByRole('button', { name: 'Remove 50% / before' }).click()
    await page.getByRole('menuitem', { name: 'Remove this snapshot' }).click()
    await page
      .getByRole('alertdialog', { name: 'Remove snapshot "50% / before"' })
      .getByRole('button', { name: 'Remove snapshot' })
      .click()
    await expect(operation(page)).toContainText('Snapshot "50% / before" was removed.')
    await expectRows(snapshots(page), [{ Snapshot: /^before "big" migration/ }])
  })
})
