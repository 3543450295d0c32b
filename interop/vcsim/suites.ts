import { startAndon } from '../andon'
import type { Pair, Suite } from '../check'
import { openGovc } from '../govc/govc'
import { startGovmomi } from '../govmomi-server'
import { govmomi } from '../peers'
import { acting } from './acting'
import { openBadDay } from './bad-day'
import { openLimited } from './limited'
import { placing } from './placing'
import { watching } from './watching'

async function open(...args: string[]): Promise<Pair> {
  const server = await startGovmomi('vcsim', ...args)
  const esx = args.includes('-esx')
  const secure = args.includes('-tls')
  const andon = await startAndon({ ...server.ready, autoAnswer: false, trustAny: secure })
  const govc = openGovc(await govmomi('govc'), server.ready, esx ? undefined : '/DC0')
  return {
    checks: secure
      ? watching(andon, govc, server.ready).slice(0, 2)
      : [...watching(andon, govc, server.ready), ...acting(andon, govc), ...(esx ? [] : placing(andon, govc))],
    close: async () => {
      await andon.close()
      await server.close()
    },
  }
}

export const vcsimSuites: Suite[] = [
  { client: 'Andon', server: 'vcsim as vCenter', open: () => open() },
  { client: 'Andon', server: 'vcsim as ESXi', open: () => open('-esx') },
  { client: 'Andon', server: 'vcsim over TLS', open: () => open('-tls') },
  { client: 'Andon', server: 'vcsim on a bad day', open: openBadDay },
  { client: 'Andon', server: 'vcsim with limited rights', open: openLimited },
]
