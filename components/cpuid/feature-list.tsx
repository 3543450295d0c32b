import { featurePlace, type CpuFeature } from '@/lib/cpuid/features'

/** Features by name, each with what it is and where it stands. */
export function FeatureList({ features, label }: { features: readonly CpuFeature[]; label: string }) {
  return (
    <ul aria-label={label} className="grid gap-x-4 gap-y-1 text-sm mid:grid-cols-2 wide:grid-cols-3">
      {features.map((feature) => {
        const place = featurePlace(feature)
        return (
          <li key={place} className="min-w-0">
            <span className="font-medium">{feature.name}</span>
            {feature.about && <span className="text-ink-2"> {feature.about}</span>}
            {feature.name !== place && <span className="block text-xs text-ink-3">{place}</span>}
          </li>
        )
      })}
    </ul>
  )
}
