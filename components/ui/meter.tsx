import { clsx } from 'clsx'

type MeterProps = {
  text: string
  /** 0..1 of the whole; undefined: not known, and no bar is drawn. */
  part: number | undefined
  /** Keeps the bar where the table is narrow. */
  always?: boolean
}

/** A number and how much of the whole it is. The bar repeats the text, so a screen reader hears only that. */
export function Meter({ text, part, always = false }: MeterProps) {
  const narrow = always ? '' : 'max-wide:hidden'
  return (
    <span
      className={clsx(
        'grid items-center justify-items-end gap-2',
        always ? 'grid-cols-[minmax(0,1fr)_40px]' : 'wide:grid-cols-[minmax(0,1fr)_40px]',
      )}
    >
      <span className={clsx('whitespace-nowrap', text === '–' && 'text-ink-3')}>{text}</span>
      {part === undefined ? (
        <span className={narrow} />
      ) : (
        <span
          aria-hidden="true"
          className={clsx('relative block h-1 w-10 overflow-hidden rounded-[1px] bg-track', narrow)}
        >
          <span
            className="absolute inset-y-0 left-0 bg-bar"
            style={{ width: `${Math.min(100, Math.max(0, part * 100))}%` }}
          />
        </span>
      )}
    </span>
  )
}
