import { redirect } from 'next/navigation'
import { change, signOut } from '@/app/(console)/actions'
import { currentSession } from '@/app/session'
import { ownPath } from '@/components/pages/pages'
import { SetUpFactor } from '@/components/sign-in/set-up-factor'
import { SignInFrame } from '@/components/sign-in/sign-in-frame'

export const dynamic = 'force-dynamic'

type SetUpPageProps = { searchParams: Promise<{ next?: string | string[] }> }

/** Where somebody is sent who must have a second factor and has none: nothing else can be done before one is set up. */
export default async function SetUpPage({ searchParams }: SetUpPageProps) {
  const { next } = await searchParams
  const path = ownPath(typeof next === 'string' ? next : undefined)
  const session = await currentSession()
  if (!session) redirect('/sign-in')
  if (!session.mustSetUp) redirect(path)
  return (
    <SignInFrame title="Set up a second factor" sub={`Signed in as ${session.account.username}`}>
      <SetUpFactor username={session.account.username} change={change} signOut={signOut} next={path} />
    </SignInFrame>
  )
}
