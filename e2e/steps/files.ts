import { rmSync } from 'node:fs'
import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import process from 'node:process'
import { expect, type Locator, type Page } from '@playwright/test'
import type { SimulatedHost } from '../../simulator/start/start-simulator'
import { resolvePath, volumeOf } from '../../simulator/estate/datastore-files'
import { readable } from '../../simulator/wire/folder-files'
import type { FileNode } from '../../simulator/estate/volume'

/** Goes to a datastore as somebody who finds it in the list, and through folders by their plain names. */
export async function openDatastore(page: Page, name: string, folders: readonly string[] = []): Promise<void> {
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Datastores' }).click()
  await page.getByRole('table', { name: 'Datastores' }).getByRole('link', { name, exact: true }).click()
  await expect(page.getByRole('heading', { level: 1, name, exact: true })).toBeVisible()
  for (const folder of folders) await openFolder(page, folder)
}

export async function openFolder(page: Page, name: string): Promise<void> {
  await entry(page, name).getByRole('link', { name, exact: true }).first().click()
  await expect(filesIn(page, name)).toBeVisible()
}

/** The table of the open folder, by the folder's plain name; the datastore's for its root. */
export const filesIn = (page: Page, folder: string): Locator =>
  page.getByRole('table', { name: `Files in ${folder}`, exact: true })

/** The row of an entry, by its plain name. */
export const entry = (page: Page, name: string): Locator =>
  page
    .getByRole('region', { name: 'Files', exact: true })
    .getByRole('row')
    .filter({ has: page.getByRole('checkbox', { name: `Select ${name}`, exact: true }) })

/** Takes a command from the menu of an entry. */
export async function command(page: Page, name: string, label: string): Promise<void> {
  await entry(page, name)
    .getByRole('button', { name: `Actions for ${name}`, exact: true })
    .click()
  await page.getByRole('menuitem', { name: label, exact: true }).click()
}

/** The line of what was started on files, by its words. */
export const job = (page: Page, words: string): Locator =>
  page.getByRole('region', { name: 'File tasks' }).getByRole('listitem').filter({ hasText: words })

export const upload = (page: Page, name: string): Locator =>
  page.getByRole('region', { name: 'Uploads' }).getByRole('listitem').filter({ hasText: name })

type Chosen = { name: string; bytes: Buffer }

/** What this process has given browsers to upload; removed at its end. */
const given: string[] = []
process.once('exit', () => given.forEach((folder) => rmSync(folder, { recursive: true, force: true })))

/** Chooses files for an upload into the open folder. The browser reads them itself: bytes sent through it are dear. */
export async function chooseFiles(page: Page, files: readonly Chosen[]): Promise<void> {
  const folder = await mkdtemp(path.join(tmpdir(), 'andon-e2e-upload-'))
  given.push(folder)
  for (const { name, bytes } of files) await writeFile(path.join(folder, name), bytes)
  await page.getByLabel('Files to upload').setInputFiles(files.map(({ name }) => path.join(folder, name)))
}

/** Lets the browser send so many bytes in a second, so that there is a middle to an upload; returns how to end that. */
export async function slowDown(page: Page, bytesPerSecond: number): Promise<() => Promise<void>> {
  const session = await page.context().newCDPSession(page)
  const limit = (uploadThroughput: number) =>
    session.send('Network.emulateNetworkConditions', {
      offline: false,
      latency: 0,
      downloadThroughput: -1,
      uploadThroughput,
    })
  await session.send('Network.enable')
  await limit(bytesPerSecond)
  return async () => {
    await limit(-1)
  }
}

/** Bytes in which every place differs from its neighbours, so that a lost or doubled piece shows. */
export function someBytes(length: number): Buffer {
  const bytes = Buffer.alloc(length)
  let state = 0x2545f491
  for (let at = 0; at + 4 <= length; at += 4) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    bytes.writeUInt32LE(state, at)
  }
  return bytes
}

/** What is on the simulated host itself, behind the console's back. Paths are `[datastore] stored/path`. */
export function onHost({ world }: SimulatedHost) {
  return {
    /** The stored names in a folder, sorted. */
    names(stored: string): string[] {
      const { datastore, path: folder } = resolvePath(world, stored)
      return [...(volumeOf(world, datastore).folder(folder)?.children.keys() ?? [])].sort()
    },
    /** A file with what the host knows of it; undefined where there is none. */
    file(stored: string): FileNode | undefined {
      const at = resolvePath(world, stored)
      return volumeOf(world, at.datastore).file(at.path)
    },
    /** The bytes of a file. Throws where there is none. */
    bytes(stored: string): Buffer {
      const file = readable(world, resolvePath(world, stored))
      if (!file) throw new Error(`There is no ${stored}.`)
      return Buffer.concat([...file.read(0, file.length)])
    },
    /** Lets somebody else take what is free of a datastore, but for so many bytes. */
    leave(datastore: string, bytes: number): void {
      volumeOf(world, resolvePath(world, `[${datastore}]`).datastore).leave(bytes)
    },
  }
}

/** Waits until the host has begun to take an upload: under a name that nobody takes for the file's. */
export const untilOnItsWay = (host: SimulatedHost, folder: string, name: string): Promise<void> =>
  expect
    .poll(() => onHost(host).names(folder))
    .toContainEqual(expect.stringMatching(new RegExp(`^${name.replace('.', '\\.')}\\..+\\.andon-upload$`)))
