'use client'

import { clsx } from 'clsx'
import type { ReactNode } from 'react'
import { formatClock } from '@/lib/format/clock'
import type { RunView } from '@/lib/runs/run'
import type { FaultText } from '@/lib/vsphere/task'
import { rawFault } from '@/lib/vsphere/wire-sentence'
import { Icon } from '../glyphs/icon'
import { StatusGlyph } from '../glyphs/status-glyph'
import { Disclosure } from '../ui/sections'
import { cancelChain, type ChainLink } from './cancel-chain'
import { runErrorSentence } from './error-words'

/** The run's error, and under it what became of the cancel. The error is never replaced by the cancel's outcome. */
export function ErrorPanel({ run, still = false }: { run: RunView; still?: boolean }) {
  const sentence = runErrorSentence(run)
  if (!sentence) return null
  const chain = cancelChain(run)
  const { fault, before, left } = sentence
  return (
    <ErrorBox sentence={sentence.text} quiet={sentence.over} still={still}>
      {left && <p className="text-sm text-ink-2">{left}</p>}
      {before && <p className="text-sm text-ink-2">{before}</p>}
      {fault && <FaultDetails fault={fault} still={still} />}
      {chain.length > 0 && <Chain links={still ? shortChain(chain) : chain} />}
    </ErrorBox>
  )
}

/** That a cancel was requested goes without saying once it is known what came of it. */
const shortChain = (links: ChainLink[]): ChainLink[] =>
  links.length > 1 && links[0]?.strong === 'Cancel requested' ? links.slice(1) : links

type ErrorBoxProps = {
  sentence: string
  /** It is over: grey, and not read out again. */
  quiet: boolean
  /** In a panel that keeps its height: close, and what explains the sentence beside it where there is room. */
  still?: boolean
  children?: ReactNode
}

/** The error in one sentence, and what there is to say about it. */
export function ErrorBox({ sentence, quiet, still = false, children }: ErrorBoxProps) {
  return (
    <div
      role={quiet ? undefined : 'alert'}
      className={clsx(
        'grid grid-cols-[16px_minmax(0,1fr)] gap-3 border-b border-line px-3 mid:px-4',
        still ? 'py-1.5' : 'py-3',
        quiet
          ? 'bg-sunken shadow-[inset_4px_0_0_var(--line-2)] knock-sunken'
          : 'bg-fail-soft shadow-[inset_4px_0_0_var(--fail)] knock-fail-soft',
      )}
    >
      <span className={clsx(still ? 'mt-0.5 wide:mt-1' : 'mt-0.5', quiet && 'text-ink-3')}>
        <StatusGlyph glyph="failed" plain={quiet} />
      </span>
      <div className={clsx('min-w-0', still && 'flex flex-wrap items-center gap-x-3 [&_ol]:mt-0')}>
        <h3 className={clsx('font-semibold wrap-anywhere', still && 'text-sm wide:text-sm/6')}>{sentence}</h3>
        {children}
      </div>
    </div>
  )
}

/** The whole chain of the host's messages, unchanged, and the fault's type: one click away. */
export function FaultDetails({ fault, still = false }: { fault: FaultText; still?: boolean }) {
  const chain = fault.chain.length > 0 && (
    <ul className="mt-1 grid gap-0.5 text-sm text-ink-2">
      {fault.chain.map((link, index) => (
        // oxlint-disable-next-line react/no-array-index-key -- a chain never changes
        <li key={index} className="wrap-anywhere whitespace-pre-line">
          {link.message}
        </li>
      ))}
    </ul>
  )
  return (
    <>
      {still && chain ? <Disclosure summary="What the host says">{chain}</Disclosure> : chain}
      <Disclosure summary="Raw fault" className={clsx(!still && 'mt-1')}>
        <pre className="max-h-60 overflow-auto whitespace-pre-wrap">{rawFault(fault)}</pre>
      </Disclosure>
    </>
  )
}

function Chain({ links }: { links: ChainLink[] }) {
  return (
    <ol aria-label="Cancel" className="mt-0.5 flex flex-wrap gap-y-1 text-sm max-mid:flex-col">
      {links.map((link, index) => (
        // oxlint-disable-next-line react/no-array-index-key -- links are only ever added
        <li key={index} className="flex items-center gap-1.5">
          {index > 0 && <Icon name="arrow" className="size-3.5! mx-2 text-ink-3 max-mid:hidden" />}
          <Mark mark={link.mark} />
          <span>
            <strong className="font-semibold">{link.strong}</strong>
            {link.rest && ` ${link.rest}`}
            {link.at && <time dateTime={link.at}> {formatClock(link.at)}</time>}
          </span>
        </li>
      ))}
    </ol>
  )
}

function Mark({ mark }: { mark: ChainLink['mark'] }) {
  switch (mark) {
    case 'no':
      return <Icon name="close" className="size-3.5! text-fail-line" />
    case 'blocked':
      return <StatusGlyph glyph="leftBlocked" className="size-3.5!" />
    case 'pending':
      return <StatusGlyph glyph="running" className="size-3.5!" />
    case 'unknown':
      return <StatusGlyph glyph="noContact" className="size-3.5!" />
    case 'done':
      return <Icon name="check" className="size-3.5!" />
    default:
      return null
  }
}
