import { clsx } from 'clsx'

/** The lamp: red on top lit by an overdue question, amber by a waiting one, the foot always on. */
export function AndonMark({ waiting, overdue, className }: { waiting: boolean; overdue: boolean; className?: string }) {
  return (
    <svg
      width="14"
      height="24"
      viewBox="0 0 14 24"
      aria-hidden="true"
      focusable="false"
      className={clsx('shrink-0', className)}
    >
      <rect x=".75" y=".75" width="12.5" height="22.5" rx="2" fill="none" stroke="currentColor" strokeWidth="1.5" />
      <rect x="3.5" y="3.5" width="7" height="5" rx=".5" className={overdue ? 'fill-fail' : 'fill-track'} />
      <rect x="3.5" y="9.5" width="7" height="5" rx=".5" className={waiting ? 'fill-wait' : 'fill-track'} />
      <rect x="3.5" y="15.5" width="7" height="5" rx=".5" className="fill-bar" />
    </svg>
  )
}
