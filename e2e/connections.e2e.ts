import { expect, test } from './fixtures/console'
import { labWith } from './fixtures/worlds'
import { addConnection, connection, connections, fillConnection } from './steps/settings'
import { expectRow } from './steps/table'

const lab = labWith(['web-frontend', 'asks-append-or-replace'])

test.describe('a console that knows no host yet', () => {
  test.use({ connected: false, world: lab })

  test('leads to a connection that works, of an address alone or of a libvirt URI', async ({ page, host, signIn }) => {
    await signIn()
    await test.step('leads from the empty Board to a connection that works', async () => {
      await expect(page.getByText('Andon is not connected to any host')).toBeVisible()
      await page.getByRole('main').getByRole('link', { name: 'Add a connection' }).click()
      await page.getByRole('button', { name: 'Add a connection' }).click()
      const form = page.getByRole('dialog', { name: 'Add a connection' })
      await fillConnection(form, { address: host.url, name: 'lab', user: host.user, password: host.password })
      await form.getByRole('button', { name: 'Add', exact: true }).click()
      await expect(form).toBeHidden()
      await expect(connection(page, 'lab')).toContainText('Live')
      await expect(connection(page, 'lab')).toContainText('VMware ESXi')
      await expect(connection(page, 'lab')).toContainText('plain HTTP')

      await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: /^VMs/ }).click()
      await expectRow(page.getByRole('table', { name: 'Virtual machines' }), { Name: 'web-frontend', Power: 'On' })
    })

    await test.step('takes an address alone, and a libvirt URI with user, transport, trust and auto-answer', async () => {
      const plain = await addConnection(page)
      await fillConnection(plain, { address: host.url, user: host.user, password: host.password })
      await plain.getByRole('button', { name: 'Add', exact: true }).click()
      await expect(connection(page, '127.0.0.1')).toContainText('Live')

      const form = await addConnection(page)
      const uri = `esx://root@127.0.0.1:${host.port}/?no_verify=1&auto_answer=1&transport=http`
      await fillConnection(form, { address: uri })
      await expect(form.getByLabel('User', { exact: true })).toHaveValue('root')
      await expect(form.getByLabel('Auto-answer on')).toBeChecked()
      await fillConnection(form, { name: 'by uri', password: host.password })
      await form.getByRole('button', { name: 'Add', exact: true }).click()
      await expect(connection(page, 'by uri')).toContainText('Live')
      await expect(connection(page, 'by uri').getByRole('switch', { name: 'Auto-answer' })).toBeChecked()
    })
  })

  test('has a form that says what is missing, wrong and without effect, keeps what was typed, and tries', async ({
    page,
    host,
    signIn,
  }) => {
    await signIn()
    const form = await addConnection(page)
    await fillConnection(form, { name: 'half a form' })
    await form.getByRole('button', { name: 'Add', exact: true }).click()
    await expect(form.getByLabel('Address', { exact: true })).toHaveAccessibleDescription(/Enter the address/)
    await expect(form.getByLabel('User', { exact: true })).toHaveAccessibleDescription(/Enter the user/)
    await expect(form.getByLabel('Password', { exact: true })).toHaveAccessibleDescription(/Enter the password/)
    await expect(form.getByLabel('Name', { exact: true })).toHaveValue('half a form')

    await fillConnection(form, { user: 'root', password: 'x' })
    const address = form.getByLabel('Address', { exact: true })
    for (const [uri, sentence] of [
      ['esx://root@host/?no_verify=2', 'no_verify must be 0 or 1, not "2".'],
      ['esx://root@host/?auto_answer=yes', 'auto_answer must be 0 or 1, not "yes".'],
      ['esx://root@host/?transport=ftp', 'transport must be http or https, not "ftp".'],
      ['esx://root@host/?proxy=bogus://p', 'proxy'],
      ['vpx://vcenter/', 'A vpx path must name the datacenter and the compute resource'],
      ['esx+ssh://root@host/', 'asks for a tunnel (+ssh), which the esx scheme does not have'],
      ['qemu:///system', '"qemu://" is not the address of a vSphere server.'],
      ['esx://root:secret@host/', 'A password does not belong into an address.'],
      ['https://host:99999', 'port'],
    ] as const) {
      await test.step(uri, async () => {
        await address.fill(uri)
        await form.getByRole('button', { name: 'Add', exact: true }).click()
        await expect(address).toHaveAttribute('aria-invalid', 'true')
        await expect(address).toHaveAccessibleDescription(new RegExp(escaped(sentence)))
        await expect(address).toHaveValue(uri)
      })
    }

    await fillConnection(form, { address: 'esx://root@host/path?vcenter=vc&what=1' })
    await expect(form).toContainText('The path "/path" has no meaning in esx:// and is ignored.')
    await expect(form).toContainText('vcenter= has no effect here')
    await expect(form).toContainText('The parameter "what" is not known and is ignored.')

    await fillConnection(form, { address: host.url, user: host.user, password: host.password })
    await form.getByRole('button', { name: 'Test connection' }).click()
    await expect(form.getByRole('status')).toContainText('It works.')
    await expect(form.getByRole('status')).toContainText(/VMware ESXi .*, API .*, 2 VMs\./)
    await form.getByRole('button', { name: 'Cancel' }).click()
    await page.reload()
    await expect(page.getByText('Andon is not connected to any host')).toBeVisible()
  })
})

test.describe('a connection that is there', () => {
  test.use({ world: { ...lab, password: 'a password like no other' } })

  test('keeps its password from the browser and from other servers, its name from others, and is removed', async ({
    page,
    host,
    signIn,
  }) => {
    await signIn('/settings')
    await test.step('never gives its password to the browser', async () => {
      await expect(connection(page, 'esx-lab')).toContainText('Live')
      await connection(page, 'esx-lab').getByRole('button', { name: 'Edit' }).click()
      await expect(page.getByRole('dialog').getByLabel('Password', { exact: true })).toHaveValue('')
      const [document, stream] = await page.evaluate(async () => {
        const source = new EventSource('/api/stream?topics=board')
        const first = await new Promise<string>((resolve) => {
          source.addEventListener('message', (event) => resolve(String(event.data)))
        })
        source.close()
        return [await (await fetch('/settings')).text(), first] as const
      })
      expect(stream).toContain('esx-lab')
      expect(document).toContain('Settings')
      expect(stream + document + (await page.content())).not.toContain('a password like no other')
      await page.keyboard.press('Escape')
    })

    await test.step('can be edited without giving the password again, which no other server gets', async () => {
      await connection(page, 'esx-lab').getByRole('button', { name: 'Edit' }).click()
      const form = page.getByRole('dialog', { name: 'Edit connection: esx-lab' })
      await expect(form.getByLabel('Password', { exact: true })).toHaveValue('')
      const address = await form.getByLabel('Address', { exact: true }).inputValue()
      await fillConnection(form, { address: 'http://127.0.0.1:9' })
      await form.getByRole('button', { name: 'Save' }).click()
      await expect(form.getByRole('alert')).toContainText(
        'Enter the password again: a stored password is only sent to the server it was entered for.',
      )
      await fillConnection(form, { address, name: 'the lab' })
      await form.getByRole('button', { name: 'Test connection' }).click()
      await expect(form.getByRole('status')).toContainText('It works.')
      await form.getByRole('button', { name: 'Save' }).click()
      await expect(form).toBeHidden()
      await expect(connection(page, 'the lab')).toContainText('Live')
      await expect(page.getByRole('navigation', { name: 'Main' })).toContainText('the lab')
    })

    await test.step('keeps its name from others, and is removed after saying what that means', async () => {
      const form = await addConnection(page)
      await fillConnection(form, { address: host.url, name: 'the lab', user: host.user, password: host.password })
      await form.getByRole('button', { name: 'Add', exact: true }).click()
      await expect(form.getByRole('alert')).toContainText('the lab')
      await form.getByRole('button', { name: 'Cancel' }).click()
      await connection(page, 'the lab').getByRole('button', { name: 'Remove' }).click()
      const confirm = page.getByRole('alertdialog', { name: 'Remove the connection to the lab?' })
      await expect(confirm).toContainText('no longer shows its 2 VMs')
      await confirm.getByRole('button', { name: 'Cancel' }).click()
      await expect(connections(page).getByRole('listitem')).toHaveCount(1)
      await connection(page, 'the lab').getByRole('button', { name: 'Remove' }).click()
      await confirm.getByRole('button', { name: 'Remove' }).click()
      await expect(page.getByText('Andon is not connected to any host')).toBeVisible()
      await page.goto('/vms')
      await expect(page.getByText('No VM is known')).toBeVisible()
      await expect.poll(() => host.calls.some(({ method }) => method === 'Logout')).toBe(true)
      await page.goto('/history')
      await expect(page.getByRole('table', { name: 'History' })).toContainText('Connection the lab removed')
    })
  })
})

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
