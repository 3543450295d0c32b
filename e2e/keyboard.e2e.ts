import { expect, test } from './fixtures/console'
import { otherClient } from './fixtures/other-client'
import { labWith } from './fixtures/worlds'
import { action, finished, lineOf, openQuestionOf, openVm, questionOf } from './steps/vm'

const vm = 'asks-append-or-replace'

test.use({ world: labWith([vm, 'asks-twice', 'web-frontend', '100% test', 'slow-to-start']) })

test('Ctrl K finds a VM and opens it', async ({ page, signIn }) => {
  await signIn()
  await page.keyboard.press('Control+k')
  await page.keyboard.type('10.20.120')
  await expect(page.getByRole('option').first()).toContainText('web-frontend')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1, name: 'web-frontend' })).toBeVisible()
})

test('Ctrl K starts what loses nothing, and says of the rest why not', async ({ page, signIn }) => {
  await signIn()
  await page.keyboard.press('Control+k')
  await page.keyboard.type('power on 100')
  const command = page.getByRole('option', { name: /Power on 100% test/ })
  await expect(command).toBeVisible()
  await command.click()
  await expect(page.getByRole('region', { name: 'Operation' })).toContainText('The VM is on.')
  await page.keyboard.press('Control+k')
  await page.keyboard.type('power on 100')
  await expect(page.getByRole('option', { name: /Power on 100% test/ })).toContainText('already on')
})

test('Esc closes the search and gives the focus back', async ({ page, signIn }) => {
  await signIn()
  const button = page.getByRole('button', { name: 'Search and run commands' })
  await button.press('Enter')
  await expect(page.getByRole('dialog', { name: 'Search and commands' })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog', { name: 'Search and commands' })).toBeHidden()
  await expect(button).toBeFocused()
})

test('a dialog that was opened from a menu gives the focus back to the button of the menu', async ({
  page,
  signIn,
}) => {
  await signIn()
  await openVm(page, 'web-frontend')
  await action(page, 'More').press('Enter')
  await page.getByRole('menuitem', { name: 'Rename' }).press('Enter')
  await expect(page.getByRole('dialog', { name: 'Rename: web-frontend' }).getByLabel('Name')).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toBeHidden()
  await expect(action(page, 'More')).toBeFocused()
  await action(page, 'Reset').press('Enter')
  await expect(page.getByRole('alertdialog').getByRole('button', { name: 'Cancel' })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(action(page, 'Reset')).toBeFocused()
})

test('g and a letter goes to a page', async ({ page, signIn }) => {
  await signIn()
  for (const [key, path] of [
    ['m', '/vms'],
    ['h', '/hosts'],
    ['d', '/datastores'],
    ['i', '/history'],
    ['s', '/settings'],
    ['b', '/'],
  ] as const) {
    await page.keyboard.press('g')
    await page.keyboard.press(key)
    await expect(page).toHaveURL((url) => url.pathname === path)
    await expect(page.getByRole('heading', { level: 1 })).toBeAttached()
  }
})

test('j and k go through the questions; 1 answers the one that has the focus', async ({ page, host, signIn }) => {
  await signIn()
  const script = await otherClient(host)
  await script.start('PowerOnVM_Task', 'asks-twice')
  await expect(openQuestionOf(page, 'asks-twice')).toBeVisible()
  await script.start('PowerOnVM_Task', vm)
  await expect(openQuestionOf(page, vm)).toBeVisible()
  await page.keyboard.press('j')
  await expect(questionOf(page, 'asks-twice')).toBeFocused()
  await page.keyboard.press('j')
  await expect(questionOf(page, vm)).toBeFocused()
  await page.keyboard.press('k')
  await page.keyboard.press('j')
  await page.keyboard.press('1')
  await expect(questionOf(page, vm).getByRole('status')).toContainText("Answered 'Append'")
  await expect(lineOf(finished(page), vm)).toContainText('Done')
})

test('a key on a destructive answer asks first; d goes to the default and sends nothing; Enter opens', async ({
  page,
  host,
  signIn,
}) => {
  await signIn()
  const script = await otherClient(host)
  await script.start('PowerOnVM_Task', vm)
  const question = openQuestionOf(page, vm)
  await expect(question).toBeVisible()
  await page.keyboard.press('j')
  await page.keyboard.press('2')
  await expect(page.getByRole('button', { name: 'Keep waiting' })).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('alertdialog')).toBeHidden()
  await questionOf(page, vm).focus()
  await page.keyboard.press('d')
  await expect(question.getByRole('button', { name: /Append/ })).toBeFocused()
  expect(host.calls.some(({ method }) => method === 'AnswerVM')).toBe(false)
  await questionOf(page, vm).focus()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1, name: vm })).toBeVisible()
})

test('/ searches the table; j, k and Space move and select; Esc clears', async ({ page, signIn }) => {
  await signIn('/vms')
  const table = page.getByRole('table', { name: 'Virtual machines' })
  await expect(table.getByRole('link', { name: 'web-frontend' })).toBeVisible()
  await page.keyboard.press('/')
  await expect(page.getByRole('searchbox', { name: 'Search virtual machines' })).toBeFocused()
  await page.keyboard.type('jk/g')
  await expect(page.getByRole('searchbox', { name: 'Search virtual machines' })).toHaveValue('jk/g')
  await page.getByRole('searchbox', { name: 'Search virtual machines' }).fill('')
  await page.getByRole('heading', { level: 1 }).click()
  await page.keyboard.press('j')
  await expect(table.getByRole('link', { name: '100% test', exact: true })).toBeFocused()
  await page.keyboard.press('j')
  await page.keyboard.press('Space')
  await page.keyboard.press('Shift+ArrowDown')
  await expect(page.getByRole('region', { name: 'Actions for the selection' })).toContainText('2 selected')
  await page.keyboard.press('Escape')
  await expect(page.getByRole('region', { name: 'Actions for the selection' })).toBeHidden()
})

test('? lists the keys', async ({ page, signIn }) => {
  await signIn()
  await page.keyboard.press('?')
  const keys = page.getByRole('dialog', { name: 'Keyboard' })
  await expect(keys).toContainText('Search and commands')
  await expect(keys).toContainText('Answer the question that has focus')
  await page.keyboard.press('Escape')
  await expect(keys).toBeHidden()
})

test('single keys can be switched off, and stay off', async ({ page, signIn }) => {
  await signIn()
  await page.getByRole('button', { name: 'Account: admin' }).click()
  await page.getByRole('menuitemcheckbox', { name: /Single-key shortcuts/ }).click()
  await page.keyboard.press('Escape')
  await page.reload()
  await expect(page.getByRole('heading', { level: 1, name: 'Board' })).toBeAttached()
  await page.keyboard.press('?')
  await page.keyboard.press('g')
  await page.keyboard.press('m')
  await page.keyboard.press('Control+k')
  await expect(page.getByRole('dialog', { name: 'Search and commands' })).toBeVisible()
  await expect(page.getByRole('dialog', { name: 'Keyboard' })).toBeHidden()
  await expect(page).toHaveURL('/')
})

test('everything on the Board can be reached and pressed without a mouse', async ({ page, host, signIn }) => {
  await signIn()
  const script = await otherClient(host)
  await script.start('PowerOnVM_Task', vm)
  const append = openQuestionOf(page, vm).getByRole('button', { name: /Append/ })
  await expect(append).toBeVisible()
  for (let presses = 0; presses < 60; presses += 1) {
    await page.keyboard.press('Tab')
    if (await append.evaluate((element) => element === document.activeElement)) break
  }
  await expect(append).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(questionOf(page, vm).getByRole('status')).toContainText("Answered 'Append'")
})

test('the first Tab leads past the navigation to the content', async ({ page, signIn }) => {
  await signIn()
  await page.reload()
  await page.keyboard.press('Tab')
  await expect(page.getByRole('link', { name: 'Skip to content' })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('main')).toBeFocused()
})
