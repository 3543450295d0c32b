import type { VmCpuid } from '@/lib/hardware/vm-hardware'
import { shownInventoryName } from '@/lib/names/inventory-name'
import { hostKey, moRef, vmKey, type Moid, type MoRef } from '@/lib/vsphere/ids'
import { readBeside, type EndpointAccess } from '../inventory/access'
import { withoutUndefined } from '@/lib/without-undefined'
import { readPowerState } from '../inventory/vm-view'
import { asRef, asText, type WireValue } from '../vsphere/wire-value'
import { readCpuIdInfos, readNamedFeatures } from './cpu-features'
import { readGuestMask } from './guest-mask'

const paths = [
  'config.cpuFeatureMask',
  'config.guestId',
  'config.version',
  'environmentBrowser',
  'runtime.featureMask',
  'runtime.featureRequirement',
  'runtime.host',
  'runtime.minRequiredEVCModeKey',
  'runtime.offlineFeatureRequirement',
  'runtime.powerState',
] as const

/** What a VM says about its CPU, and the host that it is on. Rejects with VimFault or WireError. */
export async function readVmCpuid(access: EndpointAccess, vm: Moid): Promise<VmCpuid> {
  const { properties, missing } = await access.readContent(moRef('VirtualMachine', vm), paths)
  const host = asRef(properties.get('runtime.host'))
  const required = readNamedFeatures(properties.get('runtime.featureRequirement'))
  const offline = readNamedFeatures(properties.get('runtime.offlineFeatureRequirement'))
  const guestId = asText(properties.get('config.guestId'))
  return {
    vm: vmKey(access.connection, vm),
    powerState: readPowerState(properties.get('runtime.powerState')),
    featureRequirement: required.length > 0 ? required : offline,
    featureMask: readNamedFeatures(properties.get('runtime.featureMask')),
    ...withoutUndefined({
      // Most VMs have no mask; that one has none can be said only when its configuration is there.
      mask:
        guestId === undefined || missing.some(({ path }) => path === 'config.cpuFeatureMask')
          ? undefined
          : readMask(properties.get('config.cpuFeatureMask')),
      guestId,
      guestOs: await readGuestMask(access, {
        browser: asRef(properties.get('environmentBrowser')),
        version: asText(properties.get('config.version')),
        guestId,
        host,
      }),
      minRequiredEvcMode: asText(properties.get('runtime.minRequiredEVCModeKey')),
      host: host && (await readHost(access, host)),
    }),
  }
}

const readMask = (value: WireValue | undefined) => (value === undefined ? [] : readCpuIdInfos(value))

async function readHost(access: EndpointAccess, host: MoRef): Promise<NonNullable<VmCpuid['host']>> {
  const properties = await readBeside(access, host, ['name', 'hardware.cpuFeature'])
  return {
    key: hostKey(access.connection, host.value),
    name: shownInventoryName(asText(properties.get('name')) ?? host.value).name,
    cpuFeature: readCpuIdInfos(properties.get('hardware.cpuFeature')) ?? [],
  }
}
