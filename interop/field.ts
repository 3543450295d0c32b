import assert from 'node:assert/strict'
import { fileURLToPath } from 'node:url'
import type { Preset } from '../simulator/estate/inventory-plan'
import { fieldPreset } from '../simulator/presets/field'
import { startSimulator, type SimulatedHost } from '../simulator/start/start-simulator'
import type { Check, Pair, Suite } from './check'
import { openGovc } from './govc/govc'
import { govmomi, pyvmomi } from './peers'
import { run } from './process'
import { openVirsh } from './virsh/virsh'
import { plain, vms } from './world'

/*
 * Other people's clients on what people meet in the field: machines out of reach, odd devices, names that break clients. Types
 * of no table are a server that is newer than the client; what each client makes of those is said in its check.
 */

const open = (product: 'esx' | 'vcenter', preset: Preset | 'field' = 'field') =>
  startSimulator({ product, preset, speed: 0, counters: false })

/** The field without what no release of vSphere has. */
function releasedField(): Preset {
  const { inventory, vms: plans } = fieldPreset('vcenter')
  const datacenters = inventory.datacenters.map((datacenter) => ({
    ...datacenter,
    datastores: datacenter.datastores.filter(({ kind }) => kind !== 'loom'),
  }))
  return { inventory: { ...inventory, datacenters }, vms: plans.filter(({ zoo }) => zoo !== 'devices of no table') }
}

const isReadable = (host: SimulatedHost, moid: string) => host.world.prop(host.vm(moid), 'config') !== undefined

/** What libvirt 9 does not read, and hosts have. */
const libvirtGaps: Readonly<Record<string, RegExp>> = {
  // Units above 15 of a SCSI controller, and disks without a file of their own.
  'every-device': /not yet handled value '' for VMX entry/,
  'every-backing': /not yet handled value '' for VMX entry/,
  // It takes a path apart at the first bracket.
  'on-datastore-with-bracket': /HTTP response code 404/,
}

async function virshOnField(): Promise<Pair> {
  const host = await open('esx')
  const virsh = await openVirsh({
    uri: `esx://root@127.0.0.1:${host.port}/`,
    password: host.password,
    transport: 'http',
  })
  const known = vms(host.world)
  const checks: Check[] = [
    {
      capability: 'the field: list --all',
      run: async () => {
        const printed = (await virsh.print('list', '--all', '--name')).split('\n').filter((line) => line !== '')
        assert.deepEqual(printed.toSorted(), known.map(({ name }) => plain(name)).toSorted())
      },
    },
    {
      capability: 'the field: dumpxml of every VM that has a file',
      run: async () => {
        for (const { name } of known.filter((vm) => isReadable(host, vm.moid))) {
          const { code, stderr } = await virsh.finish('dumpxml', plain(name))
          const gap = libvirtGaps[plain(name)]
          if (gap) assert.match(stderr, gap, `libvirt has learned to read ${name}`)
          else assert.equal(code, 0, `${name}: ${stderr}`)
        }
      },
    },
  ]
  return {
    checks,
    close: async () => {
      await virsh.close()
      await host.close()
    },
  }
}

async function govcOnField(product: 'esx' | 'vcenter'): Promise<Pair> {
  const program = await govmomi('govc')
  const host = await open(product)
  const govc = openGovc(program, host, product === 'vcenter' ? '/North' : undefined)
  const target = (name: string) => host.vm(name).value
  return {
    checks: [
      {
        capability: 'the field: find of VMs, hosts and datastores',
        run: async () => {
          for (const [kind, type] of [
            ['m', 'VirtualMachine'],
            ['h', 'HostSystem'],
            ['s', 'Datastore'],
          ] as const) {
            const found = (await govc.print('find', '-i', '/', '-type', kind)).trim().split('\n')
            const here = host.world.byType(type).map(({ ref }) => `${type}:${ref.value}`)
            assert.deepEqual(found.toSorted(), here.toSorted())
          }
        },
      },
      {
        capability: 'the field: each VM with all properties',
        run: async () => {
          const wrong: string[] = []
          for (const { ref } of host.world.byType('VirtualMachine')) {
            const read = await govc.finish('object.collect', '-s', '-json', `VirtualMachine:${ref.value}`)
            if (read.code !== 0) wrong.push(`${String(host.world.prop(ref, 'name'))}: ${read.stderr.trim()}`)
          }
          assert.deepEqual(wrong, [])
        },
      },
      {
        capability: 'the field: power on, snapshots with odd names',
        run: async () => {
          await govc.print('vm.power', '-on', `VirtualMachine:${target('cores-assigned-at-power-on')}`)
          const tree = await govc.print('snapshot.tree', '-vm', 'snapshots-with-odd-names')
          assert.match(tree, /100%25 upgrade/)
        },
      },
    ],
    close: () => host.close(),
  }
}

const script = fileURLToPath(new URL('peers/pyvmomi/client.py', import.meta.url))

async function pyvmomiOnField(): Promise<Pair> {
  const python = await pyvmomi('9.1.1.0')
  const host = await open('vcenter', releasedField())
  const ask = async <T>(scenario: string): Promise<T> => {
    const { code, stdout, stderr } = await run(python, [
      script,
      scenario,
      'http',
      host.host,
      String(host.port),
      host.user,
      host.password,
    ])
    if (code !== 0) throw new Error(`${scenario}: ${stderr.trim().split('\n').slice(-6).join('\n')}`)
    return JSON.parse(stdout) as T // the form that the script prints
  }
  return {
    checks: [
      {
        // pyVmomi gives a whole reply up for one type that it does not know.
        capability: 'the field: every property of every object, without types of no release',
        run: async () => {
          const counts = await ask<Record<string, number>>('every_property')
          assert.equal(counts['vim.VirtualMachine'], vms(host.world).length)
          assert.equal(counts['vim.HostSystem'], host.world.byType('HostSystem').length)
        },
      },
      {
        capability: 'the field: names as stored',
        run: async () => assert.equal((await ask<string[]>('names')).length, vms(host.world).length),
      },
    ],
    close: () => host.close(),
  }
}

export const fieldSuites: Suite[] = [
  { client: 'virsh', server: 'the field as ESXi (simulated)', open: virshOnField },
  { client: 'govc', server: 'the field as ESXi (simulated)', open: () => govcOnField('esx') },
  { client: 'govc', server: 'the field as vCenter (simulated)', open: () => govcOnField('vcenter') },
  { client: 'pyVmomi 9.1', server: 'the field as vCenter (simulated)', open: pyvmomiOnField },
]
