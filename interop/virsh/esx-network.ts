import assert from 'node:assert/strict'
import type { SimulatedHost } from '../../simulator/start/start-simulator'
import type { Check } from '../check'
import type { Virsh } from './virsh'

export function networkChecks(virsh: Virsh, host: SimulatedHost): Check[] {
  const network = () => {
    const [first] = host.world.byType('HostSystem')
    assert.ok(first)
    return host.world.prop(first.ref, 'config.network') as {
      vswitch: { name: string }[]
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
      capability: 'iface-name of every NIC',
      run: async () => {
        // iface-list stays empty: libvirt's ESX driver looks names up as if they were MAC addresses.
        for (const { device, mac } of network().pnic)
          assert.equal((await virsh.print('iface-name', mac)).trim(), device)
      },
    },
  ]
}
