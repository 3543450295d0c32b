import type { ReactNode } from 'react'
import { Button } from './button'
import { buttonClass } from './button-class'
import { Link } from './link'

type LinkButtonProps = {
  href: string
  /** Why nobody can go there now; it stays where it is then, and says so. */
  disabledReason?: string | undefined
  children: ReactNode
}

/** A way to another page where something begins, among buttons. */
export function LinkButton({ href, disabledReason, children }: LinkButtonProps) {
  if (disabledReason !== undefined) return <Button disabledReason={disabledReason}>{children}</Button>
  return (
    <Link href={href} className={buttonClass({})}>
      {children}
    </Link>
  )
}
