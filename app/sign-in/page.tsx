import type { Metadata } from 'next'
import { headers } from 'next/headers'
import { redirect } from 'next/navigation'
import { currentSession } from '@/app/session'
import { ownPath } from '@/components/pages/pages'
import { LampKey } from '@/components/sign-in/lamp-key'
import { SignInForm } from '@/components/sign-in/sign-in-form'
import { signIn } from './actions'

export const metadata: Metadata = { title: 'Sign in - Andon' }
export const dynamic = 'force-dynamic'

type SignInPageProps = { searchParams: Promise<{ next?: string | string[] }> }

export default async function SignInPage({ searchParams }: SignInPageProps) {
  const { next } = await searchParams
  const path = ownPath(typeof next === 'string' ? next : undefined)
  if (await currentSession()) redirect(path)
  const given = await headers()
  const host = given.get('x-forwarded-host')?.split(',')[0]?.trim() ?? given.get('host')
  return (
    <div className="grid min-h-screen grid-rows-[auto_1fr] bg-canvas mid:grid-cols-[240px_minmax(0,1fr)] mid:grid-rows-1 wide:grid-cols-[288px_minmax(0,1fr)]">
      <LampKey />
      <main className="grid content-center justify-items-center px-6 py-10 max-mid:content-start max-mid:px-4 max-mid:py-6">
        <div className="w-full max-w-[400px]">
          <h1 className="text-2xl font-semibold tracking-[-0.015em]">Sign in</h1>
          <p className="mt-1 mb-5 wrap-anywhere text-ink-2">{host}</p>
          <SignInForm signIn={signIn} next={path} />
          <p className="mt-5 border-t border-line pt-4 text-sm text-ink-2">
            A wall display does not sign in. Open it with its own display link from <strong>Settings, Displays</strong>.
          </p>
        </div>
      </main>
    </div>
  )
}
