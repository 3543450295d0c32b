'use client'

import { useRouter } from 'next/navigation'
import type { ComponentProps, MouseEvent } from 'react'

type LinkProps = ComponentProps<'a'> & {
  href: string
  /** False: the page stays where it is scrolled to. */
  scroll?: boolean
}

/**
 * The way to another page of Andon, without loading the console anew. A press that means something else to the browser, such as
 * a new tab, is the browser's.
 */
export function Link({ href, scroll = true, onClick, children, ...rest }: LinkProps) {
  const router = useRouter()
  const follow = (event: MouseEvent<HTMLAnchorElement>) => {
    onClick?.(event)
    if (event.defaultPrevented || isForTheBrowser(event)) return
    event.preventDefault()
    router.push(href, { scroll })
  }
  return (
    <a {...rest} href={href} onClick={follow}>
      {children}
    </a>
  )
}

const isForTheBrowser = ({
  currentTarget,
  metaKey,
  ctrlKey,
  shiftKey,
  altKey,
  button,
}: MouseEvent<HTMLAnchorElement>) =>
  metaKey ||
  ctrlKey ||
  shiftKey ||
  altKey ||
  button !== 0 ||
  (currentTarget.target !== '' && currentTarget.target !== '_self') ||
  currentTarget.hasAttribute('download') ||
  currentTarget.origin !== location.origin
