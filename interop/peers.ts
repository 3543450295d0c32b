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

/** Programs that we build on govmomi, through the Go module proxy: govc, vcsim, questioner, reader. */
export const govmomi = (program: 'govc' | 'vcsim' | 'questioner' | 'reader') =>
  once('govmomi', async () => {
    if (!(await works('go', ['version']))) throw new Unavailable('no Go here, so govmomi cannot be built')
    const bin = `${folder}/bin`
    mkdirSync(bin, { recursive: true })
    const built = await run('go', ['build', '-o', `${bin}/`, './...'], { cwd: goModule, limitMs: 400_000 })
    if (built.code !== 0) throw new Unavailable(`govmomi could not be built: ${lastLine(built.stderr)}`)
    return bin
  }).then((bin) => `${bin}/${program}`)

/** A Python with one release of pyVmomi, in a folder of its own. */
export const pyvmomi = (release: string) =>
  once(`pyvmomi ${release}`, async () => {
    const home = `${folder}/pyvmomi-${release}`
    const python = `${home}/bin/python`
    if (existsSync(python) && (await works(python, ['-c', 'import pyVmomi']))) return python
    if (!(await works('python3', ['--version']))) throw new Unavailable('no Python 3 here')
    const made = await run('python3', ['-m', 'venv', home], { limitMs: 120_000 })
    if (made.code !== 0) throw new Unavailable(`no virtual environment could be made: ${lastLine(made.stderr)}`)
    const pip = await run(python, ['-m', 'pip', 'install', '--quiet', `pyvmomi==${release}`, 'pyyaml'], {
      limitMs: 200_000,
    })
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
