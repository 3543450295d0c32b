import { readFile } from 'node:fs/promises'
import { contentOf } from '../../simulator/estate/volume'
import { resolvePath, volumeOf, writeFile } from '../../simulator/estate/datastore-files'
import type { Locator, Page } from '@playwright/test'
import type { SimulatedHost } from '../../simulator/start/start-simulator'

const vmxPath = (host: SimulatedHost, vm: string) =>
  resolvePath(host.world, String(host.world.prop(host.vm(vm), 'config.files.vmPathName')))

/** The configuration file of a VM as it is on the datastore. */
export function vmxOf(host: SimulatedHost, vm: string): string {
  const at = vmxPath(host, vm)
  const file = volumeOf(host.world, at.datastore).file(at.path)
  const content = file && contentOf(file)
  if (!content) throw new Error(`${vm} has no configuration file.`)
  return Buffer.from(content).toString()
}

/** Somebody writes the file on the datastore, past the console and past the VM. */
export function writeVmx(host: SimulatedHost, vm: string, text: string | Uint8Array): void {
  const content = Buffer.from(text)
  writeFile(host.world, vmxPath(host, vm), { size: content.length, content })
}

/** Presses what hands out a file; gives its name and what is in it. */
export async function downloadBy(page: Page, button: Locator): Promise<{ name: string; text: string }> {
  const [download] = await Promise.all([page.waitForEvent('download'), button.click()])
  return { name: download.suggestedFilename(), text: (await readFile(await download.path())).toString() }
}

/** Drops a file on the page, as out of a file manager. */
export async function drop(page: Page, name: string, content: Uint8Array): Promise<void> {
  const transfer = await page.evaluateHandle(
    ([fileName, base64]) => {
      const bytes = Uint8Array.from(atob(base64), (char) => char.charCodeAt(0))
      const dropped = new DataTransfer()
      dropped.items.add(new File([bytes], fileName))
      return dropped
    },
    [name, Buffer.from(content).toString('base64')] as const,
  )
  await page.getByRole('heading', { level: 1 }).dispatchEvent('drop', { dataTransfer: transfer })
}
