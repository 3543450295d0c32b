import { expect, test, type Page } from './fixtures/console'
import { otherClient } from './fixtures/other-client'
import { labOf, labWith } from './fixtures/worlds'
import { action, answer, openQuestionOf, openVm, operation, questionOf } from './steps/vm'
import { expectRow } from './steps/table'

/** Names, notes and questions are text, whatever they look like. */

const markup = '<img src=x onerror="document.title=1"><b>bold</b>&amp;'

test.describe('a VM whose name is markup', () => {
  test.use({ world: labOf([markup, 'plain']) })

  const expectOnlyText = async (page: Page) => {
    await expect(page.locator('main img[src="x"], main b b')).toHaveCount(0)
    await expect(page).not.toHaveTitle('1')
  }

  test('is shown as it is written on every screen, and so is a question that Andon does not know', async ({
    page,
    host,
    signIn,
  }) => {
    await signIn('/vms')
    await test.step('is shown as it is written on every screen', async () => {
      const table = page.getByRole('table', { name: 'Virtual machines' })
      await expect(table.getByRole('link', { name: markup, exact: true })).toBeVisible()
      await expectOnlyText(page)
      await openVm(page, markup)
      await expect(page).toHaveTitle(new RegExp('^<img src=x'))
      await action(page, 'Power on').click()
      await expect(operation(page)).toContainText('The VM is on.')
      host.ask(markup, {
        text: `Do you like ${markup}?`,
        choices: [{ key: '0', label: markup, summary: markup }],
        defaultIndex: 0,
      })
      await expect(operation(page)).toContainText(`Do you like ${markup}?`)
      await expectOnlyText(page)

      await page.goto('/')
      await expect(questionOf(page, markup)).toContainText(`Do you like ${markup}?`)
      await expect(questionOf(page, markup).getByRole('button', { name: /<b>bold<\/b>&amp; Default/ })).toBeVisible()
      await expect(page.getByRole('region', { name: 'Just finished' })).toContainText(markup)
      await expectOnlyText(page)
      for (const [path, where] of [
        ['/history', 'table'],
        ['/wall', 'main'],
      ] as const) {
        await page.goto(path)
        await expect(page.getByRole(where).first()).toContainText(markup)
        await expectOnlyText(page)
      }
    })

    await test.step('a question that Andon does not know is shown with every answer that the host gives, and no explanation of ours', async () => {
      await page.goto('/')
      const { answer: given } = host.ask('plain', {
        text: 'The flux capacitor is out of tune.\nWhat now?',
        messageId: 'msg.flux.capacitor',
        choices: [
          { key: '7', label: 'button.tune', summary: 'Tune it' },
          { key: 'x y', label: 'Leave it', summary: 'Leave it' },
        ],
      })
      const question = openQuestionOf(page, 'plain')
      await expect(question).toContainText('The flux capacitor is out of tune.')
      await expect(question).toContainText('msg.flux.capacitor')
      await expect(question.getByRole('group', { name: 'Answers' }).getByRole('button')).toHaveText([
        /^1?Tune it$/,
        /^2?Leave it$/,
      ])
      await answer(question, 'Leave it').click()
      expect(await given).toMatchObject({ key: 'x y' })
    })
  })
})

test.describe('the names that people really give', () => {
  test.use({ world: labWith(['db/primary', 'db%2Fprimary', 'build|agent "7"', 'café-01', 'R&D <lab>', '100% test']) })

  test('are shown as people wrote them, told apart, and not in the way of a question', async ({
    page,
    host,
    signIn,
  }) => {
    await signIn('/vms')
    await test.step('are shown as people wrote them, beside what the host stores where that differs', async () => {
      const table = page.getByRole('table', { name: 'Virtual machines' })
      await expectRow(table, { Name: /^db\/primary db%2fprimary$/i })
      await expectRow(table, { Name: /^db%2Fprimary db%252Fprimary$/i })
      await expectRow(table, { Name: 'build|agent "7"' })
      await expectRow(table, { Name: 'café-01' })
      await expectRow(table, { Name: 'R&D <lab>' })
      await expectRow(table, { Name: '100% test 100%25 test' })
    })

    await test.step('are told apart although one looks like the other’s stored form', async () => {
      await openVm(page, 'db%2Fprimary')
      await action(page, 'Power on').click()
      await expect(operation(page)).toContainText('The VM is on.')
      expect(host.world.prop(host.vm('db%252Fprimary'), 'runtime.powerState')).toBe('poweredOn')
    })

    await test.step('do not get in the way of a question and its answer', async () => {
      const vm = 'build|agent "7"'
      await openVm(page, vm)
      await action(page, 'Power on').click()
      await page.goto('/')
      await answer(openQuestionOf(page, vm), 'Append').click()
      await expect(questionOf(page, vm).getByRole('status')).toContainText("Answered 'Append'")
    })
  })
})

test.describe('a host that asks in the old way', () => {
  test.use({ world: labWith(['old-terminal'], { labels: 'mnemonic' }) })

  test('has its mnemonics taken out of the labels, and its answers still explained', async ({ page, host, signIn }) => {
    await signIn()
    const script = await otherClient(host)
    await script.start('PowerOnVM_Task', 'old-terminal')
    const answers = openQuestionOf(page, 'old-terminal').getByRole('group', { name: 'Answers' }).getByRole('button')
    await expect(answers).toHaveText([/Append.*keeps what is in the file.*Default/, /Replace.*Destructive/, /Cancel/])
  })
})
