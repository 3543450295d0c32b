import type { Metadata, Viewport } from 'next'
import { requireSession } from '@/app/session'
import { LiveProvider } from '@/components/live/live-provider'
import { QueryProvider } from '@/components/shell/console-providers'
import { readSeat } from '@/components/wall/plan'
import { Wall } from '@/components/wall/wall'

export const dynamic = 'force-dynamic'
// The address holds the display's token: it is told to nobody.
export const metadata: Metadata = { title: 'Wall - Andon', robots: { index: false }, referrer: 'no-referrer' }
export const viewport: Viewport = { colorScheme: 'dark', themeColor: '#0b0d0f' }

type WallPageProps = { searchParams: Promise<Record<string, string | string[] | undefined>> }

/** For a display with its own link (`?token=`), or for somebody who is signed in. The stream checks the token. */
export default async function WallPage({ searchParams }: WallPageProps) {
  const query = await searchParams
  const text = (name: string) => {
    const value = query[name]
    return typeof value === 'string' ? value : undefined
  }
  const token = text('token')
  if (token === undefined) await requireSession('/wall')
  const streamUrl = token === undefined ? '/api/stream' : `/api/stream?wall=${encodeURIComponent(token)}`
  return (
    <QueryProvider>
      <LiveProvider streamUrl={streamUrl}>
        <Wall seat={readSeat(text('size'), text('distance'))} display={token !== undefined} />
      </LiveProvider>
    </QueryProvider>
  )
}
