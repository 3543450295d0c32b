import assert from 'node:assert/strict'
import type { SimulatedHost } from '../../simulator/start/start-simulator'
import type { Check } from '../check'
import { plain, until, vms } from '../world'
import { listed } from './esx-browse'
import { fields, type Virsh } from './virsh'

/** Power verbs and settings; the state is read from the world, not from what virsh says of itself. */
export function changeChecks(virsh: Virsh, host: SimulatedHost): Check[] {
  const { world } = host
  const power = (name: string) => vms(world).find((vm) => plain(vm.name) === name)?.power
  const config = (name: string, path: string) => world.prop(host.vm(name), path)
  let quiet = ''

  return [
    {
      capability: 'start',
      run: async () => {
        const off = listed(await virsh.print('list', '--inactive')).map(({ name }) => name)
        quiet = off.find((name) => asksNothing.includes(name)) ?? ''
        assert.ok(quiet, `none of ${off.join(', ')} starts without a question`)
        await virsh.print('start', quiet)
        assert.equal(power(quiet), 'poweredOn')
      },
    },
    {
      capability: 'suspend, resume',
      run: async () => {
        await virsh.print('suspend', quiet)
        assert.equal(power(quiet), 'suspended')
        assert.equal((await virsh.print('domstate', quiet)).trim(), 'paused')
        await virsh.print('resume', quiet)
        assert.equal(power(quiet), 'poweredOn')
      },
    },
    {
      capability: 'destroy',
      run: async () => {
        await virsh.print('destroy', quiet)
        assert.equal(power(quiet), 'poweredOff')
        const again = await virsh.finish('destroy', quiet)
        assert.notEqual(again.code, 0, 'a VM that is off cannot be powered off')
      },
    },
    {
      capability: 'reboot, shutdown (guest)',
      run: async () => {
        const name = withTools(host, await virsh.print('list'))
        await virsh.print('reboot', name)
        await until(() => power(name) === 'poweredOn', `${name} is back after a guest reboot`)
        await virsh.print('shutdown', name)
        await until(() => power(name) === 'poweredOff', `${name} went off after a guest shutdown`)
        await virsh.print('start', name)
      },
    },
    {
      capability: 'setmaxmem, setmem',
      run: async () => {
        // virsh always passes a flag to setmaxmem that its ESX driver does not know: libvirt's own limit.
        const max = await virsh.finish('setmaxmem', quiet, '1048576', '--current')
        if (max.code !== 0) assert.match(max.stderr, /unsupported flags \(0x4\) in function esxDomainSetMemoryFlags/)
        else assert.equal(Number(config(quiet, 'config.hardware.memoryMB')), 1024)
        await virsh.print('setmem', quiet, '262144', '--current')
        assert.equal(Number(config(quiet, 'config.memoryAllocation.limit')), 256)
        assert.equal(fields(await virsh.print('dominfo', quiet))['Used memory'], '262144 KiB')
      },
    },
    {
      capability: 'setvcpus',
      run: async () => {
        await virsh.print('setvcpus', quiet, '2')
        assert.equal(Number(config(quiet, 'config.hardware.numCPU')), 2)
        assert.equal(fields(await virsh.print('dominfo', quiet))['CPU(s)'], '2')
      },
    },
    {
      capability: 'memtune',
      run: async () => {
        await virsh.print('memtune', quiet, '--min-guarantee', '262144')
        assert.equal(Number(config(quiet, 'config.memoryAllocation.reservation')), 256)
        // Reading it back needs a flag that libvirt's ESX driver refuses: its own limit.
        const shown = await virsh.finish('memtune', quiet)
        if (shown.code === 0) assert.equal(fields(shown.stdout)['min_guarantee'], '262144')
        else assert.match(shown.stderr, /unsupported flags \(0x4\) in function esxDomainGetMemoryParameters/)
      },
    },
    {
      capability: 'schedinfo',
      run: async () => {
        await virsh.print('schedinfo', quiet, '--set', 'reservation=500', '--set', 'limit=2000', '--set', 'shares=-3')
        const shown = fields(await virsh.print('schedinfo', quiet))
        assert.deepEqual(
          [shown['reservation'], shown['limit'], shown['shares']],
          ['500', '2000', '-3'],
          JSON.stringify(shown),
        )
        assert.equal(config(quiet, 'config.cpuAllocation.shares.level'), 'high')
      },
    },
    {
      capability: 'domifaddr, domhostname',
      run: async () => {
        const name = withTools(host, await virsh.print('list'))
        const nets = (config(name, 'guest.net') ?? []) as { ipAddress?: string[] }[]
        const address = nets.flatMap((net) => net.ipAddress ?? [])[0]
        assert.ok(address, `${name} has an address`)
        assert.ok((await virsh.print('domifaddr', name, '--source', 'agent')).includes(address))
        assert.equal((await virsh.print('domhostname', name)).trim(), String(config(name, 'guest.hostName')))
      },
    },
  ]
}

/** VMs of the demo presets that power on without asking anything. */
const asksNothing = ['100% test', 'db%2Fprimary', 'lab-scratch-vm', 'template-builder', 'slow-to-start']

function withTools(host: SimulatedHost, list: string): string {
  const name = listed(list)
    .map((row) => row.name)
    .find(
      (each) =>
        host.world.prop(host.vm(each), 'guest.toolsRunningStatus') === 'guestToolsRunning' &&
        host.world.prop(host.vm(each), 'runtime.question') === undefined,
    )
  assert.ok(name, 'a running VM with VMware Tools')
  return name
}
