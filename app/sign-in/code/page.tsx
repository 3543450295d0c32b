import { redirect } from 'next/navigation'
import { ownPath } from '@/components/pages/pages'
import { SecondStep } from '@/components/sign-in/second-step'
import { SignInFrame } from '@/components/sign-in/sign-in-frame'
import { andon } from '@/server/index'
import { stepIn } from '../at-the-door'
import { beginPasskeySignIn, enterCode, finishPasskeySignIn } from '../factor-actions'

export const dynamic = 'force-dynamic'

type CodePageProps = { searchParams: Promise<{ next?: string | string[] }> }

/** Where a right password leads for an account that has a second factor. */
export default async function CodePage({ searchParams }: CodePageProps) {
  const { next } = await searchParams
  const path = ownPath(typeof next === 'string' ? next : undefined)
  const asked = await andon().accounts.secondStep.look(await stepIn('code'))
  if (!asked) redirect(`/sign-in?next=${encodeURIComponent(path)}`)
  return (
    <SignInFrame title="Second factor" sub={`For the account ${asked.username}`}>
      <SecondStep
        asked={asked}
        enter={enterCode}
        passkey={{ begin: beginPasskeySignIn, finish: finishPasskeySignIn }}
        next={path}
      />
    </SignInFrame>
  )
}
