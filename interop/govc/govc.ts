import { tmpdir } from 'node:os'
import { run, type Finished } from '../process'

export type Govc = {
  finish: (...command: string[]) => Promise<Finished>
  print: (...command: string[]) => Promise<string>
  json: <T>(command: string, ...rest: string[]) => Promise<T>
}

/** govc takes everything from its environment; sessions are not kept on disk, so runs do not meet each other. */
export function openGovc(
  program: string,
  host: { url: string; user: string; password: string },
  datacenter: string | undefined,
): Govc {
  const env = {
    GOVC_URL: host.url,
    GOVC_USERNAME: host.user,
    GOVC_PASSWORD: host.password,
    GOVC_INSECURE: '1',
    GOVC_PERSIST_SESSION: 'false',
    HOME: tmpdir(),
    ...(datacenter === undefined ? {} : { GOVC_DATACENTER: datacenter }),
  }
  const finish = (...command: string[]) => run(program, command, { env })
  const print = async (...command: string[]) => {
    const { code, stdout, stderr } = await finish(...command)
    if (code !== 0) throw new Error(`govc ${command.join(' ')} ended with ${code}: ${stderr.trim()}`)
    return stdout
  }
  return {
    finish,
    print,
    // What a command prints is trusted to have the form that the caller names; the assertions after it find out.
    json: async <T>(command: string, ...rest: string[]) => JSON.parse(await print(command, '-json', ...rest)) as T,
  }
}
