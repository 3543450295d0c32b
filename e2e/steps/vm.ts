import { expect, type Locator, type Page } from '@playwright/test'

/** Goes to the page of a VM, as somebody who finds it in the table of all of them. */
export async function openVm(page: Page, name: string): Promise<void> {
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'VMs' }).click()
  await page.getByRole('table', { name: 'Virtual machines' }).getByRole('link', { name, exact: true }).click()
  await expect(page.getByRole('heading', { level: 1, name, exact: true })).toBeVisible()
}

export const actions = (page: Page): Locator => page.getByRole('group', { name: 'Actions' })

export const action = (page: Page, verb: string): Locator =>
  actions(page).getByRole('button', { name: verb, exact: true })

/** Opens the menu of rarer actions and takes one. */
export async function chooseMore(page: Page, verb: string): Promise<void> {
  await action(page, 'More').click()
  await page.getByRole('menuitem', { name: verb }).click()
}

/** The panel of what goes on with the VM. */
export const operation = (page: Page): Locator => page.getByRole('region', { name: 'Operation' })

/** The error of an operation: its sentence, and what became of the cancel. */
export const errorOf = (panel: Locator): Locator => panel.getByRole('alert')

export const openTab = (page: Page, name: string): Promise<void> => page.getByRole('tab', { name }).click()
