import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { SimulatedHost } from '../../simulator/start/start-simulator'
import type { Check } from '../check'
import type { Virsh } from './virsh'

export function networkChecks(virsh: Virsh, host: SimulatedHost): Check[] {
  const network = () => {
    const [first] = host.world.byType('HostSystem')
    assert.ok(first)
    return host.world.prop(first.ref, 'config.network') as {
      vswitch: { name: string }[]
      portgroup: { spec: { name: string; vswitchName: string } }[]
      pnic: { device: string; mac: string }[]
    }
  }
  return [
    {
      capability: 'net-list, net-dumpxml',
      run: async () => {
        const printed = await virsh.print('net-list', '--all')
        for (const { name } of network().vswitch)
          assert.ok(printed.includes(name), `${name} is missing in:\n${printed}`)
        assert.match(await virsh.print('net-dumpxml', 'vSwitch0'), /<portgroup name='VM Network'/)
      },
    },
    {
      capability: 'net-define, net-undefine',
      run: async () => {
        const folder = await mkdtemp(join(tmpdir(), 'andon-net-'))
        try {
          const file = join(folder, 'net.xml')
          await writeFile(
            file,
            `<network><name>by virsh</name>
              <portgroup name='of virsh'><bandwidth><inbound average='1000' peak='2000' burst='1024'/><outbound average='1000' peak='2000' burst='1024'/></bandwidth></portgroup>
            </network>`,
          )
          await virsh.print('net-define', file)
          const groups = () => network().portgroup.map(({ spec }) => [spec.name, spec.vswitchName])
          assert.ok(network().vswitch.some(({ name }) => name === 'by virsh'))
          assert.deepEqual(groups().at(-1), ['of virsh', 'by virsh'])
          assert.match(await virsh.print('net-dumpxml', 'by virsh'), /<portgroup name='of virsh'>[\s\S]*peak='2000'/)
          await virsh.print('net-undefine', 'by virsh')
          assert.ok(!network().vswitch.some(({ name }) => name === 'by virsh'))
          assert.ok(!groups().some(([name]) => name === 'of virsh'))
        } finally {
          await rm(folder, { recursive: true, force: true })
        }
      },
    },
    {
      capability: 'iface-name of every NIC',
      run: async () => {
        // iface-list stays empty: libvirt's ESX driver looks names up as if they were MAC addresses.
        for (const { device, mac } of network().pnic)
          assert.equal((await virsh.print('iface-name', mac)).trim(), device)
      },
    },
  ]
}
