import { startSimulator, type SimulatedHost } from '../../simulator/start/start-simulator'
import { startAndon, type AndonOnHost } from '../andon'
import type { Check, Pair } from '../check'
import { hostPath } from './host-path'
import { dumpxmlCheck, vmxChecks } from './same-configuration'
import { domainXmlChecks } from './same-domain-xml'
import { itemChecks, vmNamesCheck } from './same-items'
import { openVirsh, type Virsh } from './virsh'

/**
 * The same host through two pairs of eyes: libvirt's escapes, its VMX parser and its datastore listing against what our
 * screen shows. Only what libvirt documents or is known not to do may differ, and each such thing is named in its check.
 */
export const sameSightOfEsx = (): Promise<Pair> =>
  bothOn('esx', (virsh, andon, host) => [
    vmNamesCheck(virsh, andon),
    ...itemChecks(virsh, andon),
    dumpxmlCheck(virsh, andon),
    ...vmxChecks(virsh, host),
    ...domainXmlChecks(virsh, host),
  ])

/** libvirt sees one host of a vCenter; that one is compared, with its distributed switches and names in folders. */
export const sameSightOfVcenter = (): Promise<Pair> =>
  bothOn('vcenter', (virsh, andon) => [vmNamesCheck(virsh, andon), dumpxmlCheck(virsh, andon)])

type Checks = (virsh: Virsh, andon: AndonOnHost, host: SimulatedHost) => Check[]

async function bothOn(product: 'esx' | 'vcenter', checks: Checks): Promise<Pair> {
  const host = await startSimulator({ product, preset: 'demo', speed: 0 })
  const { user, password, url, port } = host
  const andon = await startAndon({ url, user, password, autoAnswer: false })
  const server = `${encodeURIComponent(user)}@127.0.0.1:${port}`
  const uri = product === 'esx' ? `esx://${server}/` : `vpx://${server}/${hostPath(host.world)}`
  const virsh = await openVirsh({ uri, password, transport: 'http' })
  return {
    checks: checks(virsh, andon, host),
    close: async () => {
      await Promise.all([virsh.close(), andon.close()])
      await host.close()
    },
  }
}
