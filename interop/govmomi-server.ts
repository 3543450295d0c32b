import { govmomi } from './peers'
import { startServer, type Server } from './process'

export type Ready = { url: string; user: string; password: string; vms: string[] }

/** Starts vcsim or questioner; it ends when it is closed, or with the process that started it. */
export async function startGovmomi(program: 'vcsim' | 'questioner', ...args: string[]): Promise<Server<Ready>> {
  return startServer(await govmomi(program), args, (line) => {
    try {
      // The programs are ours (peers/govmomi/serve); anything else on their output is not the ready line.
      return JSON.parse(line) as Ready
    } catch {
      return undefined
    }
  })
}
