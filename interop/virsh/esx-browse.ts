import assert from 'node:assert/strict'
import type { SimulatedHost } from '../../simulator/start/start-simulator'
import type { Check } from '../check'
import { plain, vms } from '../world'
import { fields, type Virsh } from './virsh'

/** What libvirt reads of a host and its VMs; every printed value is compared with the world behind the wire. */
export const browseChecks = (virsh: Virsh, host: SimulatedHost): Check[] => [
  {
    capability: 'version',
    run: async () => assert.match(await virsh.print('version'), /Running hypervisor: ESX \d/),
  },
  {
    capability: 'hostname',
    run: async () => {
      const names = host.world.byType('HostSystem').map(({ props }) => String(props['name']))
      const printed = (await virsh.print('hostname')).trim()
      assert.ok(
        names.some((name) => name === printed),
        `${printed} is none of ${names.join(', ')}`,
      )
    },
  },
  {
    capability: 'nodeinfo',
    run: async () => {
      const printed = fields(await virsh.print('nodeinfo'))
      const cores = host.world
        .byType('HostSystem')
        .map(({ ref }) => host.world.prop(ref, 'hardware.cpuInfo.numCpuCores'))
      assert.ok(
        cores.map(String).includes(printed['CPU(s)'] ?? ''),
        `CPU(s): ${printed['CPU(s)']}, hosts have ${cores.join(', ')}`,
      )
      assert.match(printed['Memory size'] ?? '', /^\d+ KiB$/)
    },
  },
  {
    capability: 'capabilities',
    run: async () => {
      const printed = await virsh.print('capabilities')
      const uuids = host.world
        .byType('HostSystem')
        .map(({ ref }) => String(host.world.prop(ref, 'hardware.systemInfo.uuid')))
      assert.ok(
        uuids.some((uuid) => printed.includes(`<uuid>${uuid}</uuid>`)),
        'the host UUID is that of the hardware',
      )
      assert.match(printed, /<arch>x86_64<\/arch>/)
    },
  },
  {
    capability: 'list --all, with plain names',
    run: async () => {
      const printed = (await virsh.print('list', '--all', '--name')).split('\n').filter((line) => line !== '')
      const known = new Set(vms(host.world).map((vm) => plain(vm.name)))
      assert.ok(printed.length > 0)
      for (const name of printed) assert.ok(known.has(name), `virsh lists ${name}, which the host does not have`)
      if (host.world.product === 'esx') assert.deepEqual(printed.toSorted(), [...known].toSorted())
    },
  },
  ...['dominfo', 'domid', 'domuuid', 'domstate'].map((command) => ({
    capability: command,
    run: async () => {
      const [running] = listed(await virsh.print('list'))
      assert.ok(running)
      const vm = vms(host.world).find((each) => plain(each.name) === running.name)
      assert.ok(vm)
      const printed = (await virsh.print(command, running.name)).trim()
      const expected: Record<string, () => void> = {
        dominfo: () => {
          const shown = fields(printed)
          assert.equal(shown['CPU(s)'], String(vm.cpus))
          assert.equal(shown['Max memory'], `${vm.memoryMB * 1024} KiB`)
          assert.equal(shown['UUID'], vm.uuid)
          assert.equal(shown['State'], 'running')
        },
        domid: () => assert.equal(printed, vm.moid.replace('vm-', '')),
        domuuid: () => assert.equal(printed, vm.uuid),
        domstate: () => assert.equal(printed, 'running'),
      }
      expected[command]?.()
    },
  })),
  {
    capability: 'dumpxml of every VM, from its .vmx over /folder',
    run: async () => {
      for (const name of (await virsh.print('list', '--all', '--name')).split('\n').filter((line) => line !== '')) {
        const vm = vms(host.world).find((each) => plain(each.name) === name)
        assert.ok(vm)
        const dumped = await virsh.finish('dumpxml', name)
        if (dumped.stderr.includes("doesn't contain a port part")) {
          // libvirt cannot read a serial port that listens on all addresses (`telnet://:12345`), as hosts write it.
          assert.match(vm.serialUris.join(' '), /\w+:\/\/:\d+/, name)
          continue
        }
        assert.equal(dumped.code, 0, `${name}: ${dumped.stderr}`)
        const xml = dumped.stdout
        assert.ok(xml.includes(`<name>${escapeXml(name)}</name>`), `${name}: ${xml.slice(0, 300)}`)
        assert.match(xml, new RegExp(`<memory unit='KiB'>${Math.ceil(vm.memoryMB / 4) * 4096}</memory>`))
        assert.match(xml, new RegExp(`>${vm.cpus}</vcpu>`))
        assert.ok(xml.includes(`<uuid>${vm.uuid}</uuid>`))
        assert.equal(xml.match(/<disk [^>]*device='disk'/g)?.length ?? 0, vm.disks, `${name}: disks`)
      }
    },
  },
]

export type Listed = { id: string; name: string; state: string }

/** Rows of `virsh --quiet list`: an id or `-`, a name that may hold blanks, a state. */
export const listed = (text: string): Listed[] =>
  text.split('\n').flatMap((line) => {
    const match = /^\s*(\S+)\s{2,}(.+?)\s{2,}(\S[\w ]*)$/.exec(line)
    return match ? [{ id: match[1] ?? '', name: match[2] ?? '', state: match[3] ?? '' }] : []
  })

const escapeXml = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
