'use client'

import { useId, useState, useMemo, type ReactNode } from 'react'
import { compareHosts, type ComparedFeature } from '@/lib/cpuid/compare'
import { featurePlace } from '@/lib/cpuid/features'
import { parseLeaves } from '@/lib/cpuid/leaves'
import { formatCount } from '@/lib/format/quantity'
import type { HostDetail } from '@/lib/hardware/host-detail'
import type { HostView } from '@/lib/live/live-state'
import { splitKey, type HostKey } from '@/lib/vsphere/ids'
import { withoutUndefined } from '@/lib/without-undefined'
import { CpuFacts, FeatureList, useHostDetail } from '../cpuid/cpu-facts'
import { usePlaceText } from '../live/place'
import { Button } from '../ui/button'
import { Fact, Facts, NotRead } from '../ui/facts'
import { Field, NativeSelect } from '../ui/field'
import { Notice } from '../ui/notice'
import { Empty } from '../ui/placeholders'
import { SectionHead } from '../ui/sections'

type CompareHostsProps = { title: string; hosts: readonly HostView[]; first?: HostKey }

/** The comparison of two hosts, once somebody wants it: both are asked for everything that their processors can do. */
export function CompareHosts({ title, hosts, first }: CompareHostsProps) {
  const id = useId()
  const [open, setOpen] = useState(false)
  if (hosts.length < 2) return null
  return (
    <section aria-labelledby={id} className="mt-6">
      <SectionHead id={id} title={title} className="mb-1" />
      {open ? (
        <HostComparison hosts={hosts} {...withoutUndefined({ first })} />
      ) : (
        <div className="flex flex-wrap items-center gap-3">
          <p className="text-sm text-ink-2">
            Which CPU features one has and the other lacks: what a VM that moves between them would lose.
          </p>
          <Button onClick={() => setOpen(true)}>Compare</Button>
        </div>
      )}
    </section>
  )
}

type HostComparisonProps = {
  /** Among which to choose; two at least. */
  hosts: readonly Pick<HostView, 'key' | 'name' | 'connection'>[]
  /** The host that is compared first, such as the one whose page this stands on. */
  first?: HostKey
}

/** The processors of two hosts, feature by feature: what a VM that moves from one to the other would lose. */
export function HostComparison({ hosts, first }: HostComparisonProps) {
  const [here, setHere] = useState<HostKey | undefined>(first ?? hosts[0]?.key)
  const [there, setThere] = useState<HostKey | undefined>(
    hosts.find(({ key }) => key !== (first ?? hosts[0]?.key))?.key,
  )
  const placeOf = usePlaceText()
  const ours = useHostDetail(here)
  const theirs = useHostDetail(there)
  if (hosts.length < 2) {
    return <Empty fact="There is only one host">Two are needed to compare their processors.</Empty>
  }
  const named = (detail: HostDetail): HostDetail => {
    const connection = splitKey(detail.key)?.connection
    return connection === undefined ? detail : { ...detail, name: placeOf({ connection, host: detail.name }) }
  }
  const unread = [ours, theirs].find(({ detail }) => !detail?.ok)
  return (
    <div className="grid gap-3">
      <div className="grid gap-3 mid:grid-cols-2">
        <HostChoice label="This host" hosts={hosts} value={here} onChange={setHere} />
        <HostChoice label="And this host" hosts={hosts} value={there} onChange={setThere} />
      </div>
      {here === there ? (
        <Notice>A host has what it has: choose two different ones.</Notice>
      ) : ours.detail?.ok && theirs.detail?.ok ? (
        <Compared ours={named(ours.detail.value)} theirs={named(theirs.detail.value)} />
      ) : (
        <NotRead
          error={unread?.detail && !unread.detail.ok ? unread.detail.error : undefined}
          onRetry={() => unread?.refetch()}
        />
      )}
    </div>
  )
}

type HostChoiceProps = {
  label: string
  hosts: HostComparisonProps['hosts']
  value: HostKey | undefined
  onChange: (host: HostKey | undefined) => void
}

function HostChoice({ label, hosts, value, onChange }: HostChoiceProps) {
  const placeOf = usePlaceText()
  return (
    <Field label={label}>
      {(control) => (
        <NativeSelect
          {...control}
          value={value ?? ''}
          onChange={(event) => onChange(hosts.find(({ key }) => key === event.target.value)?.key)}
        >
          {hosts.map(({ key, name, connection }) => (
            <option key={key} value={key}>
              {placeOf({ connection, host: name })}
            </option>
          ))}
        </NativeSelect>
      )}
    </Field>
  )
}

const seenWords = { on: 'has it', off: 'lacks it', unknown: 'does not say' } as const

function Compared({ ours, theirs }: { ours: HostDetail; theirs: HostDetail }) {
  const { comparison, problems } = useMemo(() => {
    const [a, b] = [parseLeaves(ours.cpuFeature), parseLeaves(theirs.cpuFeature)]
    const of = (name: string) => (sentence: string) => `${name}: ${sentence}`
    return {
      comparison: compareHosts(a, b),
      problems: [...a.problems.map(of(ours.name)), ...b.problems.map(of(theirs.name))],
    }
  }, [ours, theirs])
  const { both, onlyHere, onlyThere, unknown } = comparison
  const isEqual = onlyHere.length === 0 && onlyThere.length === 0 && unknown.length === 0
  const features = (list: readonly ComparedFeature[]) => list.map(({ feature }) => feature)
  return (
    <div className="grid gap-3">
      <div className="grid gap-3 mid:grid-cols-2">
        {[ours, theirs].map((host) => (
          <section key={host.key} className="panel px-4 py-3" aria-label={host.name}>
            <h3 className="mb-1 text-sm font-semibold wrap-anywhere">{host.name}</h3>
            <Facts>
              <Fact name="CPU">{host.cpu.model}</Fact>
              <CpuFacts infos={host.cpuFeature} />
            </Facts>
          </section>
        ))}
      </div>
      {problems.map((sentence) => (
        <Notice key={sentence} tone="wait">
          {sentence}
        </Notice>
      ))}
      {isEqual && (
        <Notice role="status">
          {both.length === 0
            ? 'Neither host says what its processor can do.'
            : `Both have the same ${formatCount(both.length, 'feature')}: for its processor a VM can move either way.`}
        </Notice>
      )}
      <Group title={`Only ${ours.name} has`} count={onlyHere.length}>
        <p className="mb-1.5 text-xs text-ink-3">
          A VM that was shown these cannot move to {theirs.name} while it runs or is suspended.
        </p>
        <FeatureList features={features(onlyHere)} label={`Only ${ours.name} has`} />
      </Group>
      <Group title={`Only ${theirs.name} has`} count={onlyThere.length}>
        <p className="mb-1.5 text-xs text-ink-3">
          A VM that was shown these cannot move to {ours.name} while it runs or is suspended.
        </p>
        <FeatureList features={features(onlyThere)} label={`Only ${theirs.name} has`} />
      </Group>
      <Group title="Not known of both" count={unknown.length}>
        <ul className="grid gap-x-4 gap-y-1 text-sm mid:grid-cols-2">
          {unknown.map(({ feature, here, there }) => (
            <li key={featurePlace(feature)}>
              <span className="font-medium">{feature.name}</span>
              <span className="block text-xs text-ink-3">
                {ours.name} {seenWords[here]}, {theirs.name} {seenWords[there]}
              </span>
            </li>
          ))}
        </ul>
      </Group>
      {both.length > 0 && !isEqual && (
        <details className="panel px-4 py-3">
          <summary className="cursor-pointer text-sm font-semibold">
            Both have {formatCount(both.length, 'feature')}
          </summary>
          <div className="mt-2">
            <FeatureList features={features(both)} label="Both have" />
          </div>
        </details>
      )}
    </div>
  )
}

function Group({ title, count, children }: { title: string; count: number; children: ReactNode }) {
  if (count === 0) return null
  return (
    <section className="panel px-4 py-3" aria-label={title}>
      <h3 className="mb-1 text-sm font-semibold wrap-anywhere">
        {title} <span className="font-medium text-ink-3">{count}</span>
      </h3>
      {children}
    </section>
  )
}
