import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { Settings, type SettingsTab } from '@/components/settings/settings'

export const metadata: Metadata = { title: 'Settings - Andon' }

const tabs: Readonly<Record<string, SettingsTab>> = {
  '': 'connections',
  accounts: 'accounts',
  displays: 'displays',
  record: 'record',
  browser: 'browser',
}

export default async function SettingsPage({ params }: { params: Promise<{ tab?: string[] }> }) {
  const path = ((await params).tab ?? []).join('/')
  const tab = Object.hasOwn(tabs, path) ? tabs[path] : undefined
  if (!tab) notFound()
  return <Settings tab={tab} />
}
