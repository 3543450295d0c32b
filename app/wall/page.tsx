import type { Metadata, Viewport } from 'next'
import { requireSession } from '@/app/session'
import { streamPath } from '@/components/live/feed'
import { LiveProvider } from '@/components/live/live-provider'
import { DisplayWall } from '@/components/wall/display-wall'
import { Wall } from '@/components/wall/wall'
import { PageTitle } from '@/components/ui/page-title'
import { readSeat } from '@/lib/wall/seat'
import { andon } from '@/server/index'

export const dynamic = 'force-dynamic'
// The address of a display may hold its token: it is told to nobody.
export const generateMetadata = (): Metadata => ({
  robots: { index: false },
  referrer: 'no-referrer',
  // By which a wall that hangs knows a newer one.
  other: { 'andon-build': andon().build },
})
export const viewport: Viewport = { colorScheme: 'dark', themeColor: '#0b0d0f' }

type WallPageProps = { searchParams: Promise<Record<string, string | string[] | undefined>> }

/**
 * For a display with its own link, or for somebody who is signed in. What a display sends is checked where it enters
 * (`/api/wall`) and by the stream. Links of before had the token in `?token=`.
 */
export default async function WallPage({ searchParams }: WallPageProps) {
  const query = await searchParams
  const text = (name: string) => {
    const value = query[name]
    return typeof value === 'string' ? value : undefined
  }
  const seat = readSeat(text('size'), text('distance'))
  const { build } = andon()
  const isDisplay = text('display') !== undefined || text('token') !== undefined
  if (!isDisplay) await requireSession('/wall')
  return (
    <>
      <PageTitle>Wall</PageTitle>
      {isDisplay ? (
        <DisplayWall seat={seat} build={build} />
      ) : (
        <LiveProvider streamUrl={streamPath}>
          <Wall seat={seat} display={false} build={build} />
        </LiveProvider>
      )}
    </>
  )
}
