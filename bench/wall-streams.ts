import type { Page } from '@playwright/test'

/** A display link opens no more streams than this. */
export const perWallLink = 8

/** Opens streams of walls, which are read and thrown away. @param page of an administrator. */
export async function startWalls(page: Page, url: string, count: number): Promise<{ count: number; stop: () => void }> {
  const end = new AbortController()
  let opened = 0
  for (let link = 0; opened < count; link += 1) {
    await page.goto(`${url}/settings/displays`)
    await page.getByLabel('Name of the display').fill(`bench ${link + 1}`)
    await page.getByRole('button', { name: 'Make a link' }).click()
    const made = page.getByRole('status').filter({ hasText: 'It is shown only now.' })
    const { hash, searchParams } = new URL(await made.getByRole('code').innerText())
    const token = hash.slice(1) || searchParams.get('token') || ''
    for (let n = 0; n < perWallLink && opened < count; n += 1) {
      const query = new URLSearchParams({ wall: token, topics: 'board' })
      const response = await fetch(`${url}/api/stream?${query.toString()}`, { signal: end.signal })
      if (!response.ok) throw new Error(`a wall got ${response.status}: ${await response.text()}`)
      void response.body?.pipeTo(new WritableStream()).catch(() => undefined)
      opened += 1
    }
  }
  return { count: opened, stop: () => end.abort() }
}
