'use client'

import Link from 'next/link'
import { AndonMark } from '../glyphs/icon'
import { buttonClass } from '../ui/button'

/** An address that leads nowhere: said in our own words, with ways on. */
export function NoSuchPage() {
  return (
    <main className="grid min-h-screen place-content-center justify-items-center gap-3 px-4 text-center">
      <AndonMark waiting={false} overdue={false} />
      <h1 className="text-lg font-semibold">No such page</h1>
      <p className="max-w-[52ch] text-sm text-ink-2">
        Andon has no page at this address. It may have been mistyped, or come from another version.
      </p>
      <p className="flex flex-wrap justify-center gap-2">
        <Link href="/" prefetch={false} className={buttonClass({ tone: 'solid' })}>
          Board
        </Link>
        <Link href="/vms" prefetch={false} className={buttonClass()}>
          Virtual machines
        </Link>
        <Link href="/history" prefetch={false} className={buttonClass()}>
          History
        </Link>
      </p>
    </main>
  )
}
