import { featurePlace } from '@/lib/cpuid/features'
import { explainMark, type MaskedFeature } from '@/lib/cpuid/mask'
import { Table, Td, Th, Tr } from '../../ui/table'

const seenWords = { on: 'there', off: 'not there', unknown: 'not known' } as const

/** What the masks of a VM and its guest operating system make of its host's features, bit by bit. */
export function MaskTable({ features }: { features: readonly MaskedFeature[] }) {
  return (
    <Table
      aria-label="Features that a mask names"
      className="max-mid:block max-mid:[&_tbody]:block max-mid:[&_td]:block max-mid:[&_td]:border-t-0 max-mid:[&_td]:py-0.5 max-mid:[&_thead]:sr-only max-mid:[&_tr]:block max-mid:[&_tr]:border-b max-mid:[&_tr]:border-line max-mid:[&_tr]:py-2"
    >
      <thead>
        <tr>
          <Th>Feature</Th>
          <Th>Mark</Th>
          <Th>On the host</Th>
          <Th>For the guest</Th>
        </tr>
      </thead>
      <tbody>
        {features.map(({ feature, mark, effective, host, guest }) => {
          const place = featurePlace(feature)
          return (
            <Tr key={place}>
              <Td>
                <span className="font-medium">{feature.name}</span>
                {feature.about && <span className="text-ink-2"> {feature.about}</span>}
                {feature.name !== place && <span className="block text-xs text-ink-3">{place}</span>}
              </Td>
              <Td>
                <code>{effective}</code>
                {mark === '-' && effective !== '-' && (
                  <span className="text-xs text-ink-2"> by the guest operating system</span>
                )}
                <span className="block text-xs text-ink-3">{explainMark[effective]}</span>
              </Td>
              <Td className="whitespace-nowrap">
                <OnPhone>On the host: </OnPhone>
                {seenWords[host]}
              </Td>
              <Td className="whitespace-nowrap">
                <OnPhone>For the guest: </OnPhone>
                {seenWords[guest]}
              </Td>
            </Tr>
          )
        })}
      </tbody>
    </Table>
  )
}

/** What the head of the column says, where there are no columns. */
const OnPhone = ({ children }: { children: string }) => (
  <span aria-hidden="true" className="text-ink-3 mid:hidden">
    {children}
  </span>
)
