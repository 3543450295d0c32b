import assert from 'node:assert/strict'
import { moid } from '../../lib/vsphere/ids'
import { startSimulator, type SimulatedHost } from '../../simulator/start/start-simulator'
import type { Ref } from '../../simulator/vim25/value'
import { hostOf, inventoryPath, nameOf } from '../../simulator/world/inventory-walk'
import { startAndon } from '../andon'
import type { Pair } from '../check'
import { openVirsh, type Virsh } from './virsh'

const password = 'pass&word <1>'

/** What virsh does with each, from its own host to another. */
const cases = [
  { vm: 'web-01', to: 'esx-02.example.net', virsh: 'migrates' },
  { vm: 'api-01', to: 'edge-01.example.net', virsh: 'migrates' },
  // A warning, which says that its snapshot was taken on another host, is enough for libvirt.
  { vm: 'db/primary', to: 'esx-02.example.net', virsh: 'refuses', says: /^Reverting to a snapshot/ },
  { vm: 'web-02', to: 'esx-04.example.net', virsh: 'refuses', says: /in maintenance mode/, isError: true },
] as const

/**
 * The same migrations at two equal vCenters: libvirt moves the VMs of the first, Andon those of the second. libvirt gives up at
 * any event of ValidateMigration; Andon shows it before, and goes on where it is a warning.
 */
export async function sameMigration(): Promise<Pair> {
  const [first, second] = await Promise.all([open(), open()])
  const andon = await startAndon({ url: second.url, user: second.user, password, autoAnswer: false })
  const opened: Virsh[] = []
  const user = encodeURIComponent(first.user)
  const uri = (host: Ref) => `vpx://${user}@127.0.0.1:${first.port}/${pathOf(first, host)}`
  return {
    checks: cases.map((one) => ({
      capability: `migrate ${one.vm} to ${one.to}: virsh ${one.virsh}, Andon ${'isError' in one ? 'is refused' : 'migrates'}`,
      run: async () => {
        const [to, from] = [hostNamed(first, one.to), hostOf(first.world, first.vm(one.vm))]
        assert.ok(from && from.key !== to.key, 'the VM is there already')
        const virsh = await openVirsh({ uri: uri(from), password, transport: 'http' })
        opened.push(virsh)
        const theirs = await virsh.finish('migrate', '--live', one.vm, `${uri(to)}?no_verify=1&transport=http`)
        assert.equal(theirs.code === 0, one.virsh === 'migrates', theirs.stderr)

        const { key } = andon.vm(one.vm)
        const target = moid(hostNamed(second, one.to).value)
        const check = await andon.ask.checkMigration([key], { host: target })
        assert.ok(check.ok)
        const found = check.value.flatMap(({ errors, warnings }) => [...errors, ...warnings])
        if ('says' in one) {
          const [finding] = found.filter(({ text }) => one.says.test(text))
          assert.ok(finding, 'Andon does not say what libvirt gives up at')
          assert.ok(theirs.stderr.includes(finding.text), `libvirt says something else: ${theirs.stderr}`)
          const list = check.value.flatMap(({ errors, warnings }) => ('isError' in one ? errors : warnings))
          assert.ok(list.includes(finding), 'it is in the other list')
        } else {
          assert.deepEqual(found, [])
        }
        const { outcome } = await andon.run(one.vm, { verb: 'migrate', host: target })
        assert.equal(outcome, 'isError' in one ? 'failed' : 'succeeded')
        if (one.virsh === 'migrates') assert.equal(hostNow(second, one.vm), hostNow(first, one.vm))
        else assert.equal(hostNow(first, one.vm), nameOf(first.world, from))
        assert.equal(hostNow(second, one.vm) === one.to, !('isError' in one))
      },
    })),
    close: async () => {
      await andon.close()
      for (const virsh of opened) await virsh.close()
      for (const host of [first, second]) await host.close()
    },
  }
}

const open = () => startSimulator({ product: 'vcenter', preset: 'demo', speed: 0, password })

function hostNamed({ world }: SimulatedHost, name: string): Ref {
  const found = world.byType('HostSystem').find(({ ref }) => nameOf(world, ref) === name)
  assert.ok(found, `no host ${name}`)
  return found.ref
}

function hostNow(host: SimulatedHost, vm: string): string | undefined {
  const at = hostOf(host.world, host.vm(vm))
  return at && nameOf(host.world, at)
}

/** `datacenter/cluster/host`, each piece escaped once for the URI. */
function pathOf({ world }: SimulatedHost, host: Ref): string {
  const [datacenter, ...rest] = inventoryPath(world, host)
    .split('/')
    .filter((piece) => piece !== 'host')
  return [datacenter ?? '', ...new Set(rest)].map(encodeURIComponent).join('/')
}
