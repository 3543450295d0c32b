import { spawn } from 'node:child_process'
import process from 'node:process'
import { expect, test } from 'vitest'

/** Runs two programs together: `first` ends by itself with code 3, `second` would go on until it is asked to end. */
function together(mayEnd: boolean): Promise<{ code: number | null; said: string }> {
  const script = `
    import { programsTogether } from './scripts/steps/programs-together.mjs'
    const all = programsTogether()
    const node = process.execPath
    all.start('The second', [node, '-e', 'setInterval(() => {}, 1000)'])
    all.start('The first', [node, '-e', 'process.exit(3)'], { quiet: true, mayEnd: () => ${mayEnd} })
    process.on('message', () => void all.stop(0))
    const sayError = console.error
    console.error = (text) => { sayError(text); process.send?.('said') }
  `
  return new Promise((resolve) => {
    const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    })
    let said = ''
    child.stderr?.on('data', (text) => (said += String(text)))
    child.on('message', () => mayEnd && child.send('stop'))
    child.on('exit', (code) => resolve({ code, said }))
  })
}

test('one that may end says so, and the others go on until they are stopped', async () => {
  const { code, said } = await together(true)
  expect(said).toContain('The first has ended (code 3). Everything else goes on.')
  expect(code).toBe(0)
})

test('any other that ends by itself ends them all', async () => {
  const { code, said } = await together(false)
  expect(said).toContain('The first ended by itself (code 3). Everything else is stopped.')
  expect(code).toBe(1)
})

test('one that comes back is started again, also after it was killed, and what is to be done last is done last', async () => {
  const script = `
    import { programsTogether } from './scripts/steps/programs-together.mjs'
    const all = programsTogether()
    const options = { mayEnd: () => true, comesBack: true }
    const program = all.start('It', [process.execPath, '-e', 'setInterval(() => {}, 1000)'], options)
    all.atEnd(async () => console.log('last'))
    const first = program.pid
    process.kill(first, 'SIGKILL')
    const look = setInterval(() => {
      if (program.pid === first) return
      clearInterval(look)
      console.log('back')
      void all.stop(0)
    }, 20)
  `
  const child = spawn(process.execPath, ['--input-type=module', '-e', script])
  let said = ''
  for (const output of [child.stdout, child.stderr]) output.on('data', (text) => (said += String(text)))
  const code = await new Promise((resolve) => child.on('close', resolve))
  expect(said).toContain('It has ended (SIGKILL). It is started again.')
  expect(said.trim()).toMatch(/back\nlast$/)
  expect(code).toBe(0)
})
