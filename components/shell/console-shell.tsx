'use client'

import { useCallback, useEffect, useState, type ReactNode } from 'react'
import { AutoAnswer } from '../connections/auto-answer'
import { ScopeProvider } from '../connections/scope'
import { Icon } from '../glyphs/icon'
import { useLiveStatus } from '../live/live-provider'
import type { SignIn } from '../sign-in/sign-in-form'
import type { BeginThrough } from '../sign-in/sign-in-through'
import { Key } from '../ui/badge'
import { later, useFetchLater } from '../ui/later'
import { Overlays } from '../ui/overlays'
import { Loading, Skeleton } from '../ui/placeholders'
import { AccountMenu } from './account-menu'
import { ChangedCertificates } from './changed-certificates'
import { ConnectionSwitcher } from './connection-switcher'
import { useShortcuts } from './keyboard'
import type { KeysDialogProps } from './keys-dialog'
import { LiveIndicator } from './live-indicator'
import { OldData } from './old-data'
import { BrowserSignals } from './browser-signals'
import { NewQuestion } from '../question/new-question'
import { TabLamp } from './question-signals'
import { Rail } from './rail'
import { RecordPaused } from './record-paused'
import { SearchBegun } from './search-begun'
import type { SearchDialogProps } from './search-dialog'
import { beginTypingAhead, endSearch } from './search-text'
import type { SessionEndedProps } from './session-ended'

const isOpen = ({ open }: { open: boolean }) => open
const SearchDialog = later<SearchDialogProps>(() => import('./search-dialog').then((part) => part.SearchDialog), isOpen)
const KeysDialog = later<KeysDialogProps>(() => import('./keys-dialog').then((part) => part.KeysDialog), isOpen)
const SessionEnded = later<SessionEndedProps>(() => import('./session-ended').then((part) => part.SessionEnded), isOpen)

/** The frame of every page: rail, top bar, the page, and what lies above all of them. */
export function ConsoleShell({
  signIn,
  beginThrough,
  children,
}: {
  signIn: SignIn
  beginThrough: BeginThrough
  children: ReactNode
}) {
  const [searching, setSearching] = useState(false)
  const [showingKeys, setShowingKeys] = useState(false)
  const search = useCallback(() => {
    beginTypingAhead()
    setSearching(true)
  }, [])
  const closeSearch = (open: boolean) => {
    setSearching(open)
    endSearch()
  }
  useEffect(() => endSearch, [])
  const showKeys = useCallback(() => setShowingKeys(true), [])
  useFetchLater()
  useShortcuts({ onSearch: search, onShowKeys: showKeys })
  const signedOut = useLiveStatus().at === 'signed-out'

  return (
    <ScopeProvider>
      <a href="#main" className="fixed -top-12 left-2 z-60 rounded-md bg-solid px-3 py-2 text-solid-ink focus:top-2">
        Skip to content
      </a>
      <div className="min-h-screen max-mid:pb-15 mid:grid mid:grid-cols-[72px_minmax(0,1fr)] mid:grid-rows-[auto_minmax(0,1fr)] roomy:grid-rows-[56px_minmax(0,1fr)] wide:grid-cols-[208px_minmax(0,1fr)]">
        <Rail />
        <header className="z-20 flex min-w-0 items-center gap-3 border-b border-line bg-surface px-5 max-wide:gap-2.5 max-wide:px-4 max-roomy:flex-wrap max-roomy:py-2 max-mid:gap-2 max-mid:px-3 roomy:sticky roomy:top-0">
          <ConnectionSwitcher />
          <AutoAnswer />
          <span className="flex-1 max-mid:hidden" />
          <LiveIndicator />
          <button
            type="button"
            aria-label="Search and run commands"
            aria-keyshortcuts="Control+K"
            onClick={search}
            className="flex h-10 w-45 items-center gap-2 rounded-md border border-line-2 bg-raised pr-2 pl-2.5 text-sm text-ink-3 hover:bg-hover max-wide:w-9 max-wide:shrink-0 max-wide:justify-center max-wide:p-0 max-mid:order-3 max-mid:h-11 max-mid:w-11 max-mid:border-transparent max-mid:bg-transparent"
          >
            <Icon name="search" />
            <span className="max-wide:hidden">Search</span>
            <Key className="ml-auto max-wide:hidden pointer-coarse:hidden">Ctrl K</Key>
          </button>
          <AccountMenu onShowKeys={showKeys} />
        </header>
        <main id="main" tabIndex={-1} className="min-w-0 scroll-mt-14 focus:outline-none">
          {signedOut ? null : <RecordPaused />}
          {signedOut ? <HiddenPage /> : <OldData>{children}</OldData>}
          <Overlays />
        </main>
      </div>
      <SearchDialog
        open={searching && !signedOut}
        onOpenChange={closeSearch}
        meanwhile={searching && !signedOut && <SearchBegun onClose={() => closeSearch(false)} />}
      />
      <KeysDialog open={showingKeys} onOpenChange={setShowingKeys} />
      <SessionEnded open={signedOut} signIn={signIn} beginThrough={beginThrough} />
      <TabLamp />
      <NewQuestion />
      <BrowserSignals />
      <ChangedCertificates />
    </ScopeProvider>
  )
}

/** What is left of a page once the session has ended: its shape. */
function HiddenPage() {
  return (
    <div className="grid gap-3 p-3 mid:p-4 wide:px-5">
      <Loading what="Signed out" />
      {[0, 1, 2, 3].map((row) => (
        <div key={row} className="panel grid gap-3 p-4">
          <Skeleton className="w-1/4 animate-none!" />
          <Skeleton className="w-3/5 animate-none!" />
          <Skeleton className="w-2/5 animate-none!" />
        </div>
      ))}
    </div>
  )
}
