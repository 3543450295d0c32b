'use client'

import { useMemo, type ReactNode } from 'react'
import { printXml } from '@/lib/domain-xml/element'
import { describeVm, type DomainPlace } from '@/lib/domain-xml/from-vmx'
import { formatCount } from '@/lib/format/quantity'
import { valueOr } from '@/lib/vmx/value-reader'
import { Button, Copied, CopyButton } from '../ui/button'
import { Notice } from '../ui/notice'
import { saveFile } from '../ui/save-file'
import { ScrollsSideways } from '../ui/table'
import { Marked } from './long-text'
import type { VmxSource } from './vmx-source'

type DomainXmlProps = {
  source: VmxSource
  libvirt: DomainPlace | undefined
  /** By which virsh gets to the VM's host; undefined where there is none. */
  uri: string | undefined
  search: string
  compare: ReactNode
}

/** The VM as libvirt describes it, with what libvirt would refuse and what it leaves out. */
export function DomainXml({ source, libvirt, uri, search, compare }: DomainXmlProps) {
  const { document, place, view } = source
  const { domain, refusals, notSaid } = useMemo(() => describeVm(document, place, libvirt), [document, place, libvirt])
  const xml = useMemo(() => printXml(domain), [domain])
  const lines = useMemo(() => {
    const wanted = search.toLocaleLowerCase('en')
    const all = xml.trimEnd().split('\n')
    return all
      .map((text, at) => ({ text, line: at + 1 }))
      .filter(({ text }) => text.toLocaleLowerCase('en').includes(wanted))
  }, [xml, search])
  const name = valueOr(view.general.displayName, undefined) || 'vm'
  return (
    <section aria-label="Domain XML" className="grid gap-3">
      <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2">
        <p className="max-w-[72ch] text-sm text-ink-2">
          The VM as libvirt describes it: what <code className="text-xs">virsh dumpxml</code> prints, made of this file.
          Passwords are not in it.
        </p>
        <span className="flex flex-wrap gap-2">
          <CopyButton text={xml} label="Copy the domain XML" size="normal" />
          <Button onClick={() => saveFile(xml, `${fileNameOf(name)}.xml`, 'application/xml')}>
            Download the domain XML
          </Button>
          {compare}
        </span>
      </div>
      {uri !== undefined && (
        <p className="flex flex-wrap items-center gap-x-2 gap-y-1 text-sm">
          <span className="text-ink-3">libvirt URI</span>
          <Copied text={uri} label="Copy the libvirt URI" />
        </p>
      )}
      {refusals.length > 0 && (
        <Notice tone="wait">
          <strong className="font-semibold">libvirt refuses this file.</strong> What it cannot read is left out here:
          <ul className="mt-1 list-disc pl-5">
            {refusals.map((sentence) => (
              <li key={sentence} className="wrap-anywhere">
                {sentence}
              </li>
            ))}
          </ul>
        </Notice>
      )}
      <ScrollsSideways className="panel py-2">
        <ol className="w-max min-w-full font-mono text-xs/5" aria-label="Lines of the domain XML">
          {lines.map(({ text, line }) => (
            <li key={line} className="grid grid-cols-[44px_1fr] gap-3 px-2">
              <span className="text-right text-ink-3 select-none">{line}</span>
              <span className="whitespace-pre">
                <Marked text={text} search={search} cut={2_000} />
              </span>
            </li>
          ))}
        </ol>
        {lines.length === 0 && <p className="px-4 py-4 text-center text-sm text-ink-2">No line holds "{search}".</p>}
      </ScrollsSideways>
      {notSaid.length > 0 && (
        <details className="text-sm text-ink-2">
          <summary className="min-h-6 cursor-pointer">
            {formatCount(notSaid.length, 'key')} of the file {notSaid.length === 1 ? 'has' : 'have'} no place in domain
            XML
          </summary>
          <p className="mt-1.5 flex flex-wrap gap-x-3 gap-y-0.5">
            {notSaid.map((key) => (
              <code key={key} className="text-xs wrap-anywhere">
                {key}
              </code>
            ))}
          </p>
        </details>
      )}
    </section>
  )
}

/** Without what file systems do not take. */
// oxlint-disable-next-line no-control-regex -- control characters are what this looks for
const fileNameOf = (name: string) => name.replaceAll(/[/\\:*?"<>|\u0000-\u001f]/g, '_')
