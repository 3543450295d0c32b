/**
 * Names the tab after its page. It is part of the page and so comes and goes with it: what Next's `metadata` says is drawn
 * after the page, which on a slow machine leaves the tab without a name for a second. Every page has exactly one.
 */
export function PageTitle({ children }: { children: string }) {
  return <title>{`${children} - Andon`}</title>
}
