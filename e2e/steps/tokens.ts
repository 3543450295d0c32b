import { expect, type Page } from '../fixtures/console'

type Wanted = { may?: readonly ('Read' | 'Act' | 'Answer')[]; only?: readonly string[]; ends?: string }

/** Makes an API token in the settings, by one who is signed in as an administrator, and returns it. */
export async function makeToken(
  page: Page,
  name: string,
  { may = ['Read'], only, ends }: Wanted = {},
): Promise<string> {
  if (!page.url().endsWith('/settings/tokens')) await page.goto('/settings/tokens')
  await page.getByRole('button', { name: 'Make a token' }).click()
  const form = page.getByRole('dialog', { name: 'Make an API token' })
  await form.getByLabel('Name').fill(name)
  for (const scope of ['Read', 'Act', 'Answer'] as const)
    await form.getByRole('checkbox', { name: scope }).setChecked(may.includes(scope))
  if (only) await form.getByRole('radio', { name: 'Only these' }).check()
  for (const connection of only ?? []) await form.getByRole('checkbox', { name: connection }).check()
  if (ends !== undefined) await form.getByLabel('Ends after').selectOption(ends)
  await form.getByRole('button', { name: 'Make', exact: true }).click()
  await expect(form).toBeHidden()
  const made = page.getByRole('status').filter({ hasText: `Token '${name}' is made` })
  return await made.getByRole('code').innerText()
}
