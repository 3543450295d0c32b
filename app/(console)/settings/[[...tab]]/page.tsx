import { notFound } from 'next/navigation'
import { plainSegment } from '@/components/pages/pages'
import { ApiReference } from '@/components/settings/api-reference'
import {
  RuleSettings,
  RuleWaitingSettings,
  Settings,
  SignalSettings,
  WhatIfSettings,
  type SettingsTab,
} from '@/components/settings/settings'
import { PageTitle } from '@/components/ui/page-title'
import { routeId, ruleId, type QuestionKey } from '@/lib/vsphere/ids'
import { apiShown } from './api-shown'

const tabs: Readonly<Record<string, SettingsTab>> = {
  '': 'connections',
  rules: 'rules',
  signals: 'signals',
  tokens: 'tokens',
  accounts: 'accounts',
  displays: 'displays',
  record: 'record',
  browser: 'browser',
}

type PageProps = {
  params: Promise<{ tab?: string[] }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export default async function SettingsPage(props: PageProps) {
  const screen = await screenAt(props)
  return (
    <>
      <PageTitle>Settings</PageTitle>
      {screen}
    </>
  )
}

async function screenAt({ params, searchParams }: PageProps) {
  const segments = (await params).tab ?? []
  const [first, rule] = segments
  if (first === 'rules' && rule !== undefined && segments.length === 2) {
    if (rule === 'what-if') return <WhatIfSettings />
    const { question, of } = await searchParams
    // Looked up among the questions that there are: any other text finds none.
    const key = typeof question === 'string' ? (question as QuestionKey) : undefined
    return (
      <RuleSettings
        edited={rule === 'new' ? { question: key, ofGroup: of === 'group' } : { rule: ruleId(plainSegment(rule)) }}
      />
    )
  }
  if (first === 'rules' && rule !== undefined && segments.length === 3 && segments[2] === 'waiting')
    return <RuleWaitingSettings rule={ruleId(plainSegment(rule))} />
  if (first === 'signals' && rule !== undefined && segments.length === 2)
    return <SignalSettings route={rule === 'new' ? undefined : routeId(plainSegment(rule))} />
  const path = segments.join('/')
  if (path === 'tokens/api')
    return (
      <Settings tab="tokens">
        <ApiReference {...apiShown()} />
      </Settings>
    )
  const tab = Object.hasOwn(tabs, path) ? tabs[path] : undefined
  if (!tab) notFound()
  return <Settings tab={tab} />
}
