import type { ReactNode } from 'react'
import { PageTitle } from '../ui/page-title'
import { LampKey } from './lamp-key'

/** The pages in front of the console: what the lamps mean beside one thing to do. */
export function SignInFrame({ title, sub, children }: { title: string; sub?: ReactNode; children: ReactNode }) {
  return (
    <div className="grid min-h-screen grid-rows-[auto_1fr] bg-canvas mid:grid-cols-[240px_minmax(0,1fr)] mid:grid-rows-1 wide:grid-cols-[288px_minmax(0,1fr)]">
      <PageTitle>{title}</PageTitle>
      <LampKey />
      <main className="grid content-center justify-items-center px-6 py-10 max-mid:content-start max-mid:px-4 max-mid:py-6">
        <div className="w-full max-w-[400px]">
          <h1 className="text-2xl font-semibold tracking-[-0.015em]">{title}</h1>
          <div className="mt-1 mb-5 wrap-anywhere text-ink-2">{sub}</div>
          {children}
        </div>
      </main>
    </div>
  )
}
