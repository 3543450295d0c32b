import { existsSync, mkdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { Unavailable } from './check'
import { run } from './process'

const folder = fileURLToPath(new URL('.peers', import.meta.url))
const goModule = fileURLToPath(new URL('peers/govmomi', import.meta.url))

const found = new Map<string, Promise<string>>()

/** Finds or installs a peer once per run; every later caller gets the same answer, or the same reason. */
function once(name: string, find: () => Promise<string>): Promise<string> {
  const known = found.get(name) ?? find()
  found.set(name, known)
  return known
}

async function works(program: string, args: string[]): Promise<boolean> {
  try {
    return (await run(program, args, { limitMs: 20_000 })).code === 0
  } catch {
    return false
  }
}

/** libvirt's command line with its ESX driver: what is installed, else Debian's package when root. */
export const virsh = () =>
  once('virsh', async () => {
    if (!(await works('virsh', ['--version']))) await installDebian('libvirt-clients')
    const { stdout } = await run('virsh', ['-V'])
    if (!/Hypervisors:.*\bESX\b/.test(stdout)) throw new Unavailable('virsh here was built without its ESX driver')
    return 'virsh'
  })

/**
 * Programs that we build on govmomi, through the Go module proxy: govc, vcsim, questioner, reader. What they do is the
 * same however they are built; where their speed counts, as people have them.
 */
export const govmomi = (program: 'govc' | 'vcsim' | 'questioner' | 'reader', build: 'quick' | 'optimized' = 'quick') =>
  once(`govmomi, ${build}`, async () => {
    if (!(await works('go', ['version']))) throw new Unavailable('no Go here, so govmomi cannot be built')
    const bin = `${folder}/bin-${build}`
    mkdirSync(bin, { recursive: true })
    const { args, env } = goBuilds[build]
    const built = await run('go', ['build', ...args, '-o', `${bin}/`, './...'], {
      cwd: goModule,
      env,
      limitMs: 400_000,
    })
    if (built.code !== 0) throw new Unavailable(`govmomi could not be built: ${lastLine(built.stderr)}`)
    return bin
  }).then((bin) => `${bin}/${program}`)

/** Nothing for a debugger, nothing made faster, little looked for that could be forgotten: less than half of the CPU. */
const goBuilds = {
  quick: {
    args: ['-ldflags=-s -w', '-gcflags=all=-N -l -dwarf=false -c=1'],
    env: { CGO_ENABLED: '0', GOGC: '400' },
  },
  optimized: { args: [], env: {} },
}

/** A Python with one release of pyVmomi, in a folder of its own. */
export const pyvmomi = (release: string) =>
  once(`pyvmomi ${release}`, async () => {
    const home = `${folder}/pyvmomi-${release}`
    const python = `${home}/bin/python`
    if (existsSync(python) && (await works(python, ['-c', 'import pyVmomi']))) return python
    if (!(await works('python3', ['--version']))) throw new Unavailable('no Python 3 here')
    // A pip of its own costs more than all that it installs: the one that is here can install there, if it is not old.
    const wanted = ['install', '--quiet', `pyvmomi==${release}`, 'pyyaml']
    await run('python3', ['-m', 'venv', '--without-pip', home], { limitMs: 120_000 })
    const here = await run('python3', ['-m', 'pip', '--python', python, ...wanted], { limitMs: 200_000 })
    if (here.code === 0) return python
    const made = await run('python3', ['-m', 'venv', home], { limitMs: 120_000 })
    if (made.code !== 0) throw new Unavailable(`no virtual environment could be made: ${lastLine(made.stderr)}`)
    const pip = await run(python, ['-m', 'pip', ...wanted], { limitMs: 200_000 })
    if (pip.code !== 0) throw new Unavailable(`pyVmomi ${release} could not be installed: ${lastLine(pip.stderr)}`)
    return python
  })

/** curl, for transcripts of single bytes. */
export const curl = () =>
  once('curl', async () => {
    if (!(await works('curl', ['--version']))) await installDebian('curl')
    return 'curl'
  })

async function installDebian(name: string): Promise<void> {
  if (process.getuid?.() !== 0) throw new Unavailable(`${name} is not installed, and only root could install it`)
  await run('apt-get', ['update'], { limitMs: 120_000 }).catch(() => undefined)
  const installed = await run('apt-get', ['install', '-y', '--no-install-recommends', name], {
    limitMs: 300_000,
    env: { DEBIAN_FRONTEND: 'noninteractive' },
  }).catch(() => undefined)
  if (installed?.code !== 0) throw new Unavailable(`${name} is not installed and could not be installed`)
}

const lastLine = (text: string) => text.trim().split('\n').at(-1) ?? ''
