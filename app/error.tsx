'use client'

import { PageNotShown } from '@/components/shell/page-not-shown'

/** In place of whatever page failed while it was made. */
export default function FailedPage({ error }: { error: Error & { digest?: string } }) {
  return <PageNotShown digest={error.digest} />
}
