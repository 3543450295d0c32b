import { readFile } from 'node:fs/promises'
import { expect, test } from './fixtures/console'
import { labWithFiles, workFolder } from './fixtures/worlds'
import { chooseFiles, command, entry, filesIn, onHost, openDatastore } from './steps/files'
import { slowDown, someBytes, untilOnItsWay, upload } from './steps/files'
import { finished, lineOf, running } from './steps/vm'
import { expectRow } from './steps/table'

/** Bytes on their way between a browser and a datastore: all of them, or nothing that looks like it. */

const mib = 1024 * 1024

test.describe('an upload', () => {
  test.use({
    world: labWithFiles([], { datastore1: workFolder, scratch: { 'work/old.txt': 'old' } }),
    // Browsers write down every request that is refused or cut.
    expectedErrors: [/status of (409|502|507)|ERR_/],
  })

  test('replaces nothing unasked, is refused where it does not fit, and arrives whole, followed byte by byte', async ({
    page,
    host,
    signIn,
  }) => {
    await signIn()
    await test.step('of a name that is taken replaces nothing until somebody says so', async () => {
      await openDatastore(page, 'datastore1', ['work'])
      await chooseFiles(page, [{ name: 'notes.txt', bytes: Buffer.from('new') }])
      const line = upload(page, 'notes.txt')
      await expect(line.getByRole('alert')).toContainText('[datastore1] work/notes.txt is there already.')
      expect(onHost(host).bytes('[datastore1] work/notes.txt').toString()).toBe('first line\nsecond line\n')
      await line.getByRole('button', { name: 'Replace notes.txt' }).click()
      await expect(line).toContainText('Done')
      expect(onHost(host).bytes('[datastore1] work/notes.txt').toString()).toBe('new')
    })

    await test.step('that does not fit says how much does, before a byte is sent', async () => {
      await openDatastore(page, 'scratch', ['work'])
      await chooseFiles(page, [{ name: 'big.iso', bytes: someBytes(13 * mib) }])
      await expect(upload(page, 'big.iso').getByRole('alert')).toContainText(
        'The file has 13.0 MB, and "scratch" has only 12.0 MB free. Free some space, or choose another datastore.',
      )
      await expect(upload(page, 'big.iso')).toContainText('Nothing was stored')
      expect(onHost(host).names('[scratch] work')).toEqual(['old.txt'])
    })

    await test.step('is followed byte by byte, and arrives whole under the name that it had', async () => {
      await openDatastore(page, 'datastore1', ['work'])
      const speedUp = await slowDown(page, 4 * mib)
      const bytes = someBytes(12 * mib + 1)
      await chooseFiles(page, [{ name: 'R&D <lab> 100%.bin', bytes }])
      const line = upload(page, 'R&D <lab> 100%.bin')
      await expect(line).toContainText('12.0 MB to [datastore1] work')
      await expect(line.getByRole('progressbar')).toHaveAttribute('aria-valuenow', /^[1-9]\d?$/)
      // It goes on while one looks at something else.
      await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Hosts' }).click()
      await openDatastore(page, 'datastore1', ['work'])
      await expect(line).toContainText('Done')
      await speedUp()
      await expectRow(filesIn(page, 'work'), { Name: /^R&D _lab_ 100%\.bin /, Size: '12.0 MB' })
      expect(onHost(host).bytes('[datastore1] work/R+Jg-D _lab_ 100+JQ-25.bin').equals(bytes)).toBe(true)
      expect(onHost(host).names('[datastore1] work')).toHaveLength(4)
    })

    await test.step('onto a datastore that runs full meanwhile says so, and leaves nothing', async () => {
      await openDatastore(page, 'scratch', ['work'])
      await slowDown(page, 2 * mib)
      await chooseFiles(page, [{ name: 'fits.iso', bytes: someBytes(8 * mib) }])
      await expect(upload(page, 'fits.iso').getByRole('progressbar')).toHaveAttribute('aria-valuenow', /^[1-9]\d?$/)
      await untilOnItsWay(host, '[scratch] work', 'fits.iso')
      onHost(host).leave('scratch', 1)
      await expect(upload(page, 'fits.iso').getByRole('alert')).toContainText('The datastore "scratch" is full.')
      await expect.poll(() => onHost(host).names('[scratch] work')).toEqual(['old.txt'])
    })
  })

  test('that is cancelled here or in another browser, or whose browser goes away, leaves nothing', async ({
    page,
    host,
    newOperator,
    signIn,
  }) => {
    await signIn()
    await test.step('that is cancelled in the middle leaves nothing', async () => {
      await openDatastore(page, 'datastore1', ['work'])
      const before = onHost(host).names('[datastore1] work')
      const speedUp = await slowDown(page, mib)
      await chooseFiles(page, [{ name: 'half.iso', bytes: someBytes(20 * mib) }])
      const line = upload(page, 'half.iso')
      await untilOnItsWay(host, '[datastore1] work', 'half.iso')
      await line.getByRole('button', { name: 'Cancel the upload of half.iso' }).click()
      await expect(line).toContainText('Cancelled')
      await expect(line).toContainText('nothing that looks like the file is left')
      await expect.poll(() => onHost(host).names('[datastore1] work')).toEqual(before)
      await speedUp()
      await line.getByRole('button', { name: 'Start half.iso again' }).click()
      await expect(line).toContainText('Done')
      expect(
        onHost(host)
          .bytes('[datastore1] work/half.iso')
          .equals(someBytes(20 * mib)),
      ).toBe(true)
    })

    await test.step('that another browser began can be cancelled, and both say so', async () => {
      const before = onHost(host).names('[datastore1] work')
      const speedUp = await slowDown(page, mib / 4)
      await chooseFiles(page, [{ name: 'other.iso', bytes: someBytes(20 * mib) }])
      await untilOnItsWay(host, '[datastore1] work', 'other.iso')
      const other = await newOperator()
      const path = '[datastore1] work/other.iso'
      await lineOf(running(other), path)
        .getByRole('button', { name: `Cancel Upload of ${path}` })
        .click()
      await expect(lineOf(finished(other), path)).toContainText('Cancelled by admin')
      await expect(upload(page, 'other.iso')).toContainText('Cancelled')
      await expect.poll(() => onHost(host).names('[datastore1] work')).toEqual(before)
      await speedUp()
    })

    await test.step('whose browser goes away in the middle leaves nothing', async () => {
      const before = onHost(host).names('[datastore1] work')
      const other = await newOperator(new URL(page.url()).pathname + new URL(page.url()).search)
      await slowDown(other, mib)
      await chooseFiles(other, [{ name: 'gone.iso', bytes: someBytes(20 * mib) }])
      await expect(upload(other, 'gone.iso').getByRole('progressbar')).toHaveAttribute('aria-valuenow', /^[1-9]\d?$/)
      await untilOnItsWay(host, '[datastore1] work', 'gone.iso')
      expect(onHost(host).names('[datastore1] work')).not.toContain('gone.iso')
      await other.close()
      await expect.poll(() => onHost(host).names('[datastore1] work')).toEqual(before)
    })
  })

  test('whose host goes away in the middle says so, and leaves nothing that looks whole', async ({
    page,
    host,
    signIn,
  }) => {
    await signIn()
    await openDatastore(page, 'datastore1', ['work'])
    await slowDown(page, 2 * mib)
    await chooseFiles(page, [{ name: 'half.iso', bytes: someBytes(20 * mib) }])
    const line = upload(page, 'half.iso')
    await untilOnItsWay(host, '[datastore1] work', 'half.iso')
    host.drop()
    await expect(line).toContainText('Failed')
    await expect(line.getByRole('alert')).toContainText('The connection was cut in the middle.')
    expect(onHost(host).names('[datastore1] work')).not.toContain('half.iso')
    await expect.poll(() => onHost(host).names('[datastore1] work')).toEqual(['a+b.iso', 'inner', 'notes.txt'])
  })

  test('is seen on the Board by everybody, also after a reload, and is in History with its end', async ({
    page,
    host,
    signIn,
    newOperator,
  }) => {
    await signIn()
    await openDatastore(page, 'datastore1', ['work'])
    const speedUp = await slowDown(page, mib / 4)
    await chooseFiles(page, [{ name: 'big.iso', bytes: someBytes(20 * mib) }])
    await untilOnItsWay(host, '[datastore1] work', 'big.iso')
    const other = await newOperator()
    const path = '[datastore1] work/big.iso'
    await expect(lineOf(running(other), path)).toContainText('Upload, 20.0 MB')
    await other.reload()
    await expect(lineOf(running(other), path).getByRole('progressbar')).toHaveAttribute('aria-valuenow', /^[1-9]\d?$/)
    await speedUp()
    await expect(lineOf(finished(other), path)).toContainText('Done in')
    await expect(running(other)).not.toContainText(path)
    await other.reload()
    await lineOf(finished(other), path).getByRole('link').click()
    await expect(other.getByRole('heading', { level: 1, name: `Upload: ${path}` })).toBeVisible()
    await other.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'History' }).click()
    await other.getByRole('searchbox').fill('big.iso')
    await expectRow(other.getByRole('table', { name: 'History' }), { Task: /^Upload/, Outcome: /^Done/ })
  })

  test('that is cut when Andon is killed says so afterwards, and its bytes are removed', async ({
    page,
    host,
    andon,
    signIn,
  }) => {
    await signIn()
    await openDatastore(page, 'datastore1', ['work'])
    const before = onHost(host).names('[datastore1] work')
    await slowDown(page, mib)
    await chooseFiles(page, [{ name: 'half.iso', bytes: someBytes(20 * mib) }])
    await untilOnItsWay(host, '[datastore1] work', 'half.iso')
    await andon.kill()
    await andon.start()
    await page.reload()
    await expect(upload(page, 'half.iso').getByRole('alert')).toContainText('It was cut: Andon was stopped.')
    expect(onHost(host).names('[datastore1] work')).toEqual(before)
    await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Board', exact: true }).click()
    await expect(lineOf(finished(page), '[datastore1] work/half.iso')).toContainText('Failed')
  })
})

test.describe('a download', () => {
  const text = 'line\n'.repeat(200_000)
  test.use({ world: labWithFiles(['café-01'], { datastore1: { 'work/caf+w6k- +Jg- R+Jg-D.log': text } }) })

  test('has every byte and the plain name, goes on where it was cut, and of a disk has both files', async ({
    page,
    host,
    signIn,
  }) => {
    await signIn()
    await test.step('has every byte, and the plain name', async () => {
      await openDatastore(page, 'datastore1', ['work'])
      const started = page.waitForEvent('download')
      await command(page, 'café & R&D.log', 'Download')
      const download = await started
      expect(download.suggestedFilename()).toBe('café & R&D.log')
      expect((await readFile(await download.path())).toString()).toBe(text)
    })

    await test.step('that was cut goes on where it was, as long as the file is the same', async () => {
      await entry(page, 'café & R&D.log').getByRole('button', { name: 'café & R&D.log', exact: true }).click()
      const link = page.getByRole('link', { name: 'Download', exact: true })
      const url = (await link.getAttribute('href')) ?? ''
      const whole = await page.request.fetch(url, { method: 'HEAD' })
      expect(whole.headers()).toMatchObject({ 'content-length': String(text.length), 'accept-ranges': 'bytes' })
      const modified = whole.headers()['last-modified'] ?? ''
      const rest = await page.request.get(url, { headers: { range: 'bytes=999990-', 'if-range': modified } })
      expect(rest.status()).toBe(206)
      expect(rest.headers()['content-range']).toBe(`bytes 999990-999999/${text.length}`)
      expect(await rest.text()).toBe('line\nline\n')
      const changed = await page.request.get(url, {
        headers: { range: 'bytes=999990-', 'if-range': 'Thu, 01 Jan 1970 00:00:00 GMT' },
      })
      expect(changed.status()).toBe(200)
      expect((await changed.body()).length).toBe(text.length)
      expect((await page.request.get(url, { headers: { range: 'bytes=1000000-' } })).status()).toBe(416)
    })

    await test.step('of a disk offers its data and its description', async () => {
      await openDatastore(page, 'datastore1', ['café-01'])
      const started = page.waitForEvent('download')
      await command(page, 'café-01.vmdk', 'Download descriptor')
      const descriptor = await readFile(await (await started).path(), 'utf8')
      expect(descriptor).toContain('# Disk DescriptorFile')
      expect(descriptor).toBe(onHost(host).bytes('[datastore1] caf+w6k--01/caf+w6k--01.vmdk').toString())
      await entry(page, 'café-01.vmdk').getByRole('button', { name: 'Actions for café-01.vmdk' }).click()
      await expect(page.getByRole('menuitem', { name: 'Download data' })).toHaveAttribute('href', /-flat\.vmdk/)
    })
  })
})
