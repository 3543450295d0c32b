import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { virsh as findVirsh } from '../peers'
import { run, type Finished } from '../process'

export type VirshOptions = {
  /** `esx://root@127.0.0.1:8989/` or `vpx://…/DC/cluster/host`, without a query. */
  uri: string
  password: string
  transport: 'http' | 'https'
  autoAnswer?: boolean
  /** A command that takes longer is ended. */
  limitMs?: number
}

/** A virsh that is signed in to one simulated host. */
export type Virsh = {
  /** Runs one command to its end, whatever it returns. */
  finish: (...command: string[]) => Promise<Finished>
  /** Runs one command that has to work; gives what it printed. */
  print: (...command: string[]) => Promise<string>
  /** Runs many commands in one virsh, of words without single quotes; what each printed, in their order. */
  batch: (commands: readonly (readonly string[])[]) => Promise<{ stdout: string; stderr: string }[]>
  close: () => Promise<void>
}

/** Source of the credentials file's form: libvirt's documentation, "Client authentication". */
export async function openVirsh({
  uri,
  password,
  transport,
  autoAnswer,
  limitMs = 45_000,
}: VirshOptions): Promise<Virsh> {
  const program = await findVirsh()
  const folder = await mkdtemp(join(tmpdir(), 'andon-virsh-'))
  const authFile = join(folder, 'auth.conf')
  const { hostname, username } = new URL(uri.replace(/^\w+:/, 'http:'))
  const section = (service: string) => `[auth-${service}-${hostname}]\ncredentials=simulated\n`
  const credentials = `[credentials-simulated]\nusername=${username}\npassword=${password}\n`
  await writeFile(authFile, `${credentials}\n${section('esx')}\n${section('vpx')}`, { mode: 0o600 })

  const query = new URLSearchParams({ no_verify: '1', transport, auto_answer: autoAnswer ? '1' : '0' })
  const finish = (...command: string[]) =>
    run(program, ['--quiet', '-c', `${uri}?${query}`, ...command], {
      env: { LIBVIRT_AUTH_FILE: authFile },
      limitMs,
    })
  return {
    finish,
    print: async (...command) => {
      const { code, stdout, stderr } = await finish(...command)
      if (code !== 0) throw new Error(`virsh ${command.join(' ')} ended with ${code}: ${stderr.trim()}`)
      return stdout
    },
    batch: async (commands) => {
      const mark = (at: number) => `@@${at}@@`
      const script = commands.map((command, at) =>
        [`echo ${mark(at)}`, `echo --err ${mark(at)}`, command.map((word) => `'${word}'`).join(' ')].join(';'),
      )
      const { stdout, stderr } = await finish(script.join(';'))
      const between = (text: string, at: number) => {
        const [, behind = ''] = text.split(mark(at))
        return (behind.split(mark(at + 1))[0] ?? '').replace(/error: $/, '').trim()
      }
      return commands.map((_command, at) => ({ stdout: between(stdout, at), stderr: between(stderr, at) }))
    },
    close: () => rm(folder, { recursive: true, force: true }),
  }
}

/** `Name:   value` lines as a record. */
export function fields(text: string): Record<string, string> {
  return Object.fromEntries(
    text.split('\n').flatMap((line) => {
      const colon = line.indexOf(':')
      return colon < 0 ? [] : [[line.slice(0, colon).trim(), line.slice(colon + 1).trim()]]
    }),
  )
}
