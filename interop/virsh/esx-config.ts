import assert from 'node:assert/strict'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { SimulatedHost } from '../../simulator/start/start-simulator'
import type { Check } from '../check'
import { plain, vms } from '../world'
import type { Virsh } from './virsh'

/** Definitions: a VM from XML and back, its native form, autostart, the screen. */
export function configChecks(virsh: Virsh, host: SimulatedHost): Check[] {
  const inFile = async <T>(text: string, use: (file: string) => Promise<T>): Promise<T> => {
    const folder = await mkdtemp(join(tmpdir(), 'andon-define-'))
    try {
      const file = join(folder, 'domain.xml')
      await writeFile(file, text)
      return await use(file)
    } finally {
      await rm(folder, { recursive: true, force: true })
    }
  }
  return [
    {
      capability: 'autostart',
      run: async () => {
        // libvirt refuses to switch a host's autostart on for one VM while another one is listed, so it must be on.
        const was = /Autostart:\s+enable/.test(await virsh.print('dominfo', 'web-frontend'))
        await virsh.print('autostart', 'web-frontend', ...(was ? ['--disable'] : []))
        const now = /Autostart:\s+enable/.test(await virsh.print('dominfo', 'web-frontend'))
        assert.equal(now, !was)
      },
    },
    {
      capability: 'screenshot',
      run: () =>
        inFile('', async (file) => {
          await virsh.print('screenshot', 'web-frontend', file)
          const png = await readFile(file)
          assert.equal(png.subarray(1, 4).toString(), 'PNG')
          // The text console of a guest.
          assert.deepEqual([png.readUInt32BE(16), png.readUInt32BE(20)], [720, 400])
        }),
    },
    {
      capability: 'domxml-to-native, domxml-from-native',
      run: async () => {
        // A VM with one line of annotation: libvirt writes line breaks into a VMX as they are and cannot read them back.
        const xml = await virsh.print('dumpxml', 'asks-if-moved-or-copied')
        const vmx = await inFile(xml, (file) => virsh.print('domxml-to-native', 'vmware-vmx', file))
        assert.match(vmx, /displayName = "asks-if-moved-or-copied"/)
        const back = await inFile(vmx, (file) => virsh.print('domxml-from-native', 'vmware-vmx', file))
        assert.match(back, /<name>asks-if-moved-or-copied<\/name>/)
      },
    },
    {
      capability: 'define, undefine',
      run: async () => {
        await inFile(definition, (file) => virsh.print('define', file))
        const defined = vms(host.world).find((vm) => plain(vm.name) === 'made by "virsh" 50% a/b')
        assert.ok(
          defined,
          vms(host.world)
            .map((vm) => vm.name)
            .join(', '),
        )
        assert.deepEqual([defined.cpus, defined.memoryMB], [2, 512])
        await virsh.print('undefine', 'made by "virsh" 50% a/b')
        assert.ok(!vms(host.world).some((vm) => vm.moid === defined.moid))
      },
    },
  ]
}

/** With a name that goes through three escaping schemes on its way: the file's, the VMX's and the API's. */
const definition = `<domain type='vmware'>
  <name>made by "virsh" 50% a/b</name>
  <memory unit='KiB'>524288</memory>
  <vcpu>2</vcpu>
  <os><type arch='x86_64'>hvm</type></os>
  <devices>
    <disk type='file' device='disk'>
      <source file='[datastore1] made by virsh/new_ disk.vmdk'/>
      <target dev='sda' bus='scsi'/>
      <address type='drive' controller='0' bus='0' unit='0'/>
    </disk>
    <controller type='scsi' index='0' model='vmpvscsi'/>
  </devices>
</domain>
`
