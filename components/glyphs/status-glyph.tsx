import { clsx } from 'clsx'
import type { ReactNode } from 'react'

/*
 * Our own drawings on a 16-px grid. Each state has a shape of its own, so that it is told apart without colour.
 * --gf, --ge and --gk (fill, edge, knocked-out sign) come from the tone; --knock is the ground the glyph lies on.
 */
const drawings = {
  waiting: (
    <>
      <path
        d="M2.5 1h11a1 1 0 0 1 1 1v8.5a1 1 0 0 1-1 1H8.2L5 15v-3.5H2.5a1 1 0 0 1-1-1V2a1 1 0 0 1 1-1z"
        fill="var(--gf,currentColor)"
        stroke="var(--ge,none)"
        strokeWidth="1"
        strokeLinejoin="round"
      />
      <path
        d="M6.1 4.7A1.95 1.95 0 1 1 8.95 6.3c-.62.35-.95.6-.95 1.15M8 9.3v.02"
        fill="none"
        stroke="var(--gk,var(--knock))"
        strokeWidth="1.6"
        strokeLinecap="round"
      />
    </>
  ),
  overdue: (
    <>
      <path
        d="M1.3.7h13.4a.6.6 0 0 1 .6.6v10.4a.6.6 0 0 1-.6.6H8.5L4.6 15.7v-3.4H1.3a.6.6 0 0 1-.6-.6V1.3a.6.6 0 0 1 .6-.6z"
        fill="none"
        stroke="var(--gf,currentColor)"
        strokeWidth="1.2"
        strokeLinejoin="round"
      />
      <path d="M2.7 2.7h10.6v7.6H2.7z" fill="var(--gf,currentColor)" />
      <path
        d="M8 4.1v2.6M8 8.7v.02"
        fill="none"
        stroke="var(--gk,var(--knock))"
        strokeWidth="1.7"
        strokeLinecap="round"
      />
    </>
  ),
  leftBlocked: (
    <>
      <circle cx="8" cy="8" r="6.8" fill="var(--gf,currentColor)" stroke="var(--ge,none)" />
      <path
        d="M6 5.25v5.5M10 5.25v5.5"
        fill="none"
        stroke="var(--gk,var(--knock))"
        strokeWidth="1.9"
        strokeLinecap="round"
      />
    </>
  ),
  failed: (
    <>
      <path
        d="M5.2 1.25h5.6l3.95 3.95v5.6l-3.95 3.95H5.2L1.25 10.8V5.2z"
        fill="var(--gf,currentColor)"
        stroke="var(--ge,none)"
      />
      <path
        d="m5.4 5.4 5.2 5.2M10.6 5.4l-5.2 5.2"
        fill="none"
        stroke="var(--gk,var(--knock))"
        strokeWidth="1.8"
        strokeLinecap="round"
      />
    </>
  ),
  noContact: (
    <>
      <path d="M8 1.75 15 14H1z" fill="none" stroke="currentColor" strokeWidth="1.6" strokeLinejoin="round" />
      <path d="M8 6.25v3.25M8 11.7v.02" stroke="currentColor" strokeWidth="1.6" strokeLinecap="round" />
    </>
  ),
  running: (
    <>
      <circle cx="8" cy="8" r="5.5" fill="none" stroke="currentColor" strokeWidth="2" opacity=".28" />
      <path d="M8 2.5a5.5 5.5 0 0 1 5.5 5.5" fill="none" stroke="currentColor" strokeWidth="2" />
    </>
  ),
  queued: (
    <>
      <circle cx="8" cy="8" r="5.75" fill="none" stroke="currentColor" strokeWidth="1.5" strokeDasharray="2.2 2.3" />
    </>
  ),
  done: (
    <>
      <path
        d="m2.75 8.5 3.5 3.5L13.25 4.75"
        fill="none"
        stroke="currentColor"
        strokeWidth="2"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </>
  ),
  cancelled: (
    <>
      <circle cx="8" cy="8" r="5.75" fill="none" stroke="currentColor" strokeWidth="1.75" />
      <path d="m4.2 11.8 7.6-7.6" stroke="currentColor" strokeWidth="1.75" />
    </>
  ),
  live: (
    <>
      <circle cx="8" cy="8" r="5" fill="currentColor" />
    </>
  ),
  stale: (
    <>
      <circle cx="8" cy="8" r="5.75" fill="none" stroke="currentColor" strokeWidth="1.5" strokeDasharray="3 2" />
      <path d="M8 5v3.25l2 1.25" fill="none" stroke="currentColor" strokeWidth="1.5" strokeLinecap="round" />
    </>
  ),
  questionRaised: (
    <>
      <path
        d="M2.5 1.75h11v8.75H8.2L5 13.75V10.5H2.5z"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.5"
        strokeLinejoin="round"
      />
      <path
        d="M6.5 4.7A1.6 1.6 0 1 1 8.75 6c-.5.28-.75.45-.75.8M8 8.35v.02"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.35"
        strokeLinecap="round"
      />
    </>
  ),
  step: (
    <>
      <circle cx="8" cy="8" r="3" fill="currentColor" />
    </>
  ),
  poweredOn: (
    <>
      <circle cx="8" cy="8" r="4.25" fill="currentColor" />
    </>
  ),
  poweredOff: (
    <>
      <circle cx="8" cy="8" r="3.6" fill="none" stroke="currentColor" strokeWidth="1.3" />
    </>
  ),
  suspended: (
    <>
      <rect x="4.25" y="4" width="2.5" height="8" fill="currentColor" />
      <rect x="9.25" y="4" width="2.5" height="8" fill="currentColor" />
    </>
  ),
  unknown: (
    <>
      <circle cx="8" cy="8" r="3.8" fill="none" stroke="currentColor" strokeWidth="1.3" strokeDasharray="1.7 1.8" />
    </>
  ),
} satisfies Record<string, ReactNode>

export type Glyph = keyof typeof drawings

const tones: Partial<Record<Glyph, 'wait' | 'fail'>> = {
  waiting: 'wait',
  leftBlocked: 'wait',
  overdue: 'fail',
  failed: 'fail',
  noContact: 'fail',
}

/**
 * A status glyph, for the eye only: the word stands beside it.
 * @param plain takes the colour of the text around it, as on a lit slab.
 */
export function StatusGlyph({ glyph, plain, className }: { glyph: Glyph; plain?: boolean; className?: string }) {
  const tone = plain ? undefined : tones[glyph]
  return (
    <svg
      viewBox="0 0 16 16"
      aria-hidden="true"
      focusable="false"
      className={clsx('glyph', tone === 'wait' && 'glyph-wait', tone === 'fail' && 'glyph-fail', className)}
    >
      {drawings[glyph]}
    </svg>
  )
}
