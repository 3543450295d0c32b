/**
 * From ESXi 5.1 on a VM says what it needs by name: `runtime.featureRequirement` against a host's
 * `config.featureCapability`. Exact for a suspended VM, since the host wrote the list when it suspended it.
 */

export type FeatureRequirement = { key: string; featureName: string; value: string }
export type FeatureCapability = { key: string; featureName: string; value: string }

export type UnmetRequirement = { key: string; because: string }

/** `cpuid.SSE3` is SSE3. */
const plainName = ({ featureName, key }: { featureName: string; key: string }) =>
  (featureName || key).replace(/^cpuid\./, '')

const toNumber = (text: string | undefined): number | undefined => {
  if (text === undefined) return undefined
  if (/^true$/i.test(text)) return 1
  if (/^false$/i.test(text)) return 0
  return /^(?:0x[0-9a-f]+|\d+)$/i.test(text) ? Number(text) : undefined
}

/** Hosts write the same feature in both cases: a VM that is off needs `cpuid.lm`, which its host has as `cpuid.LM`. */
const sameCase = (key: string) => key.toLowerCase()

/** @returns a sentence for each requirement that the host does not meet, or that cannot be read. */
export function unmetRequirements(
  requirements: readonly FeatureRequirement[],
  capabilities: readonly FeatureCapability[],
): UnmetRequirement[] {
  const byKey = new Map(capabilities.map(({ key, value }) => [sameCase(key), value]))
  return requirements.flatMap((requirement): UnmetRequirement[] => {
    const { key } = requirement
    const name = plainName(requirement)
    const [, kind, rule, wantedText] = /^(Bool|Num):(Min|Max|Match):([^:]+)$/i.exec(requirement.value) ?? []
    const wanted = toNumber(wantedText)
    if (kind === undefined || rule === undefined || wanted === undefined) {
      return [{ key, because: `What the VM needs of ${name} cannot be read: "${requirement.value}".` }]
    }
    const text = byKey.get(sameCase(key))
    const has = text === undefined ? 0 : toNumber(text)
    if (has === undefined) return [{ key, because: `What the host has of ${name} cannot be read: "${text}".` }]
    const isMet = { min: has >= wanted, max: has <= wanted, match: has === wanted }[rule.toLowerCase()]
    if (isMet) return []
    if (kind.toLowerCase() === 'bool' && wanted === 1)
      return [{ key, because: `The VM needs ${name}, which the host lacks.` }]
    const words = { min: 'at least', max: 'at most', match: 'exactly' }[rule.toLowerCase()]
    return [{ key, because: `The VM needs ${name} of ${words} ${wanted}; the host has ${has}.` }]
  })
}
