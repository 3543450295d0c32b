import assert from 'node:assert/strict'
import { libvirtUri } from '../../lib/connections/libvirt-uri'
import { startSimulator, type SimulatedHost } from '../../simulator/start/start-simulator'
import { startAndon, type AndonOnHost } from '../andon'
import type { Check, Pair } from '../check'
import { hostPath } from './host-path'
import { dumpxmlCheck, vmxChecks } from './same-configuration'
import { domainXmlChecks } from './same-domain-xml'
import { itemChecks, listedNames, vmNamesCheck } from './same-items'
import { openVirsh, type Virsh } from './virsh'

/**
 * The same host through two pairs of eyes: libvirt's escapes, its VMX parser and its datastore listing against what our
 * screen shows. Only what libvirt documents or is known not to do may differ, and each such thing is named in its check.
 */
export const sameSightOfEsx = (): Promise<Pair> =>
  bothOn('esx', (virsh, andon, host) => [
    vmNamesCheck(virsh, andon),
    uriCheck(virsh, andon, host),
    ...itemChecks(virsh, andon),
    dumpxmlCheck(virsh, andon),
    ...vmxChecks(virsh, host),
    ...domainXmlChecks(virsh, host),
  ])

/** libvirt sees one host of a vCenter; that one is compared, with its distributed switches and names in folders. */
export const sameSightOfVcenter = (): Promise<Pair> =>
  bothOn('vcenter', (virsh, andon, host) => [
    vmNamesCheck(virsh, andon),
    uriCheck(virsh, andon, host),
    dumpxmlCheck(virsh, andon),
  ])

/** The URI that stands beside the domain XML of a VM, in another virsh. */
const uriCheck = (known: Virsh, andon: AndonOnHost, { password }: SimulatedHost): Check => ({
  capability: 'virsh gets to a VM by the URI that our screen shows',
  run: async () => {
    const [name = ''] = await listedNames(known)
    const { key, connection } = andon.vm(name)
    const file = await andon.ask.readVmx(key, { username: 'interop', role: 'admin' })
    const view = andon.tables().connections[connection]
    if (!file.ok || !view) throw new Error('The VM could not be read.')
    const uri = libvirtUri(view, file.value.vpxPath)
    assert.match(uri ?? '', /^(?:esx|vpx):/)
    const virsh = await openVirsh({ uri: (uri ?? '').replace(/\?.*/, ''), password, transport: 'http' })
    try {
      assert.equal((await virsh.print('domuuid', name)).trim(), andon.vm(name).uuid)
    } finally {
      await virsh.close()
    }
  },
})

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
