import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseVmx } from '../../lib/vmx/document'
import { vmxReadings } from '../../lib/vmx/readings'
import { vmxView } from '../../lib/vmx/vmx-view'
import type { VmxPlace } from '../../lib/vmx/file-name'
import type { SimulatedHost } from '../../simulator/start/start-simulator'
import type { AndonOnHost } from '../andon'
import type { Check } from '../check'
import { assertSameDomain } from './same-domain-xml'
import { listedNames } from './same-items'
import { seenByAndon } from './seen-by-andon'
import { seenByLibvirt } from './seen-by-libvirt'
import type { Virsh } from './virsh'
import { leftInEscapes, readable, refused, refusedInVain } from './vmx-samples'

const by = { username: 'interop', role: 'admin' as const }

/** The configuration of every VM that virsh lists, from the file on its datastore. */
export const dumpxmlCheck = (virsh: Virsh, andon: AndonOnHost): Check => ({
  capability: 'dumpxml of every VM is our domain XML, and says what our Configuration tab says',
  run: async () => {
    const names = await listedNames(virsh)
    const dumps = await virsh.batch(names.map((name) => ['dumpxml', name]))
    for (const [at, name] of names.entries()) {
      const dumped = dumps[at]?.stdout ?? ''
      const file = await andon.ask.readVmx(andon.vm(name).key, by)
      if (!file.ok) throw new Error(file.error.sentence)
      const bytes = Buffer.from(file.value.base64, 'base64')
      assertSameDomain(file.value, dumped, name)
      const shown = seenByAndon(bytes, file.value.place)
      assert.deepEqual(shown, seenByLibvirt(dumped), name)
      assert.equal(shown.name, name, 'the name in the file is the name in the list')
    }
    assert.ok(names.length > 5)
  },
})

/** VMX files that use every key that both read. */
export function vmxChecks(virsh: Virsh, host: SimulatedHost): Check[] {
  const datastores = host.world.byType('Datastore').map(({ ref }) => String(host.world.prop(ref, 'summary.name')))
  /** libvirt's own placeholder for the folder of a VMX that lies nowhere. */
  const nowhere: VmxPlace = {
    directory: { datastore: '?', path: '?' },
    hasDatastore: (name) => datastores.includes(name),
  }
  const native = async (vmx: string) => {
    const folder = await mkdtemp(join(tmpdir(), 'andon-vmx-'))
    try {
      const file = join(folder, 'sample.vmx')
      await writeFile(file, vmx)
      return await virsh.finish('domxml-from-native', 'vmware-vmx', file)
    } finally {
      await rm(folder, { recursive: true, force: true })
    }
  }
  return [
    {
      capability: `a VMX with every key that both read says the same to both: ${Object.keys(readable).length} files`,
      run: async () => {
        for (const [what, vmx] of Object.entries(readable)) {
          const { code, stdout, stderr } = await native(vmx)
          assert.equal(code, 0, `${what}: ${stderr}`)
          assert.deepEqual(seenByAndon(Buffer.from(vmx), nowhere), seenByLibvirt(stdout), what)
        }
      },
    },
    {
      capability: `what libvirt refuses is shown, and as odd: ${Object.keys(refused).length} files`,
      run: async () => {
        const wrong: string[] = []
        for (const [what, vmx] of Object.entries(refused)) {
          const { code } = await native(vmx)
          if (code === 0) wrong.push(`${what}: libvirt takes it`)
          if (!isOdd(vmx)) wrong.push(`${what}: nothing odd is shown`)
        }
        assert.deepEqual(wrong, [])
      },
    },
    {
      capability: `what libvirt leaves in its escapes is read as hosts read it: ${Object.keys(leftInEscapes).length} files`,
      run: async () => {
        for (const [what, { vmx, stored, plain }] of Object.entries(leftInEscapes)) {
          const { code, stdout, stderr } = await native(vmx)
          assert.equal(code, 0, `${what}: ${stderr}`)
          const theirs = JSON.stringify(seenByLibvirt(stdout))
          assert.ok(theirs.includes(JSON.stringify(stored).slice(1, -1)), `libvirt has learned to read ${what}`)
          const ours = JSON.stringify(seenByAndon(Buffer.from(vmx), nowhere))
          assert.ok(ours.includes(JSON.stringify(plain).slice(1, -1)), what)
        }
      },
    },
    {
      capability: `what libvirt refuses although hosts write it is read: ${Object.keys(refusedInVain).length} files`,
      run: async () => {
        for (const [what, vmx] of Object.entries(refusedInVain)) {
          const { code } = await native(vmx)
          assert.notEqual(code, 0, `libvirt has learned to read ${what}; compare it`)
          assert.ok(!isOdd(vmx), `${what} is shown as odd`)
        }
      },
    },
  ]

  function isOdd(vmx: string): boolean {
    const document = parseVmx(vmx)
    const readings = Array.from(vmxReadings(vmxView(document, nowhere)).values())
    return document.problems.length > 0 || readings.some(({ odd }) => odd !== undefined)
  }
}
