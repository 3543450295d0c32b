import type { ConnectionView } from '@/lib/vsphere/connection'
import { connectionId, moid, vmKey } from '@/lib/vsphere/ids'
import type { PowerState, VmView } from '@/lib/vsphere/vm'

/*
 * One invented data set, the same on every screen: 5 connections, 277 VMs (208 on, 55 off, 5 suspended, 9 unknown),
 * three questions, six running tasks, six that have just ended. For tests and for looking at screens without a server.
 */

/** 22 November 2026, 14:07:32 in Berlin; ages in the data set are counted from here. */
export const fixtureNow = Date.parse('2026-11-22T13:07:32.000Z')

export const ago = (seconds: number) => new Date(fixtureNow - seconds * 1000).toISOString()

export const fixtureConnections = {
  fra: connectionId('vcsa-fra-01'),
  muc: connectionId('vcsa-muc-01'),
  edge: connectionId('esx-edge-07'),
  lab: connectionId('esx-lab-03'),
  dr: connectionId('esx-dr-02'),
}
type Where = keyof typeof fixtureConnections

export const connection = (where: Where, changes: Partial<ConnectionView>): ConnectionView => ({
  id: fixtureConnections[where],
  name: fixtureConnections[where],
  kind: where === 'fra' || where === 'muc' ? 'vcenter' : 'esx',
  endpoint: {
    transport: 'https',
    host: `${fixtureConnections[where]}.example.net`,
    port: 443,
    trust: { kind: 'system' },
  },
  user: 'andon@vsphere.local',
  autoAnswer: { on: true, changedBy: 'r.nakamura', changedAt: '2026-11-12T08:20:00.000Z' },
  state: { at: 'live', since: ago(86_400), lastAnswerAt: ago(2) },
  product: { fullName: 'VMware ESXi 7.0.3 build-21930508', version: '7.0.3', build: '21930508', apiVersion: '7.0.3.0' },
  ...changes,
})

const vm = (where: Where, name: string, changes: Partial<VmView> = {}): VmView => {
  const id = moid(`vm-${name}`)
  return {
    key: vmKey(fixtureConnections[where], id),
    connection: fixtureConnections[where],
    moid: id,
    name,
    storedName: name.replaceAll('%', '%25').replaceAll('/', '%2F').replaceAll('\\', '%5C'),
    powerState: 'poweredOn',
    connectionState: 'connected',
    isTemplate: false,
    cpuCount: 4,
    memoryMiB: 8192,
    toolsRunning: true,
    snapshotCount: 0,
    detailVersion: 1,
    ...changes,
  }
}

export const named: VmView[] = [
  vm('fra', 'db/primary'),
  vm('edge', 'build|agent "7"', { powerState: 'poweredOff' }),
  vm('muc', 'café-01', { powerState: 'poweredOff' }),
  vm('muc', 'files-archive'),
  vm('fra', 'web-frontend-04'),
  vm('fra', 'k8s-node-11'),
  vm('muc', 'erp-app-01'),
  vm('lab', 'win-jump-01'),
  vm('fra', 'mail-relay-02', { powerState: 'poweredOff' }),
  vm('lab', 'build-agent-3'),
  vm('muc', 'hr-portal-02'),
  vm('fra', 'k8s-node-09'),
  vm('fra', 'web-frontend-03'),
  vm('fra', 'ldap-02', { powerState: 'suspended' }),
]

/** The rest, so that the totals are 208, 55, 5 and 9. */
export function others(): VmView[] {
  const wanted: [PowerState, number, Where][] = [
    ['poweredOn', 208 - named.filter((v) => v.powerState === 'poweredOn').length, 'fra'],
    ['poweredOff', 55 - named.filter((v) => v.powerState === 'poweredOff').length, 'muc'],
    ['suspended', 5 - named.filter((v) => v.powerState === 'suspended').length, 'lab'],
    ['unknown', 9, 'dr'],
  ]
  const two = (n: number) => String(n).padStart(2, '0')
  const teams = ['app-billing', 'app-payments', 'batch', 'cache', 'ci-runner', 'crm', 'vdi-pool-a', 'vdi-pool-b']
  return wanted.flatMap(([powerState, count, where]) =>
    Array.from({ length: count }, (_, i) =>
      vm(where, `${teams[i % teams.length] ?? 'app'}-${where}-${two(Math.floor(i / teams.length) + 1)}`, {
        powerState,
      }),
    ),
  )
}

export const keyOf = (name: string): VmView => {
  const found = named.find((v) => v.name === name)
  if (!found) throw new Error(`no VM ${name} in the fixture`)
  return found
}
