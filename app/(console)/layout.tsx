import { headers } from 'next/headers'
import type { ReactNode } from 'react'
import { requireSession } from '@/app/session'
import { signIn } from '@/app/sign-in/actions'
import { beginThrough } from '@/app/sign-in/through/actions'
import { FileWorkProvider } from '@/components/datastores/file-work-place'
import { streamPath } from '@/components/live/feed'
import { ConsoleProviders } from '@/components/shell/console-providers'
import { ConsoleShell } from '@/components/shell/console-shell'
import { pathHeader } from '@/lib/accounts/request-marks'
import { actionNames, isChangeName, isReadName } from '@/lib/contract/contract'
import { withoutUndefined } from '@/lib/without-undefined'
import { change, changePassword, joinIdentity, signOut } from './actions'

export const dynamic = 'force-dynamic'

export default async function ConsoleLayout({ children }: { children: ReactNode }) {
  const path = (await headers()).get(pathHeader) ?? '/'
  const { account, through } = await requireSession(path)
  const limited = account.connections && (true as const)
  const asScreensKnow = { name: account.username, role: account.role, ...withoutUndefined({ limited, through }) }
  return (
    <ConsoleProviders account={asScreensKnow} calls={calls} streamUrl={streamPath}>
      <FileWorkProvider>
        <ConsoleShell signIn={signIn} beginThrough={beginThrough}>
          {children}
        </ConsoleShell>
      </FileWorkProvider>
    </ConsoleProviders>
  )
}

const calls = {
  reads: actionNames.filter(isReadName),
  readUrl: '/api/read',
  screenUrl: '/api/screen',
  changes: actionNames.filter(isChangeName),
  change,
  signOut,
  changePassword,
  joinIdentity,
}
