import { Fragment } from 'react'
import { Icon } from '../glyphs/icon'
import { Link } from './link'

type PagePathProps = { steps: readonly { name: string; href?: string }[] }

/** Where a page stands, from the top down; what has no page of its own is only named. */
export const PagePath = ({ steps }: PagePathProps) => (
  <nav aria-label="Path" className="flex items-center gap-1.5 text-xs text-ink-3">
    {steps.map(({ name, href }, index) => (
      <Fragment key={href ?? name}>
        {index > 0 && <Icon name="chevronRight" className="size-3!" />}
        {href === undefined ? (
          <span>{name}</span>
        ) : (
          <Link href={href} className="link">
            {name}
          </Link>
        )}
      </Fragment>
    ))}
  </nav>
)
