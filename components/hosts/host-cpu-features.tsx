'use client'

import { useMemo } from 'react'
import { featuresOn } from '@/lib/cpuid/features'
import { parseLeaves, type CpuIdInfo } from '@/lib/cpuid/leaves'
import { levelText, registerNames } from '@/lib/cpuid/register'
import { formatCount } from '@/lib/format/quantity'
import type { HostDetail } from '@/lib/hardware/host-detail'
import { CpuFacts, CpuProblems, FeatureList } from '../cpuid/cpu-facts'
import { Fact, Facts, NotKnown } from '../ui/facts'
import { SectionHead } from '../ui/sections'

type HostCpuFeaturesProps = {
  infos: readonly CpuIdInfo[]
  evc?: HostDetail['evc']
  /** vCenter has no contact with the host. */
  lost: boolean
}

/** What the processor can do, from its CPUID registers: named features, and the registers as the host gives them. */
export function HostCpuFeatures({ infos, evc, lost }: HostCpuFeaturesProps) {
  const { on, problems } = useMemo(() => {
    const leaves = parseLeaves(infos)
    return { on: featuresOn(leaves), problems: leaves.problems }
  }, [infos])
  return (
    <section aria-labelledby="features" className="min-w-0">
      <SectionHead
        id="features"
        title="CPU features"
        count={infos.length === 0 ? undefined : on.length}
        className="mb-1.5"
      />
      <div className="panel grid gap-3 px-4 py-3">
        {infos.length === 0 ? (
          <NotKnown
            what="What its processor can do is"
            because={lost ? 'vCenter has no contact with this host.' : 'The host does not say.'}
          />
        ) : (
          <>
            <Facts>
              <CpuFacts infos={infos} />
              <Fact name="EVC mode">{evcWords(evc)}</Fact>
            </Facts>
            <CpuProblems problems={problems} />
            <details>
              <summary className="min-h-6 cursor-pointer text-sm">{formatCount(on.length, 'feature')} by name</summary>
              <div className="mt-1.5">
                <FeatureList features={on} label="Features of the processor" />
              </div>
            </details>
            <details>
              <summary className="min-h-6 cursor-pointer text-sm">
                {formatCount(infos.length, 'level')} of registers as the host gives them
              </summary>
              <Registers infos={infos} />
            </details>
          </>
        )}
      </div>
    </section>
  )
}

/** Enhanced vMotion Compatibility: what a cluster lets its hosts show, so that VMs can move among them. */
function evcWords(evc: HostDetail['evc']): string | undefined {
  if (evc?.current)
    return evc.max && evc.max !== evc.current ? `${evc.current}; the processor could do ${evc.max}` : evc.current
  return evc?.max && `none in force; the processor could do ${evc.max}`
}

function Registers({ infos }: { infos: readonly CpuIdInfo[] }) {
  return (
    <dl className="mt-1.5 grid gap-y-2 text-xs">
      {infos.map((info, index) => (
        // oxlint-disable-next-line react/no-array-index-key -- a level may come twice, once for each vendor
        <div key={index}>
          <dt className="font-medium">
            Level {levelText(info.level)}
            {info.vendor && <span className="text-ink-3">, {info.vendor}</span>}
          </dt>
          {registerNames.map(
            (name) =>
              info[name] !== undefined && (
                <dd key={name} className="wrap-anywhere">
                  <span className="inline-block w-9 text-ink-3">{name.toUpperCase()}</span>
                  <code>{info[name]}</code>
                </dd>
              ),
          )}
        </div>
      ))}
    </dl>
  )
}
