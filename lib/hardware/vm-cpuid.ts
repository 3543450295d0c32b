import type { CpuIdInfo } from '../cpuid/leaves'
import type { FeatureRequirement } from '../cpuid/feature-requirement'
import type { PowerState } from '../vsphere/vm'
import type { HostKey, VmKey } from '../vsphere/ids'

/** What a VM says about the features of its CPU. Compare with other hosts through `HostDetail`. */
export type VmCpuid = {
  vm: VmKey
  powerState: PowerState
  /** `config.cpuFeatureMask`; empty for most. */
  mask: CpuIdInfo[]
  /** `GuestOsDescriptor.cpuFeatureMask` of its guest operating system; absent where the host does not say. */
  guestOs?: CpuIdInfo[]
  guestId?: string
  /** Where it runs, or was suspended. */
  host?: { key: HostKey; name: string; cpuFeature: CpuIdInfo[] }
  /** `runtime.featureRequirement`, else the offline one: what a host must have for it, from 5.1 on. */
  featureRequirement: FeatureRequirement[]
  /** `runtime.featureMask`: what the host hides from it, such as `cpuid.AVX512F` = `Val:0`. */
  featureMask: { key: string; featureName: string; value: string }[]
  /** Such as `intel-broadwell`: the least EVC mode that it needs. */
  minRequiredEvcMode?: string
}
