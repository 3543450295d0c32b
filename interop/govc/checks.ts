import assert from 'node:assert/strict'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { datacenterOf, nameOf } from '../../simulator/world/inventory-walk'
import { startSimulator, type SimulatedHost } from '../../simulator/start/start-simulator'
import { Ref } from '../../simulator/vim25/value'
import type { Check, Pair, Suite } from '../check'
import { govmomi } from '../peers'
import { until, vms } from '../world'
import { devices } from './devices'
import { openGovc, type Govc } from './govc'
import { placing } from './places'

async function open(product: 'esx' | 'vcenter', tls: boolean): Promise<Pair> {
  const program = await govmomi('govc')
  const host = await startSimulator({ product, preset: 'demo', speed: 0, tls, password: 'p@ss:/word' })
  // On a vCenter, the datacenter of the VMs that ask; its name has a slash, which govc takes in its stored form.
  const datacenter = datacenterOf(host.world, host.vm('asks-append-or-replace'))
  const govc = openGovc(
    program,
    host,
    product === 'vcenter' && datacenter ? `/${nameOf(host.world, datacenter)}` : undefined,
  )
  return {
    checks: [
      ...reading(govc, host),
      ...(tls ? [] : [...acting(govc, host), ...files(govc, host), ...changing(govc, host)]),
      ...(product === 'vcenter' ? placing(govc, host) : []),
    ],
    close: () => host.close(),
  }
}

function reading(govc: Govc, host: SimulatedHost): Check[] {
  return [
    {
      capability: 'about, session',
      run: async () => {
        const { about } = await govc.json<{ about: { apiType: string } }>('about')
        assert.equal(about.apiType, host.world.product === 'esx' ? 'HostAgent' : 'VirtualCenter')
      },
    },
    {
      capability: 'every VM with all properties',
      run: async () => {
        // govc asks for all properties of all VMs; a name with a slash has to be matched by pattern.
        const found = await govc.json<{ virtualMachines: { name: string; config: { uuid: string } }[] }>(
          'vm.info',
          '-r',
          '*',
        )
        const uuids = found.virtualMachines.map(({ config }) => config.uuid)
        const here = vms(host.world).map(({ uuid }) => uuid)
        const missing = here.filter((uuid) => !uuids.includes(uuid))
        // On a vCenter govc looks into one datacenter only.
        if (host.world.product === 'esx') assert.deepEqual(missing, [])
        else assert.ok(uuids.length > 0 && uuids.every((uuid) => here.includes(uuid)))
      },
    },
    {
      capability: 'object.collect of hosts and datastores',
      run: async () => {
        const found = (await govc.print('find', '/', '-type', 'h')).trim().split('\n')
        assert.equal(found.length, host.world.byType('HostSystem').length)
        const stores = (await govc.print('find', '/', '-type', 's')).trim().split('\n')
        assert.equal(stores.length, host.world.byType('Datastore').length)
      },
    },
  ]
}

function acting(govc: Govc, host: SimulatedHost): Check[] {
  const { world } = host
  const moid = (name: string) => host.vm(name).value
  const target = (name: string) => `VirtualMachine:${moid(name)}`
  const power = (name: string) => vms(world).find((vm) => vm.moid === moid(name))?.power
  const quiet = 'slow-to-start'
  return [
    {
      capability: 'vm.console: a ticket for VMRC that signs in once, one for a WebSocket, and the screen',
      run: async () => {
        const on = vms(world).find((vm) => vm.power === 'poweredOn')
        assert.ok(on)
        const vm = `VirtualMachine:${on.moid}`
        assert.match(await govc.print('vm.console', vm), /^vmrc:\/\/clone:cst-[^@]+@127\.0\.0\.1\/\?moid=/)
        assert.match(await govc.print('vm.console', '-wss', vm), /^wss:\/\/.+\/ticket\/[\w-]+$/m)
        const folder = await mkdtemp(join(tmpdir(), 'andon-screen-'))
        try {
          await govc.print('vm.console', '-capture', join(folder, 'screen.png'), vm)
          const png = await readFile(join(folder, 'screen.png'))
          assert.equal(png.subarray(1, 4).toString(), 'PNG')
          assert.ok(png.readUInt32BE(16) >= 720)
        } finally {
          await rm(folder, { recursive: true, force: true })
        }
      },
    },
    {
      capability: 'power on, suspend, off',
      run: async () => {
        await govc.print('vm.power', '-on', target(quiet))
        assert.equal(power(quiet), 'poweredOn')
        await govc.print('vm.power', '-suspend', target(quiet))
        assert.equal(power(quiet), 'suspended')
        await govc.print('vm.power', '-on', target(quiet))
        await govc.print('vm.power', '-off', target(quiet))
        assert.equal(power(quiet), 'poweredOff')
      },
    },
    {
      capability: 'vm.question, answered',
      run: async () => {
        const starting = govc.finish('vm.power', '-on', target('asks-append-or-replace'))
        await until(
          () => world.prop(host.vm('asks-append-or-replace'), 'runtime.question') !== undefined,
          'the question came up',
        )
        const asked = await govc.print('vm.question', '-vm', 'asks-append-or-replace')
        assert.match(asked, /already exists/)
        assert.match(asked, /^0\) /m)
        await govc.print('vm.question', '-vm', 'asks-append-or-replace', '-answer', '0')
        assert.equal((await starting).code, 0)
        assert.equal(power('asks-append-or-replace'), 'poweredOn')
      },
    },
    {
      capability: 'snapshot.create, tree, revert, remove',
      run: async () => {
        await govc.print('snapshot.create', '-vm', quiet, '-m=false', 'by govc')
        assert.match(await govc.print('snapshot.tree', '-vm', quiet), /by govc/)
        await govc.print('snapshot.revert', '-vm', quiet, 'by govc')
        await govc.print('snapshot.remove', '-vm', quiet, 'by govc')
        assert.equal((await govc.print('snapshot.tree', '-vm', quiet)).trim(), '')
      },
    },
    {
      capability: 'vm.guest.tools -mount, -unmount',
      run: async () => {
        const on = vms(world).find((vm) => vm.power === 'poweredOn')
        assert.ok(on)
        const isMounted = () => world.prop(new Ref('VirtualMachine', on.moid), 'runtime.toolsInstallerMounted')
        await govc.print('vm.guest.tools', '-mount', `VirtualMachine:${on.moid}`)
        assert.equal(isMounted(), true)
        await govc.print('vm.guest.tools', '-unmount', `VirtualMachine:${on.moid}`)
        assert.equal(isMounted(), false)
        const off = await govc.finish('vm.guest.tools', '-mount', target(quiet))
        assert.notEqual(off.code, 0)
        assert.match(off.stderr, /current state/)
      },
    },
    {
      capability: 'vm.change, vm.rename',
      run: async () => {
        await govc.print('vm.change', '-vm', quiet, '-m', '2048', '-c', '2', '-annotation', 'changed by <govc> & co')
        assert.equal(Number(world.prop(host.vm(quiet), 'config.hardware.memoryMB')), 2048)
        assert.equal(world.prop(host.vm(quiet), 'config.annotation'), 'changed by <govc> & co')
      },
    },
    ...devices(govc, host),
    {
      capability: 'tasks, events',
      run: async () => {
        if (world.product === 'vcenter') assert.match(await govc.print('tasks'), /PowerOn/i)
        assert.match(await govc.print('events', '-n', '1000'), /asks-append-or-replace/)
      },
    },
  ]
}

function files(govc: Govc, host: SimulatedHost): Check[] {
  const name = () => {
    const [store] = host.world.prop(host.vm('asks-append-or-replace'), 'datastore') as Ref[]
    assert.ok(store)
    return String(host.world.prop(store, 'summary.name'))
  }
  return [
    {
      capability: 'datastore.mkdir, upload, ls, download, rm',
      run: async () => {
        const folder = await mkdtemp(join(tmpdir(), 'andon-govc-'))
        try {
          const [from, to] = [join(folder, 'from'), join(folder, 'to')]
          await writeFile(from, 'bytes \u0000 and more'.repeat(10_000))
          await govc.print('datastore.mkdir', '-ds', name(), 'by govc')
          await govc.print('datastore.upload', '-ds', name(), from, 'by govc/a file.bin')
          assert.match(await govc.print('datastore.ls', '-ds', name(), 'by govc'), /a file\.bin/)
          await govc.print('datastore.download', '-ds', name(), 'by govc/a file.bin', to)
          assert.ok((await readFile(to)).equals(await readFile(from)))
          await govc.print('datastore.rm', '-ds', name(), 'by govc')
        } finally {
          await rm(folder, { recursive: true, force: true })
        }
      },
    },
  ]
}

/** Switches, port groups and disks of the host itself. */
function changing(govc: Govc, host: SimulatedHost): Check[] {
  if (host.world.product !== 'esx') return []
  return [
    {
      capability: 'host.vswitch.*, host.portgroup.*',
      run: async () => {
        const groups = async () => {
          const { portgroup } = await govc.json<{ portgroup: { spec: { name: string; vlanId: number } }[] }>(
            'host.portgroup.info',
          )
          return portgroup.map(({ spec }) => [spec.name, spec.vlanId])
        }
        await govc.print('host.vswitch.add', '-mtu', '9000', '-ports', '64', 'by govc')
        await govc.print('host.portgroup.add', '-vswitch', 'by govc', '-vlan', '42', 'of <govc> & co')
        assert.deepEqual((await groups()).at(-1), ['of <govc> & co', 42])
        await govc.print('host.portgroup.change', '-vlan-id', '43', '-allow-promiscuous=true', 'of <govc> & co')
        assert.deepEqual((await groups()).at(-1), ['of <govc> & co', 43])
        assert.match(await govc.print('host.vswitch.info'), /by govc/)
        await govc.print('host.portgroup.remove', 'of <govc> & co')
        await govc.print('host.vswitch.remove', 'by govc')
        assert.doesNotMatch(await govc.print('host.vswitch.info'), /by govc/)
      },
    },
    {
      capability: 'host.vnic.info, datastore.disk.create, inflate',
      run: async () => {
        assert.match(await govc.print('host.vnic.info'), /vmk0[\s\S]*management/)
        await govc.print('datastore.mkdir', '-ds', 'datastore1', 'disks by govc')
        await govc.print('datastore.disk.create', '-ds', 'datastore1', '-size', '2G', 'disks by govc/a.vmdk')
        await govc.print('datastore.disk.inflate', '-ds', 'datastore1', 'disks by govc/a.vmdk')
        // datastore.disk.info asks by a method that VMware does not document.
        assert.match(await govc.print('datastore.ls', '-ds', 'datastore1', 'disks by govc'), /a\.vmdk/)
        await govc.print('datastore.rm', '-ds', 'datastore1', 'disks by govc')
      },
    },
  ]
}

export const govcSuites: Suite[] = [
  { client: 'govc', server: 'ESXi (simulated)', open: () => open('esx', false) },
  { client: 'govc', server: 'ESXi over TLS (simulated)', open: () => open('esx', true) },
  { client: 'govc', server: 'vCenter (simulated)', open: () => open('vcenter', false) },
]
