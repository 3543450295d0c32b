import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { canonicalDomain } from '../../lib/domain-xml/canonical'
import { printXml, type XmlElement } from '../../lib/domain-xml/element'
import { readXml } from '../../lib/domain-xml/read-xml'
import type { Definition } from '../../lib/files/define-vm'
import { startSimulator, type SimulatedHost } from '../../simulator/start/start-simulator'
import { startAndon, type AndonOnHost } from '../andon'
import type { Pair } from '../check'
import { plain, vms } from '../world'
import { writable } from './domain-samples'
import { openVirsh, type Virsh } from './virsh'

const password = 'pass&word <1>'
const by = { username: 'interop', role: 'admin' as const }
/**
 * One definition for two equal hosts: virsh defines it on the first, Andon on the second, and virsh reads both. Those with a
 * disk: libvirt takes the place of the VMX from the first, and refuses a domain without one; Andon makes a folder.
 */
export async function sameDefinition(): Promise<Pair> {
  const [first, second] = await Promise.all([open(), open()])
  const andon = await startAndon({ url: second.host.url, user: 'root', password, autoAnswer: false })
  const withDisk = Object.entries(writable).filter(([, xml]) => /'\[datastore1\] .*\.vmdk'/i.test(xml))
  const samples = withDisk.map(([what, xml], at) => ({
    what,
    name: `defined ${at} "50%" a/b`,
    xml: xml
      // A folder that is there: libvirt makes none.
      .replaceAll('[datastore1] v/', '[datastore1] iso/')
      .replace('<name>a</name>', `<name>defined ${at} "50%" a/b</name>`)
      .replace('564dd123-278c-7d38-113f-6505c58c4613', `564dd123-278c-7d38-113f-${String(at).padStart(12, '0')}`),
  }))
  return {
    checks: [
      {
        capability: `define of ${samples.length} domain XMLs makes the VMs that Andon makes of them, and refuses what it refuses`,
        run: async () => {
          const theirs = await defineByVirsh(first.virsh, samples)
          const isTheirs = (at: number) => theirs[at]?.stderr === ''
          const wrong: string[] = []
          const refusals = await Promise.all(samples.map(({ xml }) => defineByAndon(andon, xml)))
          for (const [at, { what }] of samples.entries()) {
            const why = refusals[at]
            const stderr = theirs[at]?.stderr ?? ''
            if (isTheirs(at) && why !== undefined) wrong.push(`${what}: Andon refuses: ${why}`)
            if (!isTheirs(at) && why === undefined) wrong.push(`${what}: virsh refuses: ${stderr}`)
          }
          assert.deepEqual(wrong, [])
          const both = samples.filter((_sample, at) => isTheirs(at))
          assert.ok(both.length >= 12, `${both.length} were defined by both`)
          const [ofFirst, ofSecond] = await Promise.all([dumps(first.virsh, both), dumps(second.virsh, both)])
          for (const [at, { what }] of both.entries()) {
            assert.ok(ofFirst[at], `${what}: virsh does not read what it has defined`)
            assert.equal(ofSecond[at], ofFirst[at], what)
          }
          assert.deepEqual(vmxPaths(second.host, both), vmxPaths(first.host, both))
        },
      },
      {
        capability: 'undefine takes what Andon has defined out of the inventory, and its files stay',
        run: async () => {
          const made = vms(second.host.world).filter(({ name }) => plain(name).startsWith('defined '))
          const [one] = made
          assert.ok(one)
          await second.virsh.print('undefine', plain(one.name))
          assert.ok(!vms(second.host.world).some(({ moid }) => moid === one.moid))
          const look = await andon.ask.readDefinition(datastoreOf(andon), definitionOf(samples[0]?.xml ?? ''))
          assert.ok(look.ok)
        },
      },
    ],
    close: async () => {
      await andon.close()
      for (const { virsh, host } of [first, second]) {
        await virsh.close()
        await host.close()
      }
    },
  }
}

async function open(): Promise<{ host: SimulatedHost; virsh: Virsh }> {
  const host = await startSimulator({ product: 'esx', preset: 'demo', speed: 0, password })
  const uri = `esx://root@127.0.0.1:${host.port}/`
  return { host, virsh: await openVirsh({ uri, password, transport: 'http', limitMs: 240_000 }) }
}

type Sample = { what: string; name: string; xml: string }

async function defineByVirsh(virsh: Virsh, samples: readonly Sample[]) {
  const folder = await mkdtemp(join(tmpdir(), 'andon-same-definition-'))
  try {
    const files = await Promise.all(
      samples.map(async ({ xml }, at) => {
        const file = join(folder, `${at}`)
        await writeFile(file, xml)
        return file
      }),
    )
    return await virsh.batch(files.map((file) => ['define', file]))
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

const definitionOf = (xml: string): Definition => ({ base64: Buffer.from(xml).toString('base64') })

function datastoreOf(andon: AndonOnHost) {
  const found = Object.values(andon.tables().datastores).find(({ name }) => name === 'datastore1')
  assert.ok(found)
  return found.key
}

/** @returns why Andon does not define it; undefined when it has. */
async function defineByAndon(andon: AndonOnHost, xml: string): Promise<string | undefined> {
  const begun = await andon.ask.defineVm(datastoreOf(andon), definitionOf(xml), by)
  if (!begun.ok) return begun.error.sentence
  const { run } = begun.value
  const ended = await andon.until(({ runs }) => {
    const state = runs[run]?.state
    return state?.at === 'ended' ? state : undefined
  }, 'the run did not end')
  return ended.outcome.kind === 'succeeded' ? undefined : JSON.stringify(ended.outcome)
}

/** As virsh prints them, in the form in which two are compared. */
async function dumps(virsh: Virsh, samples: readonly Sample[]): Promise<string[]> {
  const printed = await virsh.batch(samples.map(({ xml }) => ['dumpxml', uuidOf(xml)]))
  return printed.map(({ stdout }) => {
    const document = readXml(stdout)
    return document.ok ? printXml(canonicalDomain(withoutMoref(document.root))) : ''
  })
}

const uuidOf = (xml: string) => /<uuid>(.*?)<\/uuid>/.exec(xml)?.[1] ?? ''

/** Two hosts number their VMs each for itself. */
const withoutMoref = (domain: XmlElement): XmlElement => ({
  ...domain,
  children: domain.children.filter(({ name }) => name !== 'vmware:moref'),
})

/** Where the files of the VMs lie. */
const vmxPaths = ({ world }: SimulatedHost, samples: readonly Sample[]) =>
  world
    .byType('VirtualMachine')
    .filter(({ ref }) => samples.some(({ name }) => plain(String(world.prop(ref, 'name'))) === name))
    .map(({ ref }) => String(world.prop(ref, 'config.files.vmPathName')))
    .sort()
