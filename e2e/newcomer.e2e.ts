import { startSimulator } from '../simulator/start/start-simulator'
import type { QuestionName } from '../simulator/vm/question-catalogue'
import { expect, test, type Locator, type Page } from './fixtures/console'
import { labOf } from './fixtures/worlds'
import { addConnection, connection, fillConnection } from './steps/settings'
import { waiting } from './steps/vm'

/**
 * Somebody who has never seen Andon clears a hundred questions of six kinds at two connections, with rules. The script
 * presses only what is there to be seen: each control has a name and is in sight before it is pressed.
 */

/** How many VMs ask what: of each kind some at either connection. */
const kinds: readonly (readonly [QuestionName, here: number, there: number])[] = [
  ['msg.serial.file.open', 20, 10],
  ['msg.cdromdisconnect.locked', 12, 10],
  ['msg.uuid.altered', 10, 6],
  ['swap file', 8, 6],
  ['msg.hbacommon.locklost', 5, 5],
  ['msg.parallel.file.open', 5, 3],
]
const names = (of: string, count: number) => Array.from({ length: count }, (_, at) => `${of}-${at + 1}`)
const [here, there] = [names('app', 100), names('db', 40)]
test.use({ world: labOf(here) })

/** Presses like a person who looks for what the page says. */
function newcomer(page: Page) {
  const told = { presses: 0, scrolls: 0 }
  const isInSight = (control: Locator) =>
    expect(control)
      .toBeInViewport({ ratio: 1, timeout: 1_000 })
      .then(
        () => true,
        () => false,
      )
  async function press(control: Locator): Promise<void> {
    await expect(control).toBeVisible()
    await expect(control).toHaveAccessibleName(/\S/)
    if (!(await isInSight(control))) {
      told.scrolls += 1
      await control.scrollIntoViewIfNeeded()
      await expect(control).toBeInViewport({ ratio: 1 })
    }
    told.presses += 1
    await control.click()
  }
  /** A button that sends hears nothing for a moment, so that no press that was meant for something else sends. */
  const send = async (control: Locator): Promise<void> => {
    await expect(control).toBeVisible()
    const since = await page.evaluate(() => performance.now())
    await page.waitForFunction((then) => performance.now() - then > 400, since)
    await press(control)
  }
  return { told, press, send }
}

test('a hundred mixed questions are cleared with rules and in groups, and each step is in sight before', async ({
  page,
  host,
  signIn,
}, testInfo) => {
  await signIn('/settings')
  const other = await startSimulator({ ...labOf(there), speed: 20 })
  const form = await addConnection(page)
  await fillConnection(form, { address: other.url, name: 'esx-far', user: other.user, password: other.password })
  await form.getByRole('button', { name: 'Add', exact: true }).click()
  await expect(connection(page, 'esx-far')).toContainText('Live')
  await page.goto('/')
  let [at, far] = [0, 0]
  for (const [kind, ofHere, ofThere] of kinds) {
    for (const name of here.slice(at, (at += ofHere))) host.ask(name, kind)
    for (const name of there.slice(far, (far += ofThere))) other.ask(name, kind)
  }
  await expect(waiting(page)).toContainText('100in 6 groups')

  const { told, press, send } = newcomer(page)
  const began = Date.now()
  const group = (title: RegExp) => page.getByRole('article', { name: title })
  // The next question of each of these kinds is decided by a rule; those that wait get the same now, by a press.
  for (const [title, label, count] of [
    [/^30 VMs Serial port output file exists/, 'Append', 30],
    [/^22 VMs CD-ROM door is locked/, 'No', 22],
    [/^14 VMs Could not extend the swap file/, 'Retry', 14],
  ] as const) {
    await press(group(title).getByRole('link', { name: /^Make a rule of this/ }))
    await expect(page.getByRole('complementary', { name: 'It would decide' })).toContainText(`${count}that wait now`)
    await expect(page.getByRole('radio', { name: new RegExp(`^Answer '${label}'`) })).toBeChecked()
    await press(page.getByRole('button', { name: 'Save and use' }))
    await send(page.getByRole('button', { name: `Answer '${label}' for ${count}` }))
    await expect(page.getByRole('status').filter({ hasText: `${count} answered '${label}' by admin.` })).toBeVisible()
    await press(page.getByRole('link', { name: 'To the Board', exact: true }))
  }
  // The rest is looked at, and answered group by group.
  for (const [title, answer, label, count] of [
    [/^16 VMs Moved or copied/, /^I Copied It 16 VMs/, 'I Copied It', 16],
    [/^8 VMs Parallel port output file exists/, /^Append 8 VMs/, 'Append', 8],
    [/^10 VMs Lock on a disk is lost/, /^OK 10 VMs/, 'OK', 10],
  ] as const) {
    await press(group(title).getByRole('button', { name: answer }))
    const button = group(title).getByRole('button', { name: `Answer '${label}' for ${count}` })
    await send(button)
    await expect(page.getByRole('status').filter({ hasText: `${count} answered '${label}' by admin.` })).toBeVisible()
  }
  await page.mouse.move(0, 0)
  await expect(page.getByText('No task waits for an answer.')).toBeVisible()
  const answers = [host, other].map(({ calls }) => calls.filter(({ method }) => method === 'AnswerVM').length)
  expect(answers).toEqual([60, 40])
  const measured = (what: string, since: number, { presses, scrolls }: { presses: number; scrolls: number }) => {
    const seconds = ((Date.now() - since) / 1_000).toFixed(0)
    const description = `${what}: ${presses} presses, ${scrolls} looks further down, ${seconds} s`
    testInfo.annotations.push({ type: 'measured', description })
    console.log(description)
  }
  measured('100 mixed questions, 3 rules', began, told)
  expect(told.presses).toBeLessThanOrEqual(18)

  for (const name of here) host.ask(name, 'msg.uuid.altered')
  const all = group(/^100 VMs Moved or copied/)
  await expect(all).toBeVisible()
  const again = newcomer(page)
  const since = Date.now()
  await again.press(all.getByRole('button', { name: /^I Copied It 100 VMs/ }))
  await again.send(all.getByRole('button', { name: "Answer 'I Copied It' for 100" }))
  await expect(page.getByRole('status').filter({ hasText: "100 answered 'I Copied It' by admin." })).toBeVisible()
  measured('100 identical questions', since, again.told)
  expect(again.told.presses).toBeLessThanOrEqual(3)
  await other.close()
})
