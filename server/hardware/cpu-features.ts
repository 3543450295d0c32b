import type { CpuIdInfo } from '@/lib/cpuid/leaves'
import { registerNames } from '@/lib/cpuid/register'
import { asNumber, asText, readWhole, type WireValue } from '../vsphere/wire-value'

/** HostCpuIdInfo[]. Undefined where none is told, or not all: what a processor lacks, or a mask hides, is said only of a whole list. */
export const readCpuIdInfos = (value: WireValue | undefined): CpuIdInfo[] | undefined =>
  readWhole(value, (info): CpuIdInfo[] => {
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

/** HostFeatureCapability, HostFeatureMask and VirtualMachineFeatureRequirement: three texts each. Empty where not all can be read. */
export const readNamedFeatures = (value: WireValue | undefined): NamedFeature[] =>
  readWhole(value, (feature): NamedFeature[] => {
    const key = asText(feature.key)
    if (key === undefined) return []
    return [{ key, featureName: asText(feature.featureName) ?? '', value: asText(feature.value) ?? '' }]
  }) ?? []
