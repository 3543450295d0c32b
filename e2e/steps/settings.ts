import type { Locator, Page } from '@playwright/test'

export const connections = (page: Page): Locator => page.getByRole('list', { name: 'Connections' })

/** The line of one connection in the settings. */
export const connection = (page: Page, name: string): Locator =>
  connections(page).getByRole('listitem', { name, exact: true })

/** Opens the form for a new connection. */
export async function addConnection(page: Page): Promise<Locator> {
  await page.goto('/settings')
  await page.getByRole('button', { name: 'Add a connection' }).click()
  return page.getByRole('dialog', { name: 'Add a connection' })
}

type Entries = { address?: string; name?: string; user?: string; password?: string }

const labels = { address: 'Address', name: 'Name', user: 'User', password: 'Password' } as const

/** Fills in what is given; the address first, since it may bring the user with it. */
export async function fillConnection(form: Locator, entries: Entries): Promise<void> {
  for (const field of ['address', 'name', 'user', 'password'] as const) {
    const text = entries[field]
    if (text !== undefined) await form.getByLabel(labels[field], { exact: true }).fill(text)
  }
}
