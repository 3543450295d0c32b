import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { gzipSync } from 'node:zlib'
import type { BrowserContext } from '@playwright/test'
import { built } from './console-process'
import { fileOf, ownerOf, sourceShares } from './source-shares'

/** A script that a page loaded. `isFirst`: named in the page itself; the others came when it had been drawn. */
export type LoadedScript = { file: string; gzip: number; isFirst: boolean; shares: ReadonlyMap<string, number> }

/** The scripts that a page loads in a browser that has none yet, until nothing more comes. */
export async function scriptsOf(context: BrowserContext, address: string): Promise<LoadedScript[]> {
  const page = await context.newPage()
  const session = await context.newCDPSession(page)
  await session.send('Network.enable')
  await session.send('Network.setCacheDisabled', { cacheDisabled: true })
  const loaded = new Map<string, Promise<Buffer | undefined>>()
  let html = ''
  page.on('response', (response) => {
    if (response.request().resourceType() === 'script')
      loaded.set(
        response.url(),
        response.body().catch(() => undefined), // of one that still comes as the page closes
      )
  })
  const answer = await page.goto(address)
  html = (await answer?.text()) ?? ''
  await page.waitForTimeout(4_000)
  const scripts = []
  for (const [url, body] of loaded) {
    const text = await body
    if (text) scripts.push(scriptOf(url, text, html))
  }
  await page.close()
  return scripts.toSorted((a, b) => b.gzip - a.gzip)
}

function scriptOf(url: string, body: Buffer, html: string): LoadedScript {
  const { pathname } = new URL(url)
  const file = pathname.replace(/^\/_next\//, '')
  const gzip = gzipSync(body).length
  const script = body.toString('utf8')
  // A map has a name of its own.
  const name = /\/\/# sourceMappingURL=(?<name>[\w.-]+)\s*$/.exec(script)?.groups?.name
  const map = name === undefined ? undefined : join(built, dirname(file), name)
  const shares = map !== undefined && existsSync(map) ? sourceShares(script, map) : new Map<string, number>()
  return { file, gzip, isFirst: html.includes(pathname), shares: scaled(shares, gzip / body.length) }
}

const scaled = (shares: ReadonlyMap<string, number>, by: number) =>
  new Map([...shares].map(([of, bytes]) => [of, bytes * by]))

/** What the framework loads for any page, KiB. */
export function bareKiB(): number {
  // Written by the build.
  const { rootMainFiles } = JSON.parse(readFileSync(join(built, 'build-manifest.json'), 'utf8')) as {
    rootMainFiles: string[]
  }
  return rootMainFiles.reduce((sum, file) => sum + gzipSync(readFileSync(join(built, file))).length, 0) / 1024
}

export const sumOf = (scripts: readonly LoadedScript[]) => scripts.reduce((sum, { gzip }) => sum + gzip, 0) / 1024

/** `react-dom 52.1, components/board 12.0`, from the largest on; empty where the build has no maps. */
export const madeOf = (scripts: readonly LoadedScript[]) => inWords(scripts, ownerOf, 0.5)

/** The same by file, of ours and of packages. */
export const filesOf = (scripts: readonly LoadedScript[]) =>
  inWords(scripts, (source) => fileOf(source) ?? 'other', 0.1)

function inWords(scripts: readonly LoadedScript[], nameOf: (source: string) => string, least: number): string {
  const all = new Map<string, number>()
  for (const { shares } of scripts)
    for (const [source, bytes] of shares) all.set(nameOf(source), (all.get(nameOf(source)) ?? 0) + bytes / 1024)
  const named = [...all].filter(([, kib]) => kib >= least).toSorted(([, a], [, b]) => b - a)
  return named.map(([of, kib]) => `${of} ${kib.toFixed(1)}`).join(', ')
}
