import type { SimulatedHost } from '../../simulator/start/start-simulator'
import { withdrawQuestions } from '../../simulator/vm/questions'
import { expect, type Page } from '../fixtures/console'

/** What waits, on a wall. */
export const questions = (page: Page) => page.getByRole('main', { name: 'Waiting for an answer' })
export const headline = (page: Page) => page.getByRole('heading', { level: 1 })

/** Makes a display link in the settings and returns its address. */
export async function makeLink(page: Page, name: string, more: { seat?: [string, string]; masked?: true } = {}) {
  await page.goto('/settings/displays')
  await page.getByLabel('Name of the display').fill(name)
  if (more.seat) {
    await page.getByLabel('Diagonal, inches').fill(more.seat[0])
    await page.getByLabel('Farthest seat, metres').fill(more.seat[1])
  }
  if (more.masked) {
    await page.getByText('Shows all connections').click()
    await page.getByLabel('Names masked').check()
  }
  await page.getByRole('button', { name: 'Make a link' }).click()
  const made = page.getByRole('status').filter({ hasText: 'It is shown only now.' })
  await expect(made).toBeVisible()
  return await made.getByRole('code').innerText()
}

/**
 * Opens a wall whose clock the test turns. It has a stream of its own: a shared worker's clock cannot be turned.
 * @returns how to let time pass: at most ten seconds between two messages of the server, which are not old then.
 */
export async function hang(page: Page, address: string): Promise<void> {
  await page.addInitScript(() => Reflect.deleteProperty(window, 'SharedWorker'))
  await page.clock.install()
  await page.goto(address)
}

/** Something that every wall is told: how many VMs are on. */
export function touch(host: SimulatedHost, vm: string): void {
  const isOn = host.world.prop(host.vm(vm), 'runtime.powerState') === 'poweredOn'
  host.update(vm, { 'runtime.powerState': isOn ? 'poweredOff' : 'poweredOn' })
}

/** Lets the page's clock run ahead by so much, and waits until the server has been heard since. */
export async function pass(page: Page, host: SimulatedHost, vm: string, ms: number): Promise<void> {
  await page.clock.fastForward(ms)
  touch(host, vm)
  await expect(page.locator('.wall-fresh')).toContainText(/\b[0-2] s ago/)
}

/** They are not asked any more, and nobody has answered. */
export function withdraw(host: SimulatedHost, names: readonly string[]): void {
  for (const name of names) withdrawQuestions(host.world, host.vm(name), 'It went away.')
}

/** A question that Andon does not know, in words of its own. */
export const odd = (kind: string) => ({
  text: `Odd thing ${kind} has come about. Go on?`,
  messageId: `msg.odd.${kind}`,
  choices: [
    { key: '0', label: 'Yes', summary: 'Yes' },
    { key: '1', label: 'No', summary: 'No' },
  ],
})
