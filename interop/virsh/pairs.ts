import { startSimulator } from '../../simulator/start/start-simulator'
import type { Pair, Suite } from '../check'
import { browseChecks } from './esx-browse'
import { changeChecks } from './esx-change'
import { questionChecks } from './questions'
import { snapshotChecks } from './esx-snapshots'
import { storageChecks } from './esx-storage'
import { networkChecks } from './esx-network'
import { configChecks } from './esx-config'
import { sameDefinition } from './same-definition'
import { sameMigration } from './same-migration'
import { sameSightOfEsx, sameSightOfVcenter } from './same-sight'
import { hostPath } from './host-path'
import { openVirsh } from './virsh'

const password = 'pass&word <1>'

async function openEsx(tls: boolean): Promise<Pair> {
  const host = await startSimulator({ product: 'esx', preset: 'demo', speed: 0, tls, password })
  const transport = tls ? 'https' : 'http'
  const virsh = await openVirsh({ uri: `esx://root@127.0.0.1:${host.port}/`, password, transport })
  return {
    checks: [
      ...browseChecks(virsh, host),
      ...(tls ? [] : [...changeChecks(virsh, host), ...snapshotChecks(virsh, host), ...storageChecks(virsh, host)]),
      ...(tls ? [] : [...networkChecks(virsh, host), ...configChecks(virsh, host)]),
    ],
    close: async () => {
      await virsh.close()
      await host.close()
    },
  }
}

async function openVcenter(): Promise<Pair> {
  const host = await startSimulator({ product: 'vcenter', preset: 'demo', speed: 0, password })
  const path = hostPath(host.world)
  const user = encodeURIComponent(host.user)
  const virsh = await openVirsh({ uri: `vpx://${user}@127.0.0.1:${host.port}/${path}`, password, transport: 'http' })
  return {
    checks: [...browseChecks(virsh, host), ...changeChecks(virsh, host)],
    close: async () => {
      await virsh.close()
      await host.close()
    },
  }
}

export const virshSuites: Suite[] = [
  { client: 'virsh', server: 'ESXi (simulated)', open: () => openEsx(false) },
  { client: 'virsh', server: 'ESXi over TLS (simulated)', open: () => openEsx(true) },
  { client: 'virsh', server: 'vCenter (simulated)', open: openVcenter },
  { client: 'virsh and Andon', server: 'the same question', open: questionChecks },
  { client: 'virsh and Andon', server: 'the same definition', open: sameDefinition },
  { client: 'virsh and Andon', server: 'the same migration', open: sameMigration },
  { client: 'virsh and Andon', server: 'the same sight of ESXi', open: sameSightOfEsx },
  { client: 'virsh and Andon', server: 'the same sight of vCenter', open: sameSightOfVcenter },
]
