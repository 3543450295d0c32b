import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { holdDataDir } from './data-dir-lock'

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'andon-only-'))
})
afterEach(() => rm(folder, { recursive: true }))

it('lets one in at a time, and the next one when it has left', () => {
  const release = holdDataDir(folder)
  expect(() => holdDataDir(folder)).toThrow('Another process of Andon uses')
  release()
  holdDataDir(folder)()
})

it('lets the next one in when a process was killed while it held the directory', async () => {
  const room = fileURLToPath(new URL('./data-dir-lock.ts', import.meta.url))
  const code = `import { holdDataDir } from ${JSON.stringify(room)}; holdDataDir(process.argv[1]); console.log('held'); setInterval(() => {}, 1000)`
  const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', code, folder])
  await once(child.stdout, 'data')
  expect(() => holdDataDir(folder)).toThrow('Another process of Andon uses')
  child.kill('SIGKILL')
  await once(child, 'exit')
  holdDataDir(folder)()
})
