import { expect, test, type Locator, type Page } from './fixtures/console'
import { otherClient } from './fixtures/other-client'
import { labWith } from './fixtures/worlds'
import { expectRow } from './steps/table'
import { action, openTab, openVm, operation } from './steps/vm'
import type { SimulatedHost } from '../simulator/start/start-simulator'
import { Ref } from '../simulator/vim25/value'

/** Memory and CPU: what a VM is given, where its memory is, and what its processor can do. */

const names = ['R&D <lab>', 'erp (2003)', '100% test', 'sap-hana', 'db/primary']

test.use({ world: labWith(names, { speed: 0 }) })

const main = (page: Page): Locator => page.getByRole('main')
const memory = (page: Page): Locator => page.getByRole('region', { name: /^Memory,/ })
const given = (page: Page, resource: 'Memory' | 'CPU'): Locator =>
  page.getByRole('table', { name: `${resource} allocation` })

const part = (page: Page, resource: 'Memory' | 'CPU', name: string): Locator =>
  given(page, resource).getByRole('row', { name: new RegExp(`^${name}`) })

const features = (page: Page): Locator => page.getByRole('region', { name: 'CPU features' })

/** Names that vSphere does not take, and why. */
const unfit = [
  ['is empty', '', 'A name is needed.'],
  ['is nothing but blanks', '   ', 'A name of nothing but blanks is not accepted.'],
  ['has more than 80 characters', 'é'.repeat(81), 'The name has 81 characters; vSphere accepts 80.'],
  ['holds a control character', 'a\u0007b', 'The name holds the control character U+0007, which cannot be sent.'],
  ['is its name already', '100% test', 'This is its name already.'],
] as const

async function openResources(page: Page, vm: string): Promise<void> {
  await openVm(page, vm)
  await openTab(page, 'Memory & CPU')
  await expect(given(page, 'Memory')).toBeVisible()
}

test('a VM says where its memory is, what hurts it, and what its CPUs can do', async ({ page, host, signIn }) => {
  await signIn()
  await test.step('memory is one bar whose parts are explained, and ballooning is said to hurt', async () => {
    await openResources(page, 'R&D <lab>')
    const bar = memory(page).getByRole('img', { name: /^Memory: / })
    await expect(bar).toHaveAccessibleName(
      /Active [\d,]+ MB.*Ballooned [\d,]+ MB.*Overhead [\d,]+ MB.*limit at 6,144 MB/,
    )
    await expect(memory(page)).toContainText('Memory that the host asked back through VMware Tools.')
    await expect(
      memory(page)
        .getByRole('status')
        .filter({ hasText: /took back [\d,.]+ [MG]B from this guest/ }),
    ).toBeVisible()
    await expect(memory(page)).toContainText('The limit of 6,144 MB is below the 16 GB that the guest believes it has.')
    await expect(part(page, 'Memory', 'Limit')).toContainText(/6,144 MB.*6291456\sKiB/)
  })

  await test.step('without VMware Tools the host swaps and compresses, which is a problem', async () => {
    await openResources(page, 'erp (2003)')
    await expect(memory(page)).toContainText(/The host has swapped [\d.,]+ [MG]B of this VM to disk\./)
    await expect(memory(page)).toContainText(/The host has compressed [\d.,]+ [MG]B of this VM/)
    await expect(memory(page)).toContainText('Without VMware Tools the host cannot balloon.')
  })

  await test.step('what the CPUs can do is decoded from the host’s registers, with what is hidden from the guest and why', async () => {
    await expect(features(page)).toContainText('yes, the host has long mode')
    await expect(features(page)).toContainText('1 feature of the host: LM')
    await expect(features(page)).toContainText('the host has one for this guest operating system')
    await expectRow(features(page).getByRole('table', { name: 'Features that a mask names' }), {
      Feature: /^LM/,
      Mark: '0 by the guest operating system Hidden from the guest.',
      'On the host': 'there',
      'For the guest': 'not there',
    })
    await features(page)
      .getByText(/features that the guest sees$/)
      .click()
    await expect(features(page).getByRole('list', { name: 'Features that the guest sees' })).toContainText('SSE4.2')
  })

  await test.step('it is shown in part when a register has the wrong length', async () => {
    setRegister(host, 1, { ecx: '0000:1111' })
    await openResources(page, 'sap-hana')
    await expect(features(page)).toContainText('Some registers cannot be read; the rest is shown.')
    await expect(features(page)).toContainText(/Level 0x1 ECX: A register has 39 characters/)
    await expect(features(page)).toContainText('yes, the host has long mode')
  })
})

test('allocations and names are changed with what they do said before; what is refused changes nothing', async ({
  page,
  host,
  signIn,
}) => {
  await signIn()
  await test.step('an allocation that the host refuses is shown with its reason, and nothing has changed', async () => {
    await openResources(page, '100% test')
    await page.getByRole('button', { name: 'Edit memory allocation' }).click()
    const form = page.getByRole('dialog', { name: 'Memory allocation: 100% test' })
    await form.getByLabel('Reservation, MB').fill('256')
    const script = await otherClient(host)
    await script.start('ReconfigVM_Task', '100% test', '<spec><annotation>mine</annotation></spec>')
    await expect(form.getByRole('status').first()).toContainText(
      'Somebody has changed this VM since the form was opened.',
    )
    await form.getByRole('button', { name: 'Change allocation' }).click()
    await expect(operation(page)).toContainText('Failed')
    await expect(operation(page).getByRole('alert')).toBeVisible()
    await expect(part(page, 'Memory', 'Reservation')).toContainText('none')
  })

  await test.step('limit, reservation and shares are edited, with what they do said before', async () => {
    await page.getByRole('button', { name: 'Edit memory allocation' }).click()
    const form = page.getByRole('dialog', { name: 'Memory allocation: 100% test' })
    await form.getByLabel('Reservation, MB').fill('4096')
    await expect(form).toContainText('The VM has 512 MB of memory; more than that cannot be reserved for it.')
    await form.getByLabel('Reservation, MB').fill('256')
    await form.getByRole('checkbox', { name: 'Unlimited' }).uncheck()
    await form.getByLabel('Limit, MB').fill('128')
    await expect(form).toContainText('A limit of 128 MB is below the reservation of 256 MB.')
    await form.getByRole('button', { name: 'Change allocation' }).click()
    await expect(form.getByLabel('Limit, MB')).toHaveAttribute('aria-invalid', 'true')

    await form.getByLabel('Limit, MB').fill('384')
    await expect(form.getByRole('status')).toContainText('256 MB are always there for the VM.')
    await expect(form.getByRole('status')).toContainText('It never gets more than 384 MB, even when the host is idle.')
    await form.getByLabel('Shares', { exact: true }).selectOption('Custom')
    await form.getByLabel('Number of shares').fill('10240')
    await expect(form.getByRole('status')).toContainText('twice as much as a VM of its size')
    await form.getByRole('button', { name: 'Change allocation' }).click()
    await expect(form).toBeHidden()
    await expect(operation(page)).toContainText('Reservation, limit and shares are set.')
    await expect(part(page, 'Memory', 'Shares')).toContainText('Custom (10,240)')
    expect(host.world.prop(host.vm('100% test'), 'config.memoryAllocation')).toMatchObject({
      reservation: 256,
      limit: 384,
      shares: { level: 'custom', shares: 10_240 },
    })

    await page.getByRole('button', { name: 'Edit CPU allocation' }).click()
    const cpu = page.getByRole('dialog', { name: 'CPU allocation: 100% test' })
    await cpu.getByLabel('Shares', { exact: true }).selectOption('High')
    await expect(cpu.getByLabel('Number of shares')).toHaveValue('2000')
    await cpu.getByRole('button', { name: 'Change allocation' }).click()
    await expect(part(page, 'CPU', 'Shares')).toContainText(/High \(2,000\).*-3/)
  })

  await test.step('a name that vSphere does not take is refused with the reason before anything is sent, or by the host, and the VM keeps its own', async () => {
    await action(page, 'More').click()
    await page.getByRole('menuitem', { name: 'Rename' }).click()
    const form = page.getByRole('dialog', { name: 'Rename: 100% test' })
    const name = form.getByLabel('Name', { exact: true })
    const press = form.getByRole('button', { name: 'Rename' })
    for (const [what, text, because] of unfit) {
      await test.step(what, async () => {
        await name.fill(text)
        await press.click()
        await expect(name).toHaveAttribute('aria-invalid', 'true')
        await expect(form).toContainText(because)
      })
    }
    await name.fill('db/primary')
    await press.click()
    await expect(operation(page)).toContainText('Failed')
    await expect(operation(page).getByRole('alert')).toContainText(/already exists/)
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('100% test')
    expect(host.world.prop(host.vm('100% test'), 'name')).toBe('100%25 test')
  })
})

test.describe('a VM that might move', () => {
  test.use({ world: { product: 'vcenter', preset: 'demo', speed: 0 }, autoAnswer: true })

  test('is told what another host lacks, feature by feature', async ({ page, host, signIn }) => {
    // On the newer of two hosts under no EVC: once it runs, it was shown all that this one has.
    const vm = 'build|agent "7"'
    expect(hostOf(host, vm)).toBe('lab-02.example.net')
    await signIn('/vms')
    await page.getByRole('searchbox').fill(vm)
    await page.getByRole('link', { name: vm, exact: true }).click()
    await action(page, 'Power on').click()
    await expect(operation(page)).toContainText('The VM is on.')
    await openTab(page, 'Memory & CPU')
    await page.getByLabel('Could it move to').selectOption('lab-01.example.net')
    const answer = main(page)
      .getByRole('status')
      .filter({ hasText: /that this VM needs/ })
    await expect(answer).toContainText(/lab-01\.example\.net lacks \d+ things that this VM needs\./)
    await expect(answer).toContainText('The VM needs AVX512F, which the host lacks.')
  })
})

/** The host tells something else of one level of CPUID. */
function setRegister(host: SimulatedHost, level: number, registers: Record<string, string>): void {
  for (const { ref } of host.world.byType('HostSystem')) {
    const infos = host.world.prop(ref, 'hardware.cpuFeature') as { level: number }[] // as built
    host.world.update(ref, {
      'hardware.cpuFeature': infos.map((info) => (info.level === level ? { ...info, ...registers } : info)),
    })
  }
}

function hostOf(host: SimulatedHost, vm: string): unknown {
  const ref = host.world.prop(host.vm(vm), 'runtime.host')
  return host.world.byType('HostSystem').find((each) => ref instanceof Ref && each.ref.key === ref.key)?.props['name']
}
