import { readFile } from 'node:fs/promises'
import { expect, test, type Page } from './fixtures/console'
import { labOf } from './fixtures/worlds'
import { addAccount, choosePassword } from './steps/accounts'
import { action, openVm, operation } from './steps/vm'

const vm = '東京 "quoted", and so on'

/** Takes a copy with the menu of History and returns it. */
async function exported(page: Page, item: string): Promise<{ fileName: string; text: string }> {
  await page.getByRole('button', { name: 'Export' }).click()
  const download = page.waitForEvent('download')
  await page.getByRole('menuitem', { name: item }).first().click()
  const taken = await download
  return { fileName: taken.suggestedFilename(), text: await readFile(await taken.path(), 'utf8') }
}

test.describe('a copy of History', () => {
  test.use({ world: labOf([vm]) })

  test('is taken as a table and as lines of JSON, of all of it or of what is shown', async ({ page, signIn }) => {
    await signIn()
    await openVm(page, vm)
    await action(page, 'Power on').click()
    await expect(operation(page)).toContainText('The VM is on.')
    await page.goto('/history')

    const table = await exported(page, 'Table (CSV)')
    expect(table.fileName).toMatch(/^andon-history-[\dTZ-]+\.csv$/)
    const lines = table.text.split('\r\n')
    expect(lines[0]).toMatch(/^\u{FEFF}"line","what","run"/u)
    const powerOn = lines.filter((line) => line.includes('"Power on"'))
    expect(powerOn).toHaveLength(1)
    expect(powerOn[0]).toContain('"東京 ""quoted"", and so on"')
    expect(powerOn[0]).toContain('"esx-lab"')
    expect(powerOn[0]).toContain('"admin"')

    const chain = await exported(page, 'Rows with their chain (JSON lines)')
    expect(chain.fileName).toMatch(/\.jsonl$/)
    const rows = chain.text
      .trimEnd()
      .split('\n')
      .map((line): Record<string, unknown> => JSON.parse(line))
    expect(rows[0]).toMatchObject({ is: 'andon-journal', filter: {} })
    const written = rows.filter((row) => row.is === 'row').length
    expect(rows.at(-1)).toEqual({ is: 'end', rows: written })
    expect(rows).toContainEqual(expect.objectContaining({ is: 'name', name: 'admin' }))
    expect(chain.text).toContain('PowerOnVM_Task')

    await page.getByRole('combobox', { name: 'Outcome' }).selectOption('Failed')
    await expect(page.getByText('Nothing matches')).toBeVisible()
    // The filters come first in the menu.
    const shown = await exported(page, 'Table (CSV)')
    expect(shown.text.trimEnd().split('\r\n')).toHaveLength(1)
    await page.goto('/history')
    await expect(page.getByText('History exported as CSV: what has the outcome failed')).toBeVisible()
  })
})

test.describe('Settings → Record', () => {
  test.use({ connected: false, world: { preset: 'empty' } })

  test('a time is chosen, confirmed and there again; a person is forgotten everywhere', async ({
    page,
    signIn,
    newBrowser,
  }) => {
    await signIn()
    const person = await newBrowser()
    await choosePassword(person, await addAccount(page, 'anna.häußler', 'Viewer'))
    await page.getByRole('link', { name: 'Record', exact: true }).click()

    const kept = page.getByRole('combobox', { name: 'History is kept' })
    await kept.selectOption('for 90 days')
    await page.getByRole('button', { name: 'Save' }).click()
    const asked = page.getByRole('alertdialog')
    await expect(asked.getByRole('button', { name: 'Cancel' })).toBeFocused()
    await page.keyboard.press('Enter')
    await expect(asked).toBeHidden()
    await page.reload()
    await expect(kept).toHaveValue('')
    await kept.selectOption('for 90 days')
    await page.getByRole('button', { name: 'Save' }).click()
    await asked.getByRole('button', { name: 'Remove' }).click()
    await expect(asked).toBeHidden()
    await page.reload()
    await expect(kept).toHaveValue('90')

    await page.getByLabel('Name in the record').fill('anna.häußler')
    await page.keyboard.press('Enter')
    await asked.getByRole('button', { name: 'Forget' }).click()
    await expect(page.getByRole('status').filter({ hasText: 'anna.häußler is forgotten.' })).toBeVisible()

    await page.goto('/history')
    await expect(page.getByRole('link', { name: 'a forgotten person' }).first()).toBeVisible()
    await expect(page.getByRole('main')).not.toContainText('anna.häußler')
    await page.getByRole('button', { name: 'Check now' }).click()
    await expect(page.getByRole('region', { name: 'The record' })).toContainText('none changed, 1 person forgotten')
  })
})
