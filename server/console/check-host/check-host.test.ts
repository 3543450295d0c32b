import { readFileSync } from 'node:fs'
import { connect, type AddressInfo } from 'node:net'
import { createServer } from 'node:tls'
import { afterEach, expect, test } from 'vitest'
import { startSimulator, type SimulatedHost, type SimulatorOptions } from '../../../simulator/start/start-simulator'
import { selfSigned } from '../../../simulator/wire/tls-certificate'
import { neededPrivileges } from '@/lib/vsphere/privileges'
import { openInventory } from '../../inventory/open-inventory'
import { sendFault, serviceContent, startScriptedServer } from '../../vsphere/testing/scripted-server'
import { checkHost, type CheckOptions } from './check-host'
import { readArguments } from './read-arguments'
import { reportText } from './report'

const closing: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})

async function hostWith(options: SimulatorOptions = {}): Promise<SimulatedHost> {
  const host = await startSimulator({ speed: 0, ...options })
  closing.push(() => host.close())
  return host
}

const check = ({ port, user }: { port: number; user?: string }, change: Partial<CheckOptions> = {}) =>
  checkHost({
    endpoint: { transport: 'http', host: '127.0.0.1', port, trust: { kind: 'none' } },
    user: user ?? 'root',
    password: 'password',
    mostVms: 3,
    openInventory,
    ...change,
  })

const reads = /^(?:Retrieve|Continue|Query|Current|WaitForUpdates|CheckForUpdates|Login|Logout)/
const ofTheSession =
  /^(?:Create(?:ContainerView|ListView|Filter|PropertyCollector|CollectorForEvents)|ModifyListView|SetCollectorPageSize|Destroy(?:View|PropertyFilter|PropertyCollector|Collector))/

test.each(['esx', 'vcenter'] as const)(
  'everything of a simulated %s is read, and nothing on it is changed',
  async (product) => {
    const host = await hostWith({ product })
    const before = host.world.byType('VirtualMachine').map(({ ref }) => host.world.prop(ref, 'config.changeVersion'))
    const report = await check(host)
    expect(report.state.at).toBe('live')
    expect(report.counts.vms).toBe(host.world.byType('VirtualMachine').length)
    const problems = report.reads.flatMap((read) => read.problems)
    // One datastore of the demo's vCenter has lost its storage.
    expect(problems.map(({ where }) => where)).toEqual(product === 'esx' ? [] : ['lab-retired'])
    expect(report.reads.map(({ of }) => of)).not.toContain(0)
    const changing = host.calls
      .map(({ method }) => method)
      .filter((method) => !reads.test(method) && !ofTheSession.test(method))
    expect(new Set(changing)).toEqual(new Set(['SearchDatastore_Task']))
    const after = host.world.byType('VirtualMachine').map(({ ref }) => host.world.prop(ref, 'config.changeVersion'))
    expect(after).toEqual(before)
  },
)

test('the rights that are looked for are those of docs/operating.md, line by line', () => {
  const root = new URL('../../../', import.meta.url)
  const page = readFileSync(new URL('docs/operating.md', root), 'utf8')
  const rows = neededPrivileges.map(
    ({ what, privilege, on, onlyVCenter }) =>
      `| ${what}${onlyVCenter ? ' (vCenter)' : ''} | \`${privilege}\` | ${on} |`,
  )
  const [, section = ''] = page.split('## Rights of the account')
  expect(
    section
      .split('\n## ')[0]
      ?.split('\n')
      .filter((line) => line.includes('| `')),
  ).toEqual(rows)
})

test('the rights of the account are told object by object', async () => {
  const host = await hostWith()
  const [first] = host.world.byType('VirtualMachine')
  if (!first) throw new Error('the demo has VMs')
  host.update(first.ref, { effectiveRole: [-2] })
  const report = await check(host)
  const text = reportText(report, 'x')
  const all = report.counts.vms
  expect(text).toContain(`on ${all - 1} of ${all}`)
  expect(text).toMatch(/yes +See properties of VMs: System\.Read/)
  expect(text).toMatch(
    new RegExp(`on ${all - 1} of ${all} +Answer questions: VirtualMachine\\.Interact\\.AnswerQuestion`),
  )
})

test('what the server refuses is named with where and why, and the rest is read', async () => {
  const host = await hostWith()
  host.fail({ method: 'QueryConfigOptionEx', fault: { type: 'NoPermission' } })
  const report = await check(host)
  expect(report.understanding.faults).toContainEqual({ what: 'QueryConfigOptionEx: NoPermission', times: 3 })
  expect(report.reads.find(({ what }) => what === 'serial ports')?.problems).toEqual([])
})

test('what Andon has no place for, and what it was not given, is counted', async () => {
  const server = await startScriptedServer(({ method, response }) => {
    if (method.startsWith('GET')) return void response.writeHead(404).end()
    if (method === 'RetrieveServiceContent') return serviceContent
    if (method === 'Login') return '<returnval><key>k</key><userName>root</userName><novel>1</novel></returnval>'
    if (method.startsWith('Create')) return '<returnval type="X">1</returnval>'
    if (method !== 'WaitForUpdatesEx') return sendFault(response, 'NotSupported')
    const fault = '<fault xsi:type="NoPermission"><privilegeId>System.Read</privilegeId></fault>'
    return `<returnval><version>1</version><filterSet><filter type="PropertyFilter">1</filter><objectSet><kind>enter</kind>
      <obj type="VirtualMachine">1</obj><changeSet><name>config.hardware.device</name><op>assign</op>
      <val xsi:type="VirtualFluxCapacitor"><key>1</key></val></changeSet>
      <missingSet><path>summary.guest</path><fault>${fault}<localizedMessage>no</localizedMessage></fault></missingSet>
      </objectSet></filterSet></returnval>`
  })
  closing.push(() => server.close())
  const { understanding } = await check(server.endpoint(), { patienceMs: 2_000 })
  expect(understanding.unknownTypes.map(({ what }) => what)).toEqual(['VirtualFluxCapacitor'])
  expect(understanding.unknownFields.map(({ what }) => what)).toEqual(['UserSession.novel'])
  expect(understanding.missing[0]?.what).toBe('VirtualMachine summary.guest: NoPermission (System.Read)')
})

test('a wrong password is said once, and not tried again', async () => {
  const host = await hostWith()
  const report = await check(host, { password: 'wrong' })
  expect(report.state.at).toBe('refused')
  expect(reportText(report, 'http://h:80')).toMatch(/^http:\/\/h:80: no contact\. /)
  expect(host.calls.filter(({ method }) => method === 'Login')).toHaveLength(1)
})

test('old TLS is spoken when it is asked for, and said', async () => {
  const { key, cert } = selfSigned(['127.0.0.1'], new Date())
  const tls = { key, cert, minVersion: 'TLSv1', maxVersion: 'TLSv1', ciphers: 'DEFAULT@SECLEVEL=0' } as const
  const host = await hostWith()
  // A TLS front for the simulated host, as an old host has it.
  const front = createServer(tls, (secured) => {
    const plain = connect(host.port, '127.0.0.1')
    plain.on('error', () => secured.destroy())
    secured.on('error', () => plain.destroy())
    secured.pipe(plain).pipe(secured)
  })
  await new Promise<void>((resolve) => front.listen(0, '127.0.0.1', resolve))
  closing.push(async () => void front.close())
  const { port } = front.address() as AddressInfo // it listens on TCP
  const request = readArguments(['root@127.0.0.1:' + port, '--no-verify', '--allow-old-tls'])
  if (request.kind !== 'check') throw new Error(request.kind)
  const report = await check({ port }, { endpoint: request.endpoint, mostVms: 0 })
  expect(report.state.at).toBe('live')
  expect(reportText(report, 'x')).toContain('It speaks TLS 1.0, which can be broken')
  const { allowOldTls: _allowed, ...strict } = request.endpoint
  const refused = reportText(await check({ port }, { endpoint: strict }), 'x')
  expect(refused).toContain('allow old TLS')
})

test('the command line is read as the form is, and refused with a sentence', () => {
  const refusal = (...args: string[]) => {
    const request = readArguments(args)
    return request.kind === 'refuse' ? request.because : request.kind
  }
  expect(readArguments(['esx://root@esx01/?no_verify=1'])).toMatchObject({
    kind: 'check',
    user: 'root',
    mostVms: 50,
    where: 'https://esx01:443',
    endpoint: { trust: { kind: 'none' } },
  })
  expect(refusal()).toBe('Give one address.')
  expect(refusal('esx01')).toBe('Enter the user name.')
  expect(refusal('root@esx01', '--vms', 'all')).toContain('--vms wants a number')
  expect(refusal('root@esx01', '--thumbprint', 'ab')).toContain('64 hexadecimal digits')
  expect(refusal('root@esx01', '--ca', '/nowhere.pem')).toContain('cannot be read')
  expect(refusal('root@esx01', '--no-verify', '--thumbprint', 'ab')).toContain('Only one of')
  expect(refusal('root@esx01', '--force')).toContain('--force')
})
