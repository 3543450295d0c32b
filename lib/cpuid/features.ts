import { withoutUndefined } from '../without-undefined'
import { extendedTable } from './extended-table'
import { featureTable } from './feature-table'
import { registerAt, type CpuLeaves } from './leaves'
import { levelText, type BitMark, type RegisterName } from './register'

/** One bit of CPUID with a name. */
export type CpuFeature = {
  name: string
  /** In words, where the name needs them. */
  about?: string
  /** Unsigned. */
  level: number
  register: RegisterName
  bit: number
}

/** Every named bit, in the order of levels, registers and bits. */
export const cpuFeatures: readonly CpuFeature[] = [...featureTable, ...extendedTable].flatMap(
  ([level, register, bits]) =>
    Object.entries(bits).map(([bit, text]): CpuFeature => {
      const [name = text, about] = text.split('|')
      return { name, ...withoutUndefined({ about }), level, register, bit: Number(bit) }
    }),
)

/** Where a feature is, as people cite it: `0x80000001 EDX bit 29`. */
export const featurePlace = ({ level, register, bit }: Pick<CpuFeature, 'level' | 'register' | 'bit'>): string =>
  `${levelText(level)} ${register.toUpperCase()} bit ${bit}`

/** What a host or mask has for a feature; undefined when its register is not there at all. */
const markOf = (leaves: CpuLeaves, { level, register, bit }: CpuFeature): BitMark | undefined =>
  registerAt(leaves, level, register)?.[bit]

/** Names of the features that are on. */
export const featuresOn = (leaves: CpuLeaves): CpuFeature[] =>
  cpuFeatures.filter((feature) => markOf(leaves, feature) === '1')

const named = new Map(cpuFeatures.map((feature) => [featurePlace(feature), feature]))

/** The feature at a place, or one without a name for a bit that has none. */
export const featureAt = (level: number, register: RegisterName, bit: number): CpuFeature =>
  named.get(featurePlace({ level, register, bit })) ?? {
    name: featurePlace({ level, register, bit }),
    level,
    register,
    bit,
  }
