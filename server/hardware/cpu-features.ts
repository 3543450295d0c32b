import type { CpuIdInfo } from '@/lib/cpuid/leaves'
import { registerNames } from '@/lib/cpuid/register'
import { asNumber, asObjects, asText, readList, type WireValue } from '../vsphere/wire-value'

/** HostCpuIdInfo[]; an entry without a level is left out. Undefined where none is told, or none can be read. */
export const readCpuIdInfos = (value: WireValue | undefined): CpuIdInfo[] | undefined =>
  readList(value, (info): CpuIdInfo[] => {
    const level = asNumber(info.level)
    if (level === undefined) return []
    const vendor = asText(info.vendor)
    const registers = registerNames.flatMap((name) => {
      const text = asText(info[name])
      return text === undefined ? [] : [[name, text]]
    })
    return [{ level, ...(vendor ? { vendor } : {}), ...Object.fromEntries(registers) }]
  })

export type NamedFeature = { key: string; featureName: string; value: string }

/** HostFeatureCapability, HostFeatureMask and VirtualMachineFeatureRequirement: three texts each. */
export const readNamedFeatures = (value: WireValue | undefined): NamedFeature[] =>
  asObjects(value).flatMap((feature): NamedFeature[] => {
    const key = asText(feature.key)
    if (key === undefined) return []
    return [{ key, featureName: asText(feature.featureName) ?? '', value: asText(feature.value) ?? '' }]
  })
