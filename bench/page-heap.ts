import type { BrowserContext } from '@playwright/test'
import type { Child } from './child'
import type { PageOrder, PageReply } from './page-estate'

type Watched = {
  vms: number
  minutes: number
  /** How many minutes lie between two looks at the heap. */
  every: number
  estate: Child<PageOrder, PageReply>
}

const perSecond = 50

/** What the page keeps of what is over, if anything: its heap, all garbage collected, while 50 rows change each second. */
export async function heapWhileChanging(
  open: () => Promise<BrowserContext>,
  url: string,
  { vms, minutes, every, estate }: Watched,
): Promise<string[]> {
  const context = await open()
  const page = await context.newPage()
  const session = await context.newCDPSession(page)
  await page.goto(`${url}/vms`)
  await page.locator('[role="row"][data-key]').first().waitFor({ timeout: 60_000 })
  // What is loaded later is no growth, nor is what the first changes bring with them.
  await estate.order({ do: 'change', perSecond, seconds: 10 })
  const heaps = [await heapOf()]
  for (let minute = 0; minute < minutes; minute += every) {
    await estate.order({ do: 'change', perSecond, seconds: every * 60 })
    heaps.push(await heapOf())
  }
  await context.close()
  const what = `${vms} VMs, ${perSecond} rows change a second`
  const apart = every === 1 ? 'a minute' : `${every} minutes`
  // What a change has just made, or is about to drop, lies above what is kept: the lowest looks tell.
  const lines = [`${what}: heap of the page ${heaps.map((one) => one.toFixed(1)).join(', ')} MiB, ${apart} apart`]
  // Until each VM has changed once, its row still gains what it did not have.
  const settled = heaps.slice(1 + Math.ceil(vms / perSecond / 60 / every))
  if (settled.length > 3) {
    const [early, late] = [settled.slice(0, settled.length / 2), settled.slice(settled.length / 2)]
    const [before, after] = [Math.min(...early), Math.min(...late)]
    lines.push(
      `${what}: since each has changed once, at least ${before.toFixed(1)} MiB in the first half and ${after.toFixed(1)} MiB in the second`,
    )
  }
  return lines

  async function heapOf(): Promise<number> {
    await session.send('HeapProfiler.collectGarbage')
    const { usedSize } = await session.send('Runtime.getHeapUsage')
    return usedSize / 2 ** 20
  }
}
