import { clsx } from 'clsx'
import type { ReactNode } from 'react'

/** Ordinary icons on the same 16-px grid, 1.5 stroke, in the colour of the text around them. A text is the one path that an icon has. */
const drawings = {
  board: 'M2.75 3.25h10.5M2.75 3.25v4h10.5v-4M2.75 10h6.5M2.75 12.75h4.5',
  vms: (
    <>
      <rect x="2.25" y="2.75" width="11.5" height="7.5" rx="1" />
      <path d="M8 10.25v3M5.25 13.25h5.5" />
    </>
  ),
  hosts: (
    <>
      <rect x="2.25" y="2.75" width="11.5" height="4.25" rx="1" />
      <rect x="2.25" y="9" width="11.5" height="4.25" rx="1" />
      <path d="M4.75 4.9h.01M4.75 11.1h.01M8.5 4.9h2.75M8.5 11.1h2.75" />
    </>
  ),
  datastores: (
    <>
      <ellipse cx="8" cy="4" rx="5.25" ry="1.9" />
      <path d="M2.75 4v8c0 1.05 2.35 1.9 5.25 1.9s5.25-.85 5.25-1.9V4M2.75 8c0 1.05 2.35 1.9 5.25 1.9S13.25 9.05 13.25 8" />
    </>
  ),
  history: 'M2.6 5.2A6 6 0 1 1 2 8M2.4 2.4v2.9h2.9M8 4.9V8l2.2 1.5',
  settings: (
    <>
      <path d="M2.5 4.5h5M11 4.5h2.5M2.5 11.5H5M8.5 11.5h5" />
      <circle cx="9.25" cy="4.5" r="1.75" />
      <circle cx="6.75" cy="11.5" r="1.75" />
    </>
  ),
  wall: (
    <>
      <rect x="1.75" y="3" width="12.5" height="8" rx="1" />
      <path d="M4.25 5.5h4.5M4.25 8.25H11M5 13.5h6" />
    </>
  ),
  search: (
    <>
      <circle cx="7" cy="7" r="4.25" />
      <path d="m10.2 10.2 3.3 3.3" />
    </>
  ),
  chevronDown: 'm4.5 6.25 3.5 3.5 3.5-3.5',
  chevronRight: 'm6.25 4.5 3.5 3.5-3.5 3.5',
  user: (
    <>
      <circle cx="8" cy="5.5" r="2.75" />
      <path d="M2.75 13.5c.6-2.6 2.6-4 5.25-4s4.65 1.4 5.25 4" />
    </>
  ),
  power: 'M8 2v5.5M4.6 4a5.25 5.25 0 1 0 6.8 0',
  shutdown: (
    <>
      <rect x="3.5" y="3.5" width="9" height="9" rx="1" />
    </>
  ),
  suspend: 'M5.5 3.25v9.5M10.5 3.25v9.5',
  reset: 'M13.25 3v3.25H10M13 6.25A5.25 5.25 0 1 0 13.1 9.25',
  snapshot: 'M8 2.5 14 5.5 8 8.5 2 5.5zM2.6 8.2 8 11l5.4-2.8M2.6 10.9 8 13.7l5.4-2.8',
  more: (
    <>
      <circle cx="3.5" cy="8" r="1.25" fill="currentColor" stroke="none" />
      <circle cx="8" cy="8" r="1.25" fill="currentColor" stroke="none" />
      <circle cx="12.5" cy="8" r="1.25" fill="currentColor" stroke="none" />
    </>
  ),
  grip: (
    <>
      {[5.5, 10.5].flatMap((x) =>
        [3.5, 8, 12.5].map((y) => <circle key={`${x} ${y}`} cx={x} cy={y} r="1.1" fill="currentColor" stroke="none" />),
      )}
    </>
  ),
  close: 'm4 4 8 8M12 4l-8 8',
  edit: 'M10.5 3.25 12.75 5.5 6 12.25l-2.75.5.5-2.75zM9 4.75 11.25 7',
  up: 'M8 12.75v-9M4.25 7.5 8 3.75l3.75 3.75',
  down: 'M8 3.25v9M4.25 8.5 8 12.25l3.75-3.75',
  check: 'm3 8.5 3.25 3.25L13 5',
  arrow: 'M3 8h10M9.25 4.25 13 8l-3.75 3.75',
  external: 'M6.5 3H3v10h10V9.5M9.25 2.75h4v4M13 3 7.75 8.25',
  info: (
    <>
      <circle cx="8" cy="8" r="5.75" />
      <path d="M8 7.5v3.25M8 5.1v.01" />
    </>
  ),
  destructive: 'M8 2.5 14 13H2zM8 6.5v3M8 11.2v.01',
  filter: 'M2.5 4h11M4.75 8h6.5M6.75 12h2.5',
  columns: (
    <>
      <rect x="2.25" y="3" width="11.5" height="10" rx="1" />
      <path d="M6.25 3v10M10 3v10" />
    </>
  ),
  autoAnswer:
    'M2.5 8a5.5 5.5 0 0 1 9.6-3.65L13.5 5.75M13.5 8a5.5 5.5 0 0 1-9.6 3.65L2.5 10.25M13.5 2.75v3h-3M2.5 13.25v-3h3',
  copy: (
    <>
      <rect x="5.5" y="5.5" width="8" height="8" rx="1" />
      <path d="M3.5 10.5h-1v-8h8v1" />
    </>
  ),
  sun: (
    <>
      <circle cx="8" cy="8" r="2.75" />
      <path d="M8 1.75v1.5M8 12.75v1.5M1.75 8h1.5M12.75 8h1.5M3.6 3.6l1 1M11.4 11.4l1 1M12.4 3.6l-1 1M4.6 11.4l-1 1" />
    </>
  ),
  file: 'M3.75 2.25h5.5l3 3v8.5h-8.5zM9.25 2.25v3h3M6 8.5h4M6 11h4',
  key: (
    <>
      <circle cx="5.25" cy="10.75" r="2.75" />
      <path d="M7.25 8.75 13.25 2.75M10.75 5.25l2 2" />
    </>
  ),
  eye: (
    <>
      <path d="M1.75 8S4 3.75 8 3.75 14.25 8 14.25 8 12 12.25 8 12.25 1.75 8 1.75 8z" />
      <circle cx="8" cy="8" r="1.75" />
    </>
  ),
  lock: (
    <>
      <rect x="3.25" y="7" width="9.5" height="6.5" rx="1" />
      <path d="M5.25 7V5a2.75 2.75 0 0 1 5.5 0v2" />
    </>
  ),
  folder: 'M1.75 4.25a1 1 0 0 1 1-1h3.2l1.5 1.75h5.8a1 1 0 0 1 1 1v6.25a1 1 0 0 1-1 1H2.75a1 1 0 0 1-1-1z',
  disk: (
    <>
      <rect x="2.25" y="2.75" width="11.5" height="10.5" rx="1" />
      <path d="M2.25 9.75h11.5M11.25 11.5h.01" />
    </>
  ),
  disc: (
    <>
      <circle cx="8" cy="8" r="5.75" />
      <circle cx="8" cy="8" r="1.5" />
    </>
  ),
  upload: 'M8 10.5V2.75M4.75 6 8 2.75 11.25 6M2.75 10.5v2.75h10.5V10.5',
  download: 'M8 2.75v7.75M4.75 7.25 8 10.5l3.25-3.25M2.75 10.5v2.75h10.5V10.5',
  hand: 'M5.25 8.25V4a1 1 0 0 1 2 0v3.25V3a1 1 0 0 1 2 0v4.25V4a1 1 0 0 1 2 0v5.5a4 4 0 0 1-4 4c-2 0-2.9-.9-3.75-2.5L2.6 8.9a.95.95 0 0 1 1.6-1z',
  bell: 'M4.250 11V7a3.750 3.750 0 0 1 7.500 0v4l1 1.250H3.250zM6.750 13.750h2.500',
  mail: (
    <>
      <rect x="2.250" y="3.750" width="11.500" height="8.500" rx="1" />
      <path d="m2.750 4.750 5.250 4 5.250-4" />
    </>
  ),
  chat: 'M2.750 3.250h10.500v7.500H8l-3 2.500v-2.500H2.750z',
  hook: 'M6.250 6.500a2.500 2.500 0 1 1 3.250-2.250M8 4.500l2.500 4.750M11 9a2.500 2.500 0 1 1-1.250 4.500M9.750 11.500H5.500M5 9.250a2.500 2.500 0 1 0 .6 3.750',
  plug: 'M5.5 2v3M10.5 2v3M3.75 5h8.5v2.5a4.25 4.25 0 0 1-8.5 0zM8 11.75V14',
} satisfies Record<string, ReactNode>

export type IconName = keyof typeof drawings

/** An icon for the eye only; whoever uses it gives the control its name. */
export function Icon({ name, className }: { name: IconName; className?: string | undefined }) {
  const drawing: ReactNode = drawings[name]
  return (
    <svg
      viewBox="0 0 16 16"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.5"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      focusable="false"
      className={clsx('glyph', className)}
    >
      {typeof drawing === 'string' ? <path d={drawing} /> : drawing}
    </svg>
  )
}
