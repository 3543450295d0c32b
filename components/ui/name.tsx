import { clsx } from 'clsx'
import { withUnseenShown } from '@/lib/names/unseen'
import { Link } from './link'

type NameProps = {
  /** The plain name. */
  name: string
  /** As the API stores it; shown in mono where it differs. */
  storedName?: string | undefined
  /** Why the stored name could not be decoded. */
  problem?: string | undefined
  href?: string | undefined
  /** One line, cut with an ellipsis. */
  truncate?: boolean
  id?: string
  /** Of the link, in lists where one row at a time is reached with Tab. */
  tabIndex?: number
  className?: string
}

/** A name of the inventory: what a person reads, then what the host stores. Spaces are kept. */
export function Name({ name, storedName, problem, href, truncate = false, id, tabIndex, className }: NameProps) {
  const shape = clsx('name', truncate && 'block min-w-0 truncate whitespace-pre!', className)
  // An empty name would leave a link with nothing to press.
  const text = name === '' ? '(no name)' : withUnseenShown(name)
  const inFull = truncate ? text : undefined
  return (
    <>
      {href ? (
        <Link id={id} href={href} tabIndex={tabIndex} className={shape} title={inFull}>
          {text}
        </Link>
      ) : (
        <span id={id} className={shape} title={inFull}>
          {text}
        </span>
      )}
      {problem ? (
        <span className="text-xs text-ink-3">cannot be decoded: {problem}</span>
      ) : (
        storedName !== undefined &&
        storedName !== name && (
          <span
            // Where there is no room for both, what a person reads is the last to be cut.
            className={clsx('raw', truncate && 'min-w-0 shrink-999 truncate')}
            title={truncate ? `As the host stores it: ${withUnseenShown(storedName)}` : 'As the host stores it'}
          >
            {withUnseenShown(storedName)}
          </span>
        )
      )}
    </>
  )
}
