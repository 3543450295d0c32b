import { expect, type Locator, type Page } from '@playwright/test'

/** Goes to the page of a VM, as somebody who finds it in the table of all of them. */
export async function openVm(page: Page, name: string): Promise<void> {
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'VMs' }).click()
  await page.getByRole('table', { name: 'Virtual machines' }).getByRole('link', { name, exact: true }).click()
  await expect(page.getByRole('heading', { level: 1, name, exact: true })).toBeVisible()
}

/** The same where there are more than a screen shows. */
export async function findVm(page: Page, name: string): Promise<void> {
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'VMs' }).click()
  await page.getByRole('searchbox', { name: 'Search virtual machines' }).fill(name)
  await openVm(page, name)
}

export const actions = (page: Page): Locator => page.getByRole('group', { name: 'Actions' })

export const action = (page: Page, verb: string): Locator =>
  actions(page).getByRole('button', { name: verb, exact: true })

/** Opens the menu of rarer actions and takes one. */
export async function chooseMore(page: Page, verb: string): Promise<void> {
  await action(page, 'More').click()
  await moreItem(page, verb).click()
}

/** A verb of that menu while it is open. Its reason stands in its name, where other verbs are named too. */
export const moreItem = (page: Page, verb: string): Locator =>
  page.getByRole('menuitem', { name: new RegExp(`^${verb}`) })

/** The panel of what goes on with the VM. */
export const operation = (page: Page): Locator => page.getByRole('region', { name: 'Operation' })

/** The error of an operation: its sentence, and what became of the cancel. */
export const errorOf = (panel: Locator): Locator => panel.getByRole('alert')

export const openTab = (page: Page, name: string): Promise<void> => page.getByRole('tab', { name }).click()

/** The card of a VM's question. */
export const questionOf = (page: Page, vm: string): Locator => page.getByRole('article', { name: vm, exact: true })

/** The same, only while it can be answered; answered ones stay a minute as a record. */
export const openQuestionOf = (page: Page, vm: string): Locator =>
  questionOf(page, vm).filter({ has: page.getByRole('group', { name: 'Answers' }) })

export const waiting = (page: Page): Locator => page.getByRole('region', { name: 'Waiting for an answer' })
export const running = (page: Page): Locator => page.getByRole('region', { name: 'Running' })
export const finished = (page: Page): Locator => page.getByRole('region', { name: 'Just finished' })

/** A line of a list by what it says. */
export const lineOf = (list: Locator, text: string): Locator => list.getByRole('listitem').filter({ hasText: text })

export const answers = (question: Locator): Locator => question.getByRole('group', { name: 'Answers' })

export const answer = (question: Locator, label: string): Locator =>
  answers(question).getByRole('button', { name: new RegExp(`^(\\d )?${label}`) })
