import { expect, test, type Page } from './fixtures/console'
import { connection } from './steps/settings'
import { labWith } from './fixtures/worlds'

/** A host shows another certificate than the pinned one: it was renewed, or somebody stands in between. */

test.use({ world: { ...labWith(['web-frontend']), tls: true } })

const alarm = (page: Page) => page.getByText(/^The certificate of esx-lab changed\. Nothing is sent there until/)

test('a certificate that changed stops the connection and is called out; old and new are compared, kept off, then trusted', async ({
  page,
  context,
  host,
  signIn,
}) => {
  await signIn('/settings')
  const row = connection(page, 'esx-lab')
  await expect(row).toContainText('Live')
  const old = host.certificate?.fingerprint256 ?? ''
  const wall = await context.newPage()
  await wall.setViewportSize({ width: 1920, height: 1080 })
  await wall.goto('/wall')
  await expect(wall.getByRole('main')).toContainText('Nothing is running')

  host.renewCertificate()
  host.drop()
  await expect(wall.getByRole('banner').getByRole('alert')).toContainText('Certificate changed: esx-lab')
  await expect(wall.getByRole('main')).toContainText(/esx-lab\s*Certificate changed\s*See Settings/)
  await page.goto('/')
  await expect(alarm(page)).toBeAttached()
  const notice = page.getByRole('main').getByText('The certificate of esx-lab changed.').locator('..')
  await expect(notice).toContainText('somebody stands in between')
  const told = host.calls.length
  await page.getByRole('button', { name: 'Try esx-lab now' }).click()
  await notice.getByRole('link', { name: 'Compare and decide in Settings' }).click()

  const shown = host.certificate?.fingerprint256 ?? ''
  const before = row.getByRole('region', { name: 'Trusted until now' })
  await expect(before).toContainText(old)
  await expect(before).toContainText(/Names\s*localhost, 127\.0\.0\.1/)
  const now = row.getByRole('region', { name: 'Shown now' })
  await expect(now).toContainText(shown)
  await expect(now).toContainText(/Valid until\s*\d+ \w+ \d{4}/)

  await row.getByRole('button', { name: 'Keep the old certificate of esx-lab, stay disconnected' }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Keep the old one' }).click()
  await expect(row).toContainText('admin kept the old certificate')
  await expect(alarm(page)).toHaveCount(0)
  await expect(wall.getByRole('banner').getByRole('alert')).toHaveCount(0)
  expect(host.calls.slice(told)).toEqual([])

  await row.getByRole('button', { name: 'Trust the new certificate of esx-lab' }).click()
  const confirm = page.getByRole('alertdialog', { name: 'Trust the new certificate of esx-lab?' })
  await expect(confirm).toContainText('they can read the password')
  await expect(confirm).toContainText(shown)
  await confirm.getByRole('button', { name: 'Trust the new certificate' }).click()
  await expect(row).toContainText('Live')
  await page.goto('/history')
  await expect(page.getByRole('main')).toContainText('Another certificate trusted at esx-lab')
})
