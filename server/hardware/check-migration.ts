import { unmetRequirements, type FeatureRequirement } from '@/lib/cpuid/feature-requirement'
import { formatBytes } from '@/lib/format/quantity'
import type { Finding, MigrationCheck } from '@/lib/runs/vm-places'
import type { Place } from '@/lib/runs/place-request'
import { moRef, vmKey, type Moid } from '@/lib/vsphere/ids'
import { toConsoleError } from '../errors/console-error'
import type { EndpointAccess } from '../inventory/access'
import type { ObjectContent } from '../vsphere/retrieve'
import { serviceInstance } from '../vsphere/service-content'
import { asList, asNumber, asObject, asObjects, asRef, asText, refValue, type WireObject } from '../vsphere/wire-value'

export type Target = Pick<Place, 'host' | 'pool' | 'datastore'>

/**
 * What the server says of a migration before it is begun, VM by VM: ValidateMigration for host and pool, and the free space
 * of the datastore. What cannot be asked is said, and stops nobody. Never rejects.
 */
export async function checkMigration(
  access: EndpointAccess,
  vms: readonly Moid[],
  to: Target,
): Promise<MigrationCheck[]> {
  const checks = new Map<string, MigrationCheck>(
    vms.map((vm) => [vm, { vm: vmKey(access.connection, vm), errors: [], warnings: [] }]),
  )
  try {
    for (const event of await askServer(access, vms, to)) {
      const vm = asRef(asObject(event.vm)?.vm)?.value
      // What names no VM is said of all.
      const about = vm === undefined ? [...checks.values()] : [checks.get(vm)].filter((check) => check !== undefined)
      for (const check of about) {
        const list = /Error/.test(event.$type ?? '') ? check.errors : check.warnings
        list.push(findingOf(event))
      }
    }
  } catch (error) {
    const unread = toConsoleError(error).sentence
    for (const [vm, check] of checks) checks.set(vm, { ...check, unread })
  }
  if (to.datastore !== undefined) await checkSpace(access, vms, to.datastore, checks)
  return [...checks.values()]
}

async function askServer(access: EndpointAccess, vms: readonly Moid[], { host, pool }: Target): Promise<WireObject[]> {
  if (host === undefined && pool === undefined) return []
  const told = await access.call('ValidateMigration', serviceInstance, {
    vm: vms.map((vm) => refValue(moRef('VirtualMachine', vm))),
    ...(pool === undefined ? {} : { pool: refValue(moRef('ResourcePool', pool)) }),
    ...(host === undefined ? {} : { host: refValue(moRef('HostSystem', host)) }),
  })
  return asObjects(asList(told))
}

/** The fault says why; the event's own sentence often only that. */
function findingOf(event: WireObject): Finding {
  const fault = asObject(event.fault)
  const text = asText(fault?.localizedMessage) ?? asText(event.fullFormattedMessage) ?? event.$type ?? 'Something.'
  const required = asObjects(asObject(fault?.fault)?.featureRequirement).flatMap(requirementOf)
  const features = unmetRequirements(required, []).map(({ because }) => because)
  return { text, ...(features.length > 0 ? { features } : {}) }
}

function requirementOf(feature: WireObject): FeatureRequirement[] {
  const key = asText(feature.key)
  const value = asText(feature.value)
  if (key === undefined || value === undefined) return []
  return [{ key, featureName: asText(feature.featureName) ?? key, value }]
}

/** What a VM takes now against what is free: a running VM may take more when it arrives. What is not told is said. */
async function checkSpace(
  access: EndpointAccess,
  vms: readonly Moid[],
  datastore: Moid,
  checks: Map<string, MigrationCheck>,
): Promise<void> {
  const unknown = (vm: string, because: string) => {
    const check = checks.get(vm)
    if (check) checks.set(vm, { ...check, unread: check.unread ?? because })
  }
  let found: ObjectContent[]
  try {
    found = await access.retrieve({
      properties: [
        { type: 'VirtualMachine', paths: ['datastore', 'summary.storage.committed'] },
        { type: 'Datastore', paths: ['summary.freeSpace'] },
      ],
      objects: [...vms.map((vm) => moRef('VirtualMachine', vm)), moRef('Datastore', datastore)].map((obj) => ({ obj })),
    })
  } catch (error) {
    for (const vm of vms) unknown(vm, toConsoleError(error).sentence)
    return
  }
  const free = asNumber(found.find(({ obj }) => obj.type === 'Datastore')?.properties.get('summary.freeSpace'))
  let left = free ?? 0
  for (const vm of vms) {
    const told = found.find(({ obj }) => obj.value === vm)?.properties
    const needs = asNumber(told?.get('summary.storage.committed'))
    const there = asList(told?.get('datastore')).map((one) => asRef(one)?.value)
    const check = checks.get(vm)
    if (!check || (there.length > 0 && there.every((one) => one === datastore))) continue
    if (free === undefined || needs === undefined) {
      unknown(vm, free === undefined ? 'How much is free there is not told.' : 'How much it takes is not told.')
      continue
    }
    if (needs > left) {
      const text = `It takes ${formatBytes(needs)}, and ${left < free ? `${formatBytes(Math.max(0, left))} would be` : `${formatBytes(free)} are`} free there.`
      check.errors.push({ text })
    }
    left -= needs
  }
}
