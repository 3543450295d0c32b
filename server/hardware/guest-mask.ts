import type { CpuIdInfo } from '@/lib/cpuid/leaves'
import type { MoRef } from '@/lib/vsphere/ids'
import type { EndpointAccess } from '../inventory/access'
import { compareVersions } from '../vsphere/api-version'
import { VimFault } from '../vsphere/errors'
import { asObject, asObjects, asText } from '../vsphere/wire-value'
import { readCpuIdInfos } from './cpu-features'
import { withoutUndefined } from '@/lib/without-undefined'

type Guest = {
  browser: MoRef | undefined
  /** Such as `vmx-19`; what a guest is given may depend on it. */
  version: string | undefined
  guestId: string | undefined
  host: MoRef | undefined
}

/**
 * The CPU mask that a VM has by its guest operating system: `GuestOsDescriptor.cpuFeatureMask` of the host's
 * configuration options, which its own mask goes before.
 *
 * @returns undefined where the host does not say: it has no description of the guest or of the hardware version, or the
 * account may not ask. Rejects with WireError only.
 */
export async function readGuestMask(access: EndpointAccess, guest: Guest): Promise<CpuIdInfo[] | undefined> {
  const { browser, version, guestId, host } = guest
  if (!browser || guestId === undefined) return undefined
  // From 6.0 on a host can be asked about one guest; before, it tells of all of them at once.
  const canChoose = compareVersions(access.content.about.apiVersion, '6.0') >= 0
  const what = { ...withoutUndefined({ key: version }), ...(host ? { host } : {}) }
  try {
    const reply = canChoose
      ? access.call('QueryConfigOptionEx', browser, { spec: { ...what, guestId: [guestId] } })
      : access.call('QueryConfigOption', browser, what)
    const descriptors = asObjects(asObject(await reply)?.guestOSDescriptor)
    const own = descriptors.find(({ id }) => asText(id) === guestId)
    if (!own) return undefined
    return own.cpuFeatureMask === undefined ? [] : readCpuIdInfos(own.cpuFeatureMask)
  } catch (error) {
    if (error instanceof VimFault) return undefined
    throw error
  }
}
