import { AndonMark } from '../glyphs/andon-mark'
import { buttonClass } from '../ui/button-class'
import { PageTitle } from '../ui/page-title'

/**
 * An address that leads nowhere: said in our own words, with ways on. Every page brings it along, so it has no script: its links
 * are plain ones.
 */
export function NoSuchPage() {
  return (
    <main className="grid min-h-screen place-content-center justify-items-center gap-3 px-4 text-center">
      <PageTitle>No such page</PageTitle>
      <AndonMark waiting={false} overdue={false} />
      <h1 className="text-lg font-semibold">No such page</h1>
      <p className="max-w-[52ch] text-sm text-ink-2">
        Andon has no page at this address. It may have been mistyped, or come from another version.
      </p>
      <p className="flex flex-wrap justify-center gap-2">
        <a href="/" className={buttonClass({ tone: 'solid' })}>
          Board
        </a>
        <a href="/vms" className={buttonClass()}>
          Virtual machines
        </a>
        <a href="/history" className={buttonClass()}>
          History
        </a>
      </p>
    </main>
  )
}
