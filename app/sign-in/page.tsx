import { headers } from 'next/headers'
import { redirect } from 'next/navigation'
import { currentSession } from '@/app/session'
import { ownPath } from '@/components/pages/pages'
import { DemoAccounts } from '@/components/sign-in/demo-accounts'
import { SignInForm } from '@/components/sign-in/sign-in-form'
import { SignInFrame } from '@/components/sign-in/sign-in-frame'
import { Notice } from '@/components/ui/notice'
import { andon } from '@/server/index'
import { signIn } from './actions'
import { beginPasskeySignIn, finishPasskeySignIn } from './factor-actions'
import { ThroughTheProvider } from './through-the-provider'

export const dynamic = 'force-dynamic'

type SignInPageProps = { searchParams: Promise<{ next?: string | string[]; through?: string | string[] }> }

export default async function SignInPage({ searchParams }: SignInPageProps) {
  const { next, through } = await searchParams
  const path = ownPath(typeof next === 'string' ? next : undefined)
  if (await currentSession()) redirect(path)
  // Through a provider an administrator comes without a link.
  const isNew = !andon().identity && !(await andon().accounts.hasAdmin())
  // The name that the front has found to be one of ours.
  const host = (await headers()).get('x-forwarded-host')
  return (
    <SignInFrame title="Sign in" sub={host}>
      {isNew && (
        <Notice className="mb-5">
          <strong className="font-semibold">Nobody administers this console yet.</strong> Where Andon was started it
          printed a link with which you set up the first administrator. Each start prints a new one.
        </Notice>
      )}
      <ThroughTheProvider refused={through} next={path} />
      <SignInForm signIn={signIn} passkey={{ begin: beginPasskeySignIn, finish: finishPasskeySignIn }} next={path} />
      <DemoAccounts accounts={andon().demoAccounts} signIn={signIn} next={path} />
      <p className="mt-5 border-t border-line pt-4 text-sm text-ink-2">
        A wall display does not sign in. Open it with its own display link from <strong>Settings, Displays</strong>.
      </p>
    </SignInFrame>
  )
}
