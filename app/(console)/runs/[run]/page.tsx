import { RunPage } from '@/components/run/run-page'
import { runId } from '@/lib/vsphere/ids'

export default async function RunOfHistoryPage({ params }: { params: Promise<{ run: string }> }) {
  const { run } = await params
  return <RunPage run={runId(run)} />
}
