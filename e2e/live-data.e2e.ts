import { expect, signInAt, test, type Page } from './fixtures/console'
import { startHoldingProxy } from './fixtures/holding-proxy'
import { labWith } from './fixtures/worlds'
import { action, answer, lineOf, openQuestionOf, openVm, operation, questionOf, running } from './steps/vm'
import { expectRow } from './steps/table'

const vm = 'asks-append-or-replace'
/** What a browser reports while Andon is away, or still starts. */
const lost =
  /status of 503|ERR_CONNECTION_REFUSED|ERR_EMPTY_RESPONSE|ERR_CONNECTION_RESET|ERR_INCOMPLETE_CHUNKED_ENCODING|Failed to fetch|ERR_NETWORK|ERR_SOCKET/

test.use({ world: labWith([vm, 'web-frontend', 'slow-to-start', '100% test']) })

const indicator = (page: Page) => page.getByRole('banner').getByRole('status')

test('data is live and says how old it is; all tabs of a browser share one stream, another has its own', async ({
  page,
  context,
  andon,
  host,
  newOperator,
  signIn,
}) => {
  await signIn()
  await test.step('says that the data is live and how old it is', async () => {
    await expect(indicator(page)).toHaveText('Live')
    await expect(page.getByRole('banner')).toContainText(/data from \d+ s ago/)
  })

  await test.step('all tabs of a browser share one stream, and all of them are current', async () => {
    const tabs = [page, await context.newPage(), await context.newPage()]
    for (const tab of tabs.slice(1)) await tab.goto('/')
    for (const tab of tabs) await expect(indicator(tab)).toHaveText('Live')
    expect(await andon.metric('andon_live_streams')).toBe(1)

    const second = await newOperator()
    await test.step('another browser has a stream of its own', async () => {
      await expect(indicator(second)).toHaveText('Live')
      expect(await andon.metric('andon_live_streams')).toBe(2)
    })
    host.ask('web-frontend', 'msg.hbacommon.locklost')
    for (const tab of tabs) await expect(questionOf(tab, 'web-frontend')).toBeVisible()
    // The tab that came first goes; the others stay current.
    await page.close()
    host.ask(vm, 'msg.serial.file.open')
    for (const tab of tabs.slice(1)) await expect(questionOf(tab, vm)).toBeVisible()
    expect(await andon.metric('andon_live_streams')).toBe(2)
  })
})

test('where a proxy holds the event stream back, that is said within seconds, and what is shown is right all the same', async ({
  page,
  andon,
  host,
}) => {
  const proxy = await startHoldingProxy(andon.url)
  try {
    await signInAt(page, `${proxy.url}/`)
    await expect(indicator(page)).toContainText('holds the event stream back')
    await expect(page.getByRole('banner')).toContainText('stream held back')
    host.ask(vm, 'msg.serial.file.open')
    await answer(openQuestionOf(page, vm), 'Append').click()
    await expect(questionOf(page, vm).getByRole('status')).toContainText("Answered 'Append'")
    // Nobody is told that the data is old: it is not.
    await expect(page.getByText('Old data. Nothing here is current.')).toBeHidden()
  } finally {
    await proxy.close()
  }
})

test('the host is lost for a moment and for longer: nothing stays unseen, and nothing old is shown as current', async ({
  page,
  host,
  signIn,
}) => {
  await signIn('/vms')
  const table = page.getByRole('table', { name: 'Virtual machines' })
  await test.step('when the host’s connections are cut, nothing is lost: what happened meanwhile is there', async () => {
    await expectRow(table, { Name: 'web-frontend', Power: 'On' })
    host.drop()
    host.update('web-frontend', { 'runtime.powerState': 'poweredOff' })
    host.ask(vm, 'msg.serial.file.open')
    await expectRow(table, { Name: 'web-frontend', Power: 'Off' })
    await expectRow(table, { Name: vm, Question: /^Waits/ })
  })

  await test.step('while there is no contact with the host, nothing of it is shown as current, and it says when it tries again', async () => {
    await openVm(page, 'slow-to-start')
    await action(page, 'Power on').click()
    await expect(operation(page)).toContainText(/Running, \d+ %/)
    const mend = host.fail({ dropConnection: true })
    host.drop()
    await expect(page.getByRole('navigation', { name: 'Main' })).toContainText('No contact')
    await expect(operation(page)).toContainText('No contact with esx-lab')
    await expect(action(page, 'Power on')).toHaveAccessibleDescription(/No contact with esx-lab/)
    await page.goto('/vms')
    await expectRow(table, { Name: 'web-frontend', Power: 'Unknown', 'CPU, GHz': '–' })
    await page.goto('/')
    await expect(page.getByRole('main')).toContainText(/No contact with esx-lab for \d+/)
    await expect(page.getByRole('main')).toContainText('Its 4 VMs and their tasks are shown as unknown.')
    await expect(page.getByRole('main')).toContainText(/Andon tries (again in|now)/)
    mend()
    await page.getByRole('button', { name: 'Try esx-lab now' }).click()
    await expect(page.getByRole('main')).not.toContainText('No contact with esx-lab')
    await openVm(page, 'slow-to-start')
    await expect(operation(page)).toContainText('Contact with esx-lab is back')
    await expect(operation(page)).toContainText('The VM is on.')
  })
})

test('when the session at the host is ended in mid-task, the task is followed to its end all the same', async ({
  page,
  host,
  signIn,
}) => {
  await signIn()
  await openVm(page, 'slow-to-start')
  await action(page, 'Power on').click()
  await expect(operation(page)).toContainText(/Running, \d+ %/)
  host.expireSessions()
  await expect(operation(page)).toContainText('The VM is on.')
  expect(host.calls.filter(({ method }) => method === 'PowerOnVM_Task')).toHaveLength(1)
})

test('when the host restarts in mid-task, the run says what is not known any more, and the VM can be used again', async ({
  page,
  host,
  signIn,
}) => {
  await signIn()
  await openVm(page, 'slow-to-start')
  await action(page, 'Power on').click()
  await expect(operation(page)).toContainText(/Running, \d+ %/)
  await host.restart({ downMs: 200 })
  await expect(operation(page)).toContainText('Contact with esx-lab is back')
  await expect(operation(page)).toContainText('The host no longer has the task. What became of it is not known.')
  // The VM's own process outlives the agent of its host, and ends unseen what it was about.
  await expect(action(page, 'Suspend')).not.toHaveAttribute('aria-disabled')
  await openVm(page, '100% test')
  await action(page, 'Power on').click()
  await expect(operation(page)).toContainText('The VM is on.')
})

test.describe('when Andon itself goes away', () => {
  test.use({ expectedErrors: [lost] })

  test('the page says so, looks it, offers nothing to press, and is current again once Andon is back', async ({
    page,
    andon,
    host,
    signIn,
  }) => {
    await signIn()
    host.ask(vm, 'msg.serial.file.open')
    await expect(openQuestionOf(page, vm)).toBeVisible()
    await andon.kill()
    // Three heartbeats may be missed before anything is called old.
    await expect(indicator(page)).toHaveText('No contact', { timeout: 30_000 })
    await expect(page.getByRole('alert').filter({ hasText: 'Old data' })).toHaveText(
      'Old data. Nothing here is current.',
    )
    await expect(answer(questionOf(page, vm), 'Append')).toHaveAttribute('aria-disabled', 'true')
    await expect(questionOf(page, vm)).toContainText('Old data. Andon does not answer, so nothing can be sent.')
    await andon.start()
    await expect(indicator(page)).toHaveText('Live')
    await expect(page.getByText('Old data. Nothing here is current.')).toBeHidden()
    await answer(openQuestionOf(page, vm), 'Append').click()
    await expect(questionOf(page, vm).getByRole('status')).toContainText("Answered 'Append'")
  })

  test('runs go on where they were, and a question that was open is open still', async ({
    page,
    andon,
    host,
    signIn,
  }) => {
    await signIn()
    await openVm(page, vm)
    await action(page, 'Power on').click()
    await expect(operation(page)).toContainText('Left blocked')
    await openVm(page, 'slow-to-start')
    await action(page, 'Power on').click()
    await expect(operation(page)).toContainText(/Running, \d+ %/)
    await andon.kill()
    await andon.start()
    await expect.poll(() => andon.metric('andon_live_streams')).toBe(1)

    await test.step('a run goes on where it was: it finds its task again and follows it to the end', async () => {
      await expect(operation(page)).toContainText('The VM is on.')
      await expect(operation(page)).toContainText('PowerOnVM_Task started')
      expect(host.calls.filter(({ method }) => method === 'PowerOnVM_Task')).toHaveLength(2)
    })

    await test.step('a question that was open before is open after, and its run is still there to be answered', async () => {
      await openVm(page, vm)
      await expect(operation(page)).toContainText('Left blocked')
      await answer(operation(page).getByRole('article'), 'Append').click()
      await expect(operation(page)).toContainText("Answered 'Append' by admin")
      await expect(operation(page)).toContainText('Left blocked, then done')
      expect(host.calls.filter(({ method }) => method === 'AnswerVM')).toHaveLength(1)
    })
  })
})

test.describe('two connections', () => {
  test.use({ expectedErrors: [lost] })

  test('one that is lost is unknown by itself; the other is as live as before', async ({ page, host, signIn }) => {
    const { startSimulator } = await import('../simulator/start/start-simulator')
    const { addConnection, connection, fillConnection } = await import('./steps/settings')
    const other = await startSimulator({ ...labWith(['café-01', 'slow-to-start']), speed: 20 })
    await signIn()
    const form = await addConnection(page)
    await fillConnection(form, { address: other.url, name: 'esx-other', user: other.user, password: other.password })
    await form.getByRole('button', { name: 'Add', exact: true }).click()
    await expect(connection(page, 'esx-other')).toContainText('Live')
    await expect(page.getByRole('banner').getByRole('button', { name: /Auto-answer/ })).toContainText('Off at all 2')
    await other.close()
    await expect(connection(page, 'esx-other')).toContainText('No contact')
    await expect(page.getByRole('banner')).toContainText('1 of 2 live')
    await page.goto('/vms')
    const table = page.getByRole('table', { name: 'Virtual machines' })
    await expectRow(table, { Name: 'café-01', Power: 'Unknown' })
    await expectRow(table, { Name: 'web-frontend', Power: 'On' })
    await page.goto('/')
    host.ask('web-frontend', 'msg.hbacommon.locklost')
    await expect(questionOf(page, 'web-frontend')).toBeVisible()
    await expect(lineOf(running(page), 'café-01')).toBeHidden()
  })
})
