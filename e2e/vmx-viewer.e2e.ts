import { expect, test, type Page } from './fixtures/console'
import { drop } from './steps/vmx'
import { expectRow } from './steps/table'

/** The viewer for a .vmx from somebody's own machine: no host takes part, and nothing of the file is sent. */

test.use({ connected: false })

const keys = (page: Page) => page.getByRole('table', { name: 'Keys of the file' })
const problems = (page: Page) => page.getByRole('list', { name: 'Problems' })
const main = (page: Page) => page.getByRole('main')

test('a dropped file is decoded, however odd, secret or large it is, and another can follow', async ({
  page,
  signIn,
}) => {
  await signIn('/vmx')
  await test.step('a dropped file is decoded, under its own name, and another can follow', async () => {
    await drop(page, 'R&D <lab>.vmx', Buffer.from('displayName = "50%25 a%2fb |22x|22"\nmemsize = "2048"\n'))
    await expect(main(page)).toContainText('R&D <lab>.vmx')
    await expectRow(keys(page), { Key: /^displayName/, Decoded: '50% a/b "x"' })
    await expectRow(keys(page), { Key: /^memsize/, Decoded: '2 GB' })
    await drop(page, 'other.vmx', Buffer.from('numvcpus = "4"\n'))
    await expectRow(keys(page), { Key: /^numvcpus/, Decoded: '4 vCPU' })
    await expect(main(page)).not.toContainText('R&D <lab>.vmx')
  })

  await test.step('an odd file is shown all the same, and each problem is named with its line', async () => {
    for (const { what, content, says } of oddities) {
      await test.step(`a file with ${what}`, async () => {
        await drop(page, 'odd.vmx', content)
        await expect(problems(page)).toContainText(says)
        await expectRow(keys(page), { Key: /^memsize/, Decoded: '2 GB' })
        await problems(page)
          .getByRole('button', { name: /^line \d/ })
          .first()
          .click()
        await expect(page.getByRole('list', { name: 'Lines of the file' })).toBeVisible()
      })
    }
  })

  await test.step('a password is hidden until it is asked for', async () => {
    await drop(page, 'a.vmx', Buffer.from('RemoteDisplay.vnc.password = "S3cret!"\n'))
    await expectRow(keys(page), { Key: /^RemoteDisplay/, 'As stored in the file': '********' })
    await page.getByRole('checkbox', { name: 'Show 1 password' }).check()
    await expectRow(keys(page), { Key: /^RemoteDisplay/, 'As stored in the file': 'S3cret!' })
  })

  await test.step('a file of 50 MB is shown in part, a larger one is refused, and both leave the page alive', async () => {
    await dropMade(page, 'huge.vmx', 50)
    await expect(main(page)).toContainText('Only the first 4 MiB are read', { timeout: 30_000 })
    await expect(keys(page)).toBeVisible()
    await dropMade(page, 'larger.vmx', 51)
    await expect(main(page).getByRole('alert')).toContainText(
      '"larger.vmx" has 51.0 MB. Files up to 50 MB can be opened',
    )
    await drop(page, 'small.vmx', Buffer.from('memsize = "1024"\n'))
    await expectRow(keys(page), { Key: /^memsize/, Decoded: '1 GB' })
  })
})

const oddities: { what: string; content: Uint8Array; says: RegExp }[] = [
  { what: 'a NUL', content: Buffer.from('memsize = "2048"\na = "x\0y"\n'), says: /"a" holds a NUL byte/ },
  {
    what: 'another encoding than it is written in',
    content: Buffer.from('memsize = "2048"\ndisplayName = "caf\xe9"\n', 'latin1'),
    says: /Line 2 is not in utf-8; it is shown as windows-1252\./,
  },
  {
    what: 'an encoding that nobody knows',
    content: Buffer.from('.encoding = "klingon"\nmemsize = "2048"\n'),
    says: /The encoding "klingon" is unknown/,
  },
  {
    what: 'a key set twice',
    content: Buffer.from('memsize = "2048"\nMEMSIZE = "4096"\n'),
    says: /"MEMSIZE" is set again\. The first one, in line 1, counts\./,
  },
  { what: 'quotes that do not end', content: Buffer.from('memsize = "2048"\na = "open\n'), says: /never closed/ },
  {
    what: 'UTF-16',
    content: Buffer.from('\ufeffmemsize = "2048"\n', 'utf16le'),
    says: /The file is in UTF-16, which no host reads/,
  },
]

/** Drops a file of so many MiB that is made in the browser: it is too large to be handed over. */
async function dropMade(page: Page, name: string, mib: number): Promise<void> {
  await page.evaluate(
    ([fileName, times]) => {
      const line = 'a.key.with.a.name = "some value of some length here 12345678"\n'.padEnd(64, '#').slice(0, 64)
      const dropped = new DataTransfer()
      dropped.items.add(new File(Array<string>(times).fill(line.repeat(16_384)), fileName))
      document.querySelector('h1')?.dispatchEvent(new DragEvent('drop', { dataTransfer: dropped, bubbles: true }))
    },
    [name, mib] as const,
  )
}
