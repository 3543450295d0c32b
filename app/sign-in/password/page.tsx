import { redirect } from 'next/navigation'
import { changePassword } from '@/app/(console)/actions'
import { currentSession } from '@/app/session'
import { ownPath } from '@/components/pages/pages'
import { ReplaceGivenPassword } from '@/components/sign-in/choose-password'
import { SignInFrame } from '@/components/sign-in/sign-in-frame'

export const dynamic = 'force-dynamic'

type PasswordPageProps = { searchParams: Promise<{ next?: string | string[] }> }

/** Where somebody is sent whose password an administrator has given: nothing else can be done before it is changed. */
export default async function PasswordPage({ searchParams }: PasswordPageProps) {
  const { next } = await searchParams
  const path = ownPath(typeof next === 'string' ? next : undefined)
  const session = await currentSession()
  if (!session) redirect('/sign-in')
  if (!session.mustChange) redirect(path)
  return (
    <SignInFrame title="Choose a password" sub={`Signed in as ${session.account.username}`}>
      <p className="mb-4 text-sm text-ink-2">
        An administrator gave you the password that you signed in with. Choose one that nobody else knows.
      </p>
      <ReplaceGivenPassword username={session.account.username} change={changePassword} next={path} />
    </SignInFrame>
  )
}
